/* Variables declared in a switch are shared by its cases; the key has an enumeration or long type. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(long k, double x)
{
    switch (k) {
        double t;
    case 5000000000:
        t = x * x;
        x = t + 1;
        break;
    case 1:
        t = 2 * x;
        x *= t;
    }
    return x;
}

double f_d(long k, double x, double x_d, double *return_d);
double f_b(long k, double x, double *x_b, double return_b);

int main(void)
{
    static const long keys[] = {0, 1, 5000000000, 705032704};

    for (int i = 0; i < 4; i++) {
        long k = keys[i];
        IN(double, x, , 0.5, 1);
        RETURNS(double);
        CHECK(ret = f(k, x), ret = f_d(k, x, x_d, &ret_d), ret = f_b(k, x, &x_b, ret_b));
    }
    return check_status();
}
