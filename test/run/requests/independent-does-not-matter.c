/* Some independents have no influence: their adjoint comes back as it was. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double unused, const double *also, double *touched)
{
    (void)unused;
    touched[1] = also[0] > 1e9 ? 1 : 2;
    return x * 3 + (also[0] - also[0] > 1);
}

double f_d(double x, double x_d, double unused, double unused_d, const double *also, const double *also_d,
           double *touched, double *touched_d, double *return_d);
double f_b(double x, double *x_b, double unused, double *unused_b, const double *also, double *also_b,
           double *touched, double *touched_b, double return_b);

int main(void)
{
    IN(double, x, , 0.1, 0.4);
    IN(double, u, , 0.1, 0.4);
    IN(double, a, [2], 0.1, 0.4);
    INOUT(double, t, [3], 0.1, 0.4);
    RETURNS(double);
    CHECK(ret = f(x, u, a, t), ret = f_d(x, x_d, u, u_d, a, a_d, t, t_d, &ret_d),
          ret = f_b(x, &x_b, u, &u_b, a, a_b, t, t_b, ret_b));
    return check_status();
}
