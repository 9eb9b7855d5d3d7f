/* Without default nothing may run; the last case has no break; the key is an expression with effects. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, double x)
{
    double y = x;

    while (n > 0) {
        switch (n-- % 4) {
        case 1:
            y *= x;
            break;
        case 3:
            y += x * y;
        }
        switch (n)
        case 2:
            y *= y;
        switch (n) {
        }
    }
    return y;
}

double f_d(int n, double x, double x_d, double *return_d);
double f_b(int n, double x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 7; n++) {
        IN(double, x, , 0.5, 1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, &x_b, ret_b));
    }
    return check_status();
}
