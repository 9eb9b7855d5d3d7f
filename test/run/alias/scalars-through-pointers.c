/* Two pointers to scalars that may be the same one. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(double *a, double *b)
{
    *a = *a * *b;
    *b = *a + *b * *b;
    *a += 2 * *b;
}

void f_d(double *a, double *a_d, double *b, double *b_d);
void f_b(double *a, double *a_b, double *b, double *b_b);

int main(void)
{
    {
        INOUT(double, a, , 0.5, 1);
        INOUT(double, b, , 0.5, 1);
        CHECK(f(&a, &b), f_d(&a, &a_d, &b, &b_d), f_b(&a, &a_b, &b, &b_b));
    }
    {
        INOUT(double, a, , 0.5, 1);
        CHECK(f(&a, &a), f_d(&a, &a_d, &a, &a_d), f_b(&a, &a_b, &a, &a_b));
    }
    return check_status();
}
