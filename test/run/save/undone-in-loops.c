/* Integers that the reverse sweep gets back by undoing what was done to them: sums, differences and
 * exclusive or with what stays the same in the innermost loop; narrow ones that wrap. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1.0;
    unsigned u = 5;
    unsigned char c = 250;
    short w = 7;
    for (int mask = 1; mask < 8; mask *= 2) {
        int k = mask;
        while (k < 12) {
            u ^= 3u * mask;
            c += 3 * mask;
            w -= mask;
            s += x[u % n] * s * 0.1 + x[c % n] * x[(unsigned)w % n];
            x[u % n] *= 0.5 + 0.1 * s;
            k += 2 * mask + 1;
            s *= 0.9 + 0.1 * x[k % n];
            if (s > 20.0)
                break;
        }
        u ^= (unsigned)mask;
        s += x[u % n] * x[c % n];
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [5], 0.2, 0.6);
    RETURNS(double);
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
    return check_status();
}
