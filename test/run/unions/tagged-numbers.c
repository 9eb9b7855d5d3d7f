/* A tagged union of reals and integers, by value. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { enum { REAL, WHOLE } kind; union { double real; ADCC_INACTIVE long whole; } u; } value;
static value add(value a, value b)
{
    if (a.kind == WHOLE && b.kind == WHOLE)
        return (value){WHOLE, {.whole = a.u.whole + b.u.whole}};
    value r = {.kind = REAL};
    r.u.real = (a.kind == REAL ? a.u.real : (double)a.u.whole) * (b.kind == REAL ? b.u.real : (double)b.u.whole);
    return r;
}
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    value s = {WHOLE, {.whole = 1}}, v;
    for (int i = 0; i < n + 2; i++) {
        if (i % 3 == 1) {
            v.kind = WHOLE;
            v.u.whole = i;
        } else {
            v.kind = REAL;
            v.u.real = x[i] * x[i + 1];
        }
        s = add(s, v);
        if (s.kind == REAL && v.kind == WHOLE)
            x[i] *= s.u.real;
    }
    return s.kind == REAL ? s.u.real : 0.0;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n++) {
        INOUT(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
