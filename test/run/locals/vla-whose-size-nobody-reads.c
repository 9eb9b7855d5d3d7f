/* The size of an array that varies is needed where it is declared again. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

ADCC_ADJOINT(wrt(x, y), of(return, y))
ADCC_TANGENT(wrt(x, y), of(return, y))
double f(int n, const double *x, double *y)
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        {
            int m = (i & 3) + 4;
            double v[m];
            for (int j = m; j-- > 0;)
                v[j] = tanh(x[i] * y[1]);
            v[3] *= 0.9 * cos(x[0]);
            y[i] *= 0.9 * cos(s);
        }
        s += y[1] * x[i];
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    for (int n = 0; n < 4; n++) {
        IN(double, x, [4], -1, 1);
        INOUT(double, y, [4], -1, 1);
        RETURNS(double);
        CHECK(ret = f(n, x, y), ret = f_d(n, x, x_d, y, y_d, &ret_d),
              ret = f_b(n, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
