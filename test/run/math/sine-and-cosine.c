/* The sine and the cosine of one variable are each other's derivatives, as long as neither changes. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double sum = 0.0, angle = x[0] * x[1], c = cos(angle), s = sin(angle);
    for (int i = 0; i < n; i++) {
        double t = x[i] * 2.0, u = sin(t), v = cos(t), w = cosh(x[i]), z = sinh(x[i]);
        sum += u * v * v + w * z * z;
        if (v < -0.5)
            continue;
        float g = x[i];
        float a = sinf(g), b = cosf(g);
        double k = cos(t), l = sin(t); /* again, and one is changed */
        l *= x[i];
        sum += k * l * l + a * b;
        u += 1.0;
        sum += u * u;
    }
    double other = x[2], p = sin(other);
    other = other * 0.5; /* the argument changes */
    double q = cos(other);
    if (n > 2)
        return c * s * sum;
    double r = sin(angle);
    return c * s * s + p * q * p + r * sum;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 5; n += 2) {
        IN(double, x, [4], 0.2, 1.6);
        RETURNS(double);
        check_tolerance(1e-6, 1e-3); /* some values are floats */
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
