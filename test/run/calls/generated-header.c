/* --header writes prototypes that a user's file includes; adcc itself need not see the calls. */
// RUN: %run-all --header %s
#include "check.h"
#if !defined __ADCC__ && CHECK_MODE > 0
#include "generated-header_grad.h"
#endif

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *restrict x, double y[n], double t)
{
    double s = t;

    for (int i = 0; i < n; i++) {
        y[i] += x[i] * t;
        s *= y[i];
    }
    return s;
}

#ifndef __ADCC__
#if CHECK_MODE > 0
#include "generated-header_grad.h"
#endif

int main(void)
{
    IN(double, x, [3], 0.3, 1);
    INOUT(double, y, [3], 0.3, 1);
    IN(double, t, , 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(3, x, y, t), ret = f_d(3, x, x_d, y, y_d, t, t_d, &ret_d),
          ret = f_b(3, x, x_b, y, y_b, t, &t_b, ret_b));
    return check_status();
}
#endif
