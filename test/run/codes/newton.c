/* Newton's iteration to a tolerance: x of a in x^3 + x = a. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double solve(double a, double start)
{
    double x = start;

    for (int i = 0; i < 50; i++) {
        double r = x * x * x + x - a;

        if (fabs(r) < 1e-14)
            break;
        x -= r / (3 * x * x + 1);
    }
    return x;
}

double solve_d(double a, double a_d, double start, double start_d, double *return_d);
double solve_b(double a, double *a_b, double start, double *start_b, double return_b);

int main(void)
{
    IN(double, a, , 1, 4);
    IN(double, start, , 1, 2);
    RETURNS(double);
    CHECK(ret = solve(a, start), ret = solve_d(a, a_d, start, start_d, &ret_d),
          ret = solve_b(a, &a_b, start, &start_b, ret_b));
#if CHECK_MODE & 2
    double g = 0, unused = 0, x = solve_b(3, &g, 1, &unused, 1);
    check(fabs(g - 1 / (3 * x * x + 1)) < 1e-9);
#endif
    return check_status();
}
