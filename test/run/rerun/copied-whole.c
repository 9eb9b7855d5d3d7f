/* An array that each iteration overwrites by a copy of its own is one of an iteration; not if only a part is copied. */
// RUN: %run-all %s
#include <math.h>
#include <string.h>
#include "check.h"

static void turn(int n, double *y, const double *w)
{
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < n; i++)
            y[i] = sin(y[i]) * w[i] + y[(i + 1) % n];
}

ADCC_ADJOINT(wrt(x, w), of(return))
ADCC_TANGENT(wrt(x, w), of(return))
double f(int m, int n, const double *x, const double *w)
{
    double sum = 0.0, y[n], z[n], v[3], u[3] = {1.0, 2.0, 3.0};
    memset(z, 0, sizeof z);
    for (int b = 0; b < m; b++) {
        memcpy(y, x + b * n, sizeof y);
        turn(n, y, w);
        memcpy(z, y, (n - 1) * sizeof *y); /* the last one stays */
        z[n - 1] += y[0];
        turn(n, z, w);
        memmove(v, b ? x + b : w, sizeof v);
        v[1] *= v[0] * w[2];
        memmove(u, u + 1, 2 * sizeof *u); /* of itself */
        u[2] = y[1];
        for (int i = 0; i < 3; i++)
            sum += y[i] * y[i] + z[i] * v[i] + u[i] * u[i];
    }
    return sum;
}

double f_d(int m, int n, const double *x, const double *x_d, const double *w, const double *w_d, double *return_d);
double f_b(int m, int n, const double *x, double *x_b, const double *w, double *w_b, double return_b);

int main(void)
{
    for (int m = 0; m < 5; m += 2) {
        IN(double, x, [12], 0.2, 0.9);
        IN(double, w, [3], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(m, 3, x, w), ret = f_d(m, 3, x, x_d, w, w_d, &ret_d), ret = f_b(m, 3, x, x_b, w, w_b, ret_b));
    }
    return check_status();
}
