/* Arrays of a block that memset clears, of which the reverse sweep has nothing but the size. */
// RUN: %run-all %s
#include <math.h>
#include <string.h>
#include "check.h"

struct pair {
    double a, b;
};

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *restrict y)
{
    double s = y[0];
    {
        double w[8];
        struct pair p[3];
        for (int k = 0; k < n; k++) {
            memset(w, 0, sizeof w);
            memset(p, 0, sizeof p);
            for (int j = 0; j < 4; j++)
                w[j] += sin(y[j] + s);
            for (int j = 0; j < 3; j++)
                p[j].a += w[j] * y[j + 1];
            for (int j = 0; j < 3; j++)
                y[j] = 0.5 * y[j] + 0.3 * w[j + 1] + p[j].a + p[j].b;
            s += y[1];
        }
    }
    return s * y[0];
}

double f_d(int n, double *y, double *y_d, double *return_d);
double f_b(int n, double *y, double *y_b, double return_b);

int main(void)
{
    for (int n = 0; n < 3; n++) {
        INOUT(double, y, [4], 0.2, 0.6);
        RETURNS(double);
        CHECK(ret = f(n, y), ret = f_d(n, y, y_d, &ret_d), ret = f_b(n, y, y_b, ret_b));
    }
    return check_status();
}
