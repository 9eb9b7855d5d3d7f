/* A loop that is to go in runs, in a function that writes nothing but its own variables. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double decay(int n, int steps, const double *x)
{
    double u[4] = {0.1, 0.2, 0.3, 0.4}, last = 0.0;
    int grown = 0;
    ADCC_CHECKPOINT(every = 2)
    for (int t = 0; t < steps; t++) {
        for (int i = 0; i < n; i++)
            u[i] = u[i] * x[i] + 0.5 * sin(u[(i + 1) % n]);
        if (u[2] > 0.5)
            grown++;
        last = grown * u[1];
    }
    return last + u[0] * u[3];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, int steps, const double *x)
{
    return 2.0 * decay(n, steps, x);
}

double f_d(int n, int steps, const double *x, const double *x_d, double *return_d);
double f_b(int n, int steps, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int steps = 0; steps < 6; steps++) {
        IN(double, x, [4], 0.4, 0.9);
        RETURNS(double);
        CHECK(ret = f(4, steps, x), ret = f_d(4, steps, x, x_d, &ret_d),
              ret = f_b(4, steps, x, x_b, ret_b));
    }
    return check_status();
}
