/* The branch changes what decided it; the reverse sweep takes the branch that was taken. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(double *x)
{
    if (x[0] > 1)
        x[0] = x[0] * x[1] * 0.1;
    else
        x[0] = x[0] + 3;
    if (x[1] > x[0]) {
        double t = x[0];
        x[0] = x[1];
        x[1] = t * x[0];
    }
    if (x[0] > x[1])
        x[1] *= x[0];
    else
        x[0] *= x[1] * x[1];
}

void f_d(double *x, double *x_d);
void f_b(double *x, double *x_b);

int main(void)
{
    static const double at[][2] = {{0.5, 4.3}, {0.5, 1}, {2, 0.4}, {2, 3}, {-1, 1.2}};

    for (int i = 0; i < 5; i++) {
        INOUT(double, x, [2], 0, 1);
        x[0] = at[i][0];
        x[1] = at[i][1];
        CHECK(f(x), f_d(x, x_d), f_b(x, x_b));
    }
    return check_status();
}
