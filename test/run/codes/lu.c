/* LU factorisation in place without pivoting, then two triangular solves. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(a, b), of(a, b))
ADCC_TANGENT(wrt(a, b), of(a, b))
void solve(int n, double *a, double *b)
{
    for (int k = 0; k < n; k++)
        for (int i = k + 1; i < n; i++) {
            a[i * n + k] /= a[k * n + k];
            for (int j = k + 1; j < n; j++)
                a[i * n + j] -= a[i * n + k] * a[k * n + j];
        }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++)
            b[i] -= a[i * n + j] * b[j];
    for (int i = n - 1; i >= 0; i--) {
        for (int j = i + 1; j < n; j++)
            b[i] -= a[i * n + j] * b[j];
        b[i] /= a[i * n + i];
    }
}

void solve_d(int n, double *a, double *a_d, double *b, double *b_d);
void solve_b(int n, double *a, double *a_b, double *b, double *b_b);

int main(void)
{
    INOUT(double, a, [4][4], -1, 1);
    INOUT(double, b, [4], -1, 1);
    for (int i = 0; i < 4; i++)
        a[i][i] += 4;
    CHECK(solve(4, &a[0][0], b), solve_d(4, &a[0][0], &a_d[0][0], b, b_d), solve_b(4, &a[0][0], &a_b[0][0], b, b_b));
    return check_status();
}
