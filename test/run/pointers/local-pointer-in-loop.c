/* A pointer declared in the loop body means another row each time. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(a), of(a))
ADCC_TANGENT(wrt(a), of(a))
void f(int n, int m, double *a)
{
    for (int i = 0; i < n; i++) {
        double *row = a + i * m;
        const double *next = a + (i + 1) % n * m;

        for (int j = 0; j < m; j++)
            row[j] = row[j] * next[m - 1 - j] + row[0];
    }
}

void f_d(int n, int m, double *a, double *a_d);
void f_b(int n, int m, double *a, double *a_b);

int main(void)
{
    INOUT(double, a, [12], -1, 1);
    CHECK(f(3, 4, a), f_d(3, 4, a, a_d), f_b(3, 4, a, a_b));
    return check_status();
}
