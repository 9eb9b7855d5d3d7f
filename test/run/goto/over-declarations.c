/* Variables declared between a goto and its label, with and without initialisers, arrays too. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double x)
{
    double s = x;
    int k = 0;

next:;
    const double a = s * 0.5;
    double b[3] = {a, x * s}, c[2][2] = {{s}, {1, x}};
    if (k == n)
        goto done;
    double d = a * b[1];
    b[2] += d;
    s = b[0] * b[2] + c[0][0] * c[1][1] - c[0][1];
    k++;
    goto next;
done:
    s += a * b[1] + c[1][0];
    return s;
}

double f_d(int n, double x, double x_d, double *return_d);
double f_b(int n, double x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 5; n++) {
        IN(double, x, , 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, &x_b, ret_b));
    }
    return check_status();
}
