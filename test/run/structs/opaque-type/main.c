/* Objects of a type whose members only another file knows. */
// RUN: %run-all %s %S/other.c
#include "check.h"
#include "solver.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    solver *s = solver_new(n), *best = s;
    double r = 0;

    for (int i = 0; i < n; i++)
        solver_set(s, i, x[i]);
    for (int k = 0; k < 3; k++) {
        solver_step(best, x[k]);
        r += solver_get(s, k) * r + solver_get(best, n - 1 - k);
    }
    solver_free(s);
    return r;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
