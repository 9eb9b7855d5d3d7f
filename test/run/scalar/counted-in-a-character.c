/* A real that becomes a character is a number, not bytes of one: it has no derivative. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double *x)
{
    unsigned char count = 3, level;
    char sign = x[2];
    signed char *of_sign = (signed char *)&sign;

    count += 2 + x[0];
    level = x[1] * 4;
    level *= x[0] + 3;
    count++;
    *of_sign += 1;
    return count * x[0] + level * x[1] * x[1] + sign * x[2];
}

double f_d(const double *x, const double *x_d, double *return_d);
double f_b(const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [3], 0.2, 0.3);
    RETURNS(double);
    for (int i = 0; i < 3; i++)
        x[i] += 1 + i; /* away from where the numbers change */
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
