/* Cheap temporaries could be computed again, but what they were computed from is gone. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double k)
{
    double s = 0;

    for (int i = 0; i < n; i++) {
        double a = x[i] * k, b = a * a + x[0], c = sin(b);
        int j = (i * 2) % n, m = j + 1;

        x[i] = b * c;
        x[0] += a;
        k = k * c + b * 0.1;
        j = m % n;
        x[j] *= a + c;
        s += b * c * x[j];
    }
    return s * k;
}

double f_d(int n, double *x, double *x_d, double k, double k_d, double *return_d);
double f_b(int n, double *x, double *x_b, double k, double *k_b, double return_b);

int main(void)
{
    INOUT(double, x, [5], 0.3, 0.8);
    IN(double, k, , 0.3, 0.8);
    RETURNS(double);
    CHECK(ret = f(5, x, k), ret = f_d(5, x, x_d, k, k_d, &ret_d), ret = f_b(5, x, x_b, k, &k_b, ret_b));
    return check_status();
}
