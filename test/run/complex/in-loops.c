/* Complex values that iterations carry on, through a callee. */
// RUN: %run-all --flag=-w %s
#include "check.h"
#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
static double _Complex cmul(double _Complex a, double r)
{
    return a * a * r + conj(a);
}
ADCC_ADJOINT(wrt(x, y), of(return, x, y))
ADCC_TANGENT(wrt(x, y), of(return, x, y))
double f(int n, double *x, double *y)
{
    double _Complex z[6], w = 1.0;
    double s = 0;
    for (int i = 0; i < 6; i++)
        z[i] = x[i] + I * y[i];
    for (int i = 0; i < n; i++) {
        z[i] = cmul(z[i], y[i]) / (w + 2);
        w = w * z[i] + s;
        s += cabs(w) + cimag(z[i] * z[i]);
    }
    for (int i = 0; i < n; i++) {
        double _Complex q = cexp(z[i] * 0.1);
        s += creal(q * conj(q));
        y[i] = cimag(q) * x[i];
    }
    return s + creal(w);
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);
int main(void)
{
    for (int n = 5; n >= 0; n -= 2 + (n == 1)) {
        INOUT(double, x, [6], 0.2, 0.7);
        INOUT(double, y, [6], 0.2, 0.7);
        RETURNS(double);
        CHECK(ret = f(n, x, y), ret = f_d(n, x, x_d, y, y_d, &ret_d),
              ret = f_b(n, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
