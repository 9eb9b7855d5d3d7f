/* memcpy between arrays of rows, by pointers to rows: their adjoints are moved as reals. */
// RUN: %run-all %s
#include "check.h"
#include <string.h>

ADCC_ADJOINT(wrt(a[2]), of(return, a))
ADCC_TANGENT(wrt(a[2]), of(return, a))
double rows(int n, double (*a)[3])
{
    double t[2][3] = {{a[0][0] * a[1][2], 1, a[0][1]}, {2, a[1][1], a[n - 1][0]}};
    memcpy(a, t, sizeof t);
    memmove(t, a + 1, sizeof t[0]);
    return a[0][0] * a[1][1] + t[0][2] * t[0][1];
}
double rows_d(int n, double (*a)[3], double (*a_d)[3], double *return_d);
double rows_b(int n, double (*a)[3], double (*a_b)[3], double return_b);

int main(void)
{
    INOUT(double, a, [2][3], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = rows(2, a), ret = rows_d(2, a, a_d, &ret_d), ret = rows_b(2, a, a_b, ret_b));
    return check_status();
}
