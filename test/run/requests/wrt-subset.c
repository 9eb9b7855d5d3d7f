/* Only some parameters are independent; the others have no companion. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(b), of(return))
ADCC_TANGENT(wrt(b), of(return))
double f(double a, double b, const double *c, double d)
{
    double t = a * b;

    a = t + c[0];
    d *= b * a;
    return t * a + c[1] * d;
}

double f_d(double a, double b, double b_d, const double *c, double d, double *return_d);
double f_b(double a, double b, double *b_b, const double *c, double d, double return_b);

int main(void)
{
    static const double c[] = {2, 3};

    IN(double, b, , 0.1, 0.4);
    RETURNS(double);
    CHECK(ret = f(2, b, c, 3), ret = f_d(2, b, b_d, c, 3, &ret_d), ret = f_b(2, b, &b_b, c, 3, ret_b));
    return check_status();
}
