/* A file-scope variable as independent, another as dependent; shadows g_b and g_d. */
// RUN: %run-all %s
#include "check.h"

double gain = 2, state[3];
extern double gain_b, gain_d, state_b[3], state_d[3];

ADCC_ADJOINT(wrt(x, gain, state), of(return, state))
ADCC_TANGENT(wrt(x, gain, state), of(return, state))
double f(double x)
{
    for (int i = 0; i < 3; i++)
        state[i] = state[i] * gain + x;
    return state[2] * state[0];
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
#if CHECK_MODE == 3
    double *p = &gain, *p_b = &gain_b, *p_d = &gain_d, *q = state, *q_b = state_b, *q_d = state_d;

    IN(double, x, , 0.3, 1);
    RANGE(CHECK_IN, double, p, 1, 0.3, 1);
    RANGE(CHECK_INOUT, double, q, 3, 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
#endif
    return check_status();
}
