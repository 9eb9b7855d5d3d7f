/* A loop that runs again within one that does: only as much of it as the reverse sweep needs. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>
#include <stdlib.h>

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double b = x[1], t = x[0], s = 0.5;
    double *g = calloc(4, sizeof *g);
    int m = 3;
    for (int l = 0; l < 2; l++) {
        double *h = calloc(4, sizeof *h);
        for (int i = 0; i < n; i++) {
            for (int j = (n + m) & 3; j <= 4; j += 2)
                for (int k = 0; k < 3; k++) {
                    s = 0.8 * h[(3 * k + 1) & 3];
                    if (n % 2)
                        break;
                    h[(n + n) & 3] = 0.8 * g[(3 * k + 1) & 3];
                }
            if (m != 3) {
                s = 0.8 * x[(n + i) & 3];
                h[0] = 0.4 * pow(1.3 + sin(t), cos(*x));
            }
        }
        m = 0;
        b = 0.5 * b + 0.3 * h[0];
        free(h);
    }
    free(g);
    return n > 9 ? s : b;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 4; n++) {
        IN(double, x, [4], -1, 1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
