/* A block without derivatives is an argument of what is reversed, and freed after it. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>
#include <stdlib.h>

static double mix(int n, const double *w, double t)
{
    if (n > 6)
        return 0.5 * mix(n - 1, w, sin(t));
    t -= 0.1 * atan(w[n & 3]);
    t += 0.1 / (1.5 + t * t);
    return t / (1 + t * t);
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double b = x[1], t = x[0];
    for (int i = 0; i < n; i++) {
        double *w = calloc(8, sizeof *w);
        w[3] = i;
        t += 0.5 * mix(n, w, b);
        w = realloc(w, 12 * sizeof *w);
        w[11] = 0.5 * w[2];
        t = 0.5 * t + 0.3 * w[(n + 11) & 3];
        free(w);
        b *= 0.9 * t;
    }
    return t;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 9; n += 4) {
        IN(double, x, [2], -1, 1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
