/* Groupings that the printer must keep: differences of differences, quotients of quotients. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double a, double b, double c)
{
    double p = a - (b - (c - a)) - -b;
    double q = a / (b / (c / a)) / (b * c);
    double r = (a - b) * (c - (a + b)) / -(-c);
    double s = a - b - c + (a - (b + c)) - (-a);

    return p * q - (r - s) / (q * (p + 10) + 3) - ((void)a, b) * (c = c * 2, c);
}

double f_d(double a, double a_d, double b, double b_d, double c, double c_d, double *return_d);
double f_b(double a, double *a_b, double b, double *b_b, double c, double *c_b, double return_b);

int main(void)
{
    IN(double, a, , 0.5, 2);
    IN(double, b, , 0.5, 2);
    IN(double, c, , 0.5, 2);
    RETURNS(double);
    CHECK(ret = f(a, b, c), ret = f_d(a, a_d, b, b_d, c, c_d, &ret_d),
          ret = f_b(a, &a_b, b, &b_b, c, &c_b, ret_b));
    return check_status();
}
