/* x[i] and x[j] in one statement, i equal to j or not. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(double *x, int i, int j)
{
    x[i] = x[j] * x[j];
    x[j] = x[i] + 3 * x[j];
    x[i] *= x[j];
}

void f_d(double *x, double *x_d, int i, int j);
void f_b(double *x, double *x_b, int i, int j);

int main(void)
{
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) {
            INOUT(double, x, [2], 0.5, 1);
            CHECK(f(x, i, j), f_d(x, x_d, i, j), f_b(x, x_b, i, j));
        }
    return check_status();
}
