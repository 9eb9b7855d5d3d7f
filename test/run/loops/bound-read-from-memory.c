/* Bounds come from an integer array that the loop writes; both must survive. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(x))
ADCC_TANGENT(wrt(x), of(x))
void f(int *m, double *x)
{
    for (int i = 0; i < m[0]; i++) {
        x[i] *= x[m[1]];
        if (i == 1)
            m[0]--;
        m[1] = (m[1] + 1) % 4;
    }
}

void f_d(int *m, double *x, double *x_d);
void f_b(int *m, double *x, double *x_b);

int main(void)
{
    int m[2] = {5, 2};

    INOUT(double, x, [5], 0.3, 0.9);
    BYTES(m);
    CHECK(f(m, x), f_d(m, x, x_d), f_b(m, x, x_b));
    return check_status();
}
