/* The last choice of a loop that ends early, skips iterations by an index of a small type, makes
 * two choices by one condition, or reads in each iteration what was chosen so far. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double stop, const double *x, const double *z)
{
    double y = 0.1, w = 0.0, u = 0.0, v = 1.0, c = 1.0, s = 0.0;
    for (int i = 0; i < n; i++) {
        if (x[i] > stop)
            break;
        if (x[i] > y)
            y = x[i];
    }
    for (signed char i = 3; i < n; i += 3) {
        if (z[i] < 0.4)
            continue;
        if (x[i] > w)
            w = x[i] * x[i] + z[i];
    }
    for (int i = 0; i < n; i++) {
        int first = x[i] > 0.5;
        if (first)
            u = x[i] * z[i];
        if (!first)
            v = z[i];
    }
    for (int i = 0; i < n; i++) {
        if (x[i] > z[i])
            c = x[i];
        s += c * z[i];
    }
    return y + 2.0 * w + 3.0 * u * v + 4.0 * c + s;
}

double f_d(int n, double stop, double stop_d, const double *x, const double *x_d, const double *z,
           const double *z_d, double *return_d);
double f_b(int n, double stop, double *stop_b, const double *x, double *x_b, const double *z,
           double *z_b, double return_b);

int main(void)
{
    for (int n = 0; n <= 20; n += 5) {
        IN(double, stop, , 0.7, 0.8);
        IN(double, x, [20], 0.2, 0.8);
        IN(double, z, [20], 0.3, 0.8);
        RETURNS(double);
        CHECK(ret = f(n, stop, x, z), ret = f_d(n, stop, stop_d, x, x_d, z, z_d, &ret_d),
              ret = f_b(n, stop, &stop_b, x, x_b, z, z_b, ret_b));
    }
    return check_status();
}
