/* Complex parameters and results by value. */
// RUN: %run-all %s
#include <complex.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double complex f(double complex a, double complex b)
{
    double complex s = 1;

    for (int i = 0; i < 3; i++)
        s = s * a + b / (i + 1);
    return csqrt(s);
}

double complex f_d(double complex a, double complex a_d, double complex b, double complex b_d,
                   double complex *return_d);
double complex f_b(double complex a, double complex *a_b, double complex b, double complex *b_b,
                   double complex return_b);

int main(void)
{
    double complex a, a_b, a_d, b, b_b, b_d, r, r_b, r_d;
    double *p = (double *)&a, *p_b = (double *)&a_b, *p_d = (double *)&a_d, *q = (double *)&b,
           *q_b = (double *)&b_b, *q_d = (double *)&b_d, *s = (double *)&r, *s_b = (double *)&r_b,
           *s_d = (double *)&r_d;

    RANGE(CHECK_IN, double, p, 2, 0.3, 0.9);
    RANGE(CHECK_IN, double, q, 2, 0.3, 0.9);
    RANGE(CHECK_RESULT, double, s, 2, 0, 0);
    CHECK(r = f(a, b), r = f_d(a, a_d, b, b_d, &r_d), r = f_b(a, &a_b, b, &b_b, r_b));
    return check_status();
}
