/* Types that an iteration declares are there when it runs again. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

ADCC_ADJOINT(wrt(x, y), of(y))
ADCC_TANGENT(wrt(x, y), of(y))
void f(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++) {
        double w[4];
        for (int j = 0; j < 4; j++)
            w[j] = sin(x[j] * x[i]);
        for (int k = 0; k < 3; k++) {
            enum { rows = 2, columns = 2 };
            union {
                double at[3];
                struct {
                    double a, b;
                } pair;
            } u = {{w[k], x[k]}};
            double m[rows][columns];
            for (int r = 0; r < rows; r++)
                for (int c = 0; c < columns; c++)
                    m[r][c] = exp(u.at[1] * w[r + c]) * u.pair.a;
            w[k + 1] = sin(m[1][0] * m[0][1] + u.pair.b);
        }
        y[i] += w[3] * w[2];
    }
}

void f_d(int n, const double *x, const double *x_d, double *y, double *y_d);
void f_b(int n, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    for (int n = 0; n < 5; n += 2) {
        IN(double, x, [4], -1, 1);
        INOUT(double, y, [4], -1, 1);
        CHECK(f(n, x, y), f_d(n, x, x_d, y, y_d), f_b(n, x, x_b, y, y_b));
    }
    return check_status();
}
