/* Indices with arithmetic, function-like macros, i[a], characters and enumerators. */
// RUN: %run-all %s
#include "check.h"

#define AT(i, j) ((i) * 3 + (j))
enum { ROW = 1 };

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double a[9], int k)
{
    double s = a[AT(ROW, 2)] * a[k % 9];

    a[AT(k & 1, k >> 2)] *= s;
    2 [a] += a['a' - 96] * a[(unsigned char)(k + 256)];
    return s + a[AT(2, 2) - k] * a[sizeof(int)];
}

double f_d(double a[9], double a_d[9], int k, double *return_d);
double f_b(double a[9], double a_b[9], int k, double return_b);

int main(void)
{
    for (int k = 0; k < 8; k++) {
        INOUT(double, a, [9], -1, 1);
        RETURNS(double);
        CHECK(ret = f(a, k), ret = f_d(a, a_d, k, &ret_d), ret = f_b(a, a_b, k, ret_b));
    }
    return check_status();
}
