/* Every case returns. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double activation(char kind, double x)
{
    switch (kind) {
    case 't':
        return tanh(x);
    case 's':
        return 1 / (1 + exp(-x));
    case 'r':
        return x > 0 ? x : 0;
    }
    return x;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const char *kinds, double x)
{
    for (; *kinds; kinds++)
        x = activation(*kinds, x * 1.5) + 0.1;
    return x;
}

double f_d(const char *kinds, double x, double x_d, double *return_d);
double f_b(const char *kinds, double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 1);
    RETURNS(double);
    CHECK(ret = f("tsrx?s", x), ret = f_d("tsrx?s", x, x_d, &ret_d), ret = f_b("tsrx?s", x, &x_b, ret_b));
    return check_status();
}
