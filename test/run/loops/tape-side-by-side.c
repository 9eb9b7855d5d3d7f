/* What a loop puts on the tape for several variables lies side by side, whatever their types and the number of iterations. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double step(int n, double *x, double *y, double z)
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        double a = exp(0.1 * x[i] * z), b = tanh(x[i] - y[i]);
        double c = a * b, d = y[i] * c;
        int times = s > 1.0 ? 2 : 3;
        x[i] = a * b + x[i] * d;
        y[i] = d * c * times + y[i];
        s += x[i] * y[i] * a;
    }
    return s;
}

/* The number of iterations is another one afterwards, and a jump leaves the loop. */
static double early(int n, double *x, double z)
{
    double s = z;
    int m = n;
    for (int i = 0; i < m; i++) {
        double a = sin(x[i] * s), b = cos(x[i] + z);
        if (a > 0.9)
            break;
        x[i] = a * b;
        s += a * x[i];
    }
    m = 1;
    for (int i = 0; i < m && n > 0; i++)
        s *= x[i];
    return s;
}

ADCC_ADJOINT(wrt(x, z), of(return, x))
ADCC_TANGENT(wrt(x, z), of(return, x))
double f(int n, int steps, double *x, double z)
{
    double s = 0.0;
    double y[6] = {0.3, 0.1, 0.5, 0.2, 0.4, 0.6};
    for (int k = 0; k < steps; k++) {
        s += step(n, x, y, z + k);
        if (s > 40.0)
            return s;
        s += early(n - 1, x, z) + step(n - 2, x + 1, y, s);
        for (int i = 0; i < n; i++) {
            double u = s * x[i], v = exp(-u * u);
            x[i] *= v;
            s += u * v;
        }
    }
    return s;
}

double f_d(int n, int steps, double *x, double *x_d, double z, double z_d, double *return_d);
double f_b(int n, int steps, double *x, double *x_b, double z, double *z_b, double return_b);

int main(void)
{
    static const int trips[] = {5, 6, 2, 1, 0, -3};
    for (int k = 0; k < 6; k++) {
        INOUT(double, x, [6], 0.1, 0.9);
        IN(double, z, , 0.4, 0.6);
        RETURNS(double);
        CHECK(ret = f(trips[k], 3, x, z), ret = f_d(trips[k], 3, x, x_d, z, z_d, &ret_d),
              ret = f_b(trips[k], 3, x, x_b, z, &z_b, ret_b));
    }
    return check_status();
}
