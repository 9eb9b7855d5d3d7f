/* Variables in neither wrt nor of are constants when f is called, whatever earlier calls left in their shadows. */
// RUN: %run-all %s
#include "check.h"

double gain = 2;
struct state {
    double sum, w[2];
    int calls;
} state = {.sum = 1, .w = {0.5, 0.25}};

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x)
{
    double y = gain * x + state.w[0] * state.sum;

    state.w[1] = y * x;
    state.w[0] = state.w[1] * state.sum;
    state.sum += y;
    state.calls++;
    gain = 0.5 * gain + state.sum;
    return gain * y;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    RETURNS(double);
    BYTES(gain);
    BYTES(state);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
