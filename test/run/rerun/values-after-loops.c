/* values after loops, index after loop, partial covers */
// RUN: %run-all --flag=-w %s
#include "check.h"
#include <math.h>
static void part(int n, const double *x, double *w)
{
    for (int i = 0; i < n - 1; i++)
        w[i] = x[i] * 2;
}
ADCC_ADJOINT(wrt(x, y), of(return, y))
ADCC_TANGENT(wrt(x, y), of(return, y))
double f(int n, const double *x, double *y)
{
    int i, j;
    double s = 0, t = 0.5, u, w[8] = {1, 1, 1, 1, 1, 1, 1, 1}, v[8], last = 0;
    for (i = 0; i < n; i++) {
        u = x[i] * t;
        s += sin(u);
        if (x[i] > 0.5)
            t = u;
    }
    s += u * t + i;
    for (i = 0; i < n; i++) {
        part(n, x + 0, w);
        s += w[n - 1] * w[0] * x[i];
        w[n - 1] = s * 0.1;
    }
    for (i = 0; i < n; i++) {
        for (j = 0; j < i; j++)
            v[j] = x[j] * x[i];
        for (j = 0; j < i; j++)
            last += exp(v[j]) * y[j];
    }
    for (i = 1; i < n; i++) {
        double z = exp(x[i]);
        y[i] = y[i - 1] * z;
    }
    for (i = 0; i < n; i++) {
        double z = exp(x[i] * 0.3);
        last += z * z;
        last *= 0.9;
    }
    for (i = n - 1; i >= 0; i--) {
        double q[3];
        for (j = 0; j < 3; j++)
            q[j] = cos(x[i] + j);
        s += q[0] * q[1] * q[2];
        s = s > 3 ? s * 0.5 : s;
    }
    return s + last;
}
double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double return_b);
int main(void)
{
    for (int n = 5; n > 0; n -= 4) {
        IN(double, x, [5], 0.1, 0.9);
        INOUT(double, y, [5], 0.1, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x, y), ret = f_d(n, x, x_d, y, y_d, &ret_d),
              ret = f_b(n, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
