/* A local pointer to a row of a matrix; subarrays passed on. */
// RUN: %run-all %s
#include "check.h"

static double dot(const double *a, const double *b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double a[3][3])
{
    double(*row)[3] = a;
    double *last = a[2];

    row++;
    row[0][1] *= last[0];
    (*row)[2] += last[1] * a[0][0];
    return dot(a[0], *row) * dot(&a[1][0], last);
}

double f_d(double a[3][3], double a_d[3][3], double *return_d);
double f_b(double a[3][3], double a_b[3][3], double return_b);

int main(void)
{
    INOUT(double, a, [3][3], -1, 1);
    RETURNS(double);
    CHECK(ret = f(a), ret = f_d(a, a_d, &ret_d), ret = f_b(a, a_b, ret_b));
    return check_status();
}
