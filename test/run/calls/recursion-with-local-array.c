/* Every level of the recursion has its own array: a determinant by minors. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(a), of(return))
ADCC_TANGENT(wrt(a), of(return))
double det(int n, const double *a)
{
    if (n == 1)
        return a[0];
    double minor[16], sum = 0;
    for (int c = 0; c < n; c++) {
        for (int i = 1, k = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                if (j != c)
                    minor[k++] = a[i * n + j];
        sum += (c % 2 ? -1 : 1) * a[c] * det(n - 1, minor);
    }
    return sum;
}

double det_d(int n, const double *a, const double *a_d, double *return_d);
double det_b(int n, const double *a, double *a_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n++) {
        IN(double, a, [16], 0.3, 1);
        RETURNS(double);
        CHECK(ret = det(n, a), ret = det_d(n, a, a_d, &ret_d), ret = det_b(n, a, a_b, ret_b));
    }
    return check_status();
}
