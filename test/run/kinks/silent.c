/* --kinks where nothing is hit: calls, recursion, early returns, choices, switch; no line is written. */
// RUN: %run-all --adcc=--kinks %s
// RUN: %run-all --adcc=--kinks --embed %s
#include <math.h>
#include "check.h"

static double power(double x, int n)
{
    if (n == 0)
        return 1;
    double h = power(x, n / 2) * fmin(x, 7.0 + n);
    return n % 2 ? fabs(h * x) : h;
}

ADCC_ADJOINT(wrt(x[n], k))
ADCC_TANGENT(wrt(x[n], k))
double f(int n, double *x, double k)
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        if (x[i] > 40 && k > 1)
            return s;
        switch ((int)(x[i] * 3)) {
        case 0:
        case 1:
            x[i] = x[i] > k || sqrt(x[i]) > 9 ? x[i] * k : floor(x[i] * 1.5) * k + x[i];
            break;
        default:
            x[i] += power(k, 3) * (x[i] ? 1 : 2);
        }
        s += hypot(x[i], k) * atan2(k, x[i]);
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double k, double k_d, double *return_d);
double f_b(int n, double *x, double *x_b, double k, double *k_b, double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.4, 0.62);
    IN(double, k, , 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(4, x, k), ret = f_d(4, x, x_d, k, k_d, &ret_d), ret = f_b(4, x, x_b, k, &k_b, ret_b));
    return check_status();
}
