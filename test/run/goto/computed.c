/* A small interpreter: goto *table[code], and the address of a label in a variable. */
// RUN: %run-all %s
// The addresses of labels are an extension that -Wpedantic alone would mention.
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const int *code, const double *x)
{
    static const void *const table[] = {&&stop, &&plus, &&times, &&square};
    const void *after = &&last;
    double s = x[0];

    goto *table[*code++];
plus:
    s += x[1];
    goto *table[*code++];
times:
    s *= x[2];
    if (s > 2)
        after = &&large;
    goto *table[*code++];
square:
    s *= s;
    goto *table[*code++];
stop:
    goto *after;
large:
    s *= x[1];
last:
    return s;
}

double f_d(const int *code, const double *x, const double *x_d, double *return_d);
double f_b(const int *code, const double *x, double *x_b, double return_b);

int main(void)
{
    static const int codes[][6] = {{0}, {1, 2, 0}, {3, 1, 2, 0}, {2, 1, 3, 1, 2, 0}};
    for (int k = 0; k < 4; k++) {
        IN(double, x, [3], 1.1, 1.9);
        RETURNS(double);
        CHECK(ret = f(codes[k], x), ret = f_d(codes[k], x, x_d, &ret_d),
              ret = f_b(codes[k], x, x_b, ret_b));
    }
    return check_status();
}
