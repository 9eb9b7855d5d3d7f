/* Everything in float: constants, temporaries, result. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x, w), of(return))
ADCC_TANGENT(wrt(x, w), of(return))
float f(float x, const float *w)
{
    float s = 0.25f;

    for (int i = 0; i < 3; i++)
        s += w[i] * sinf(x * 0.5f) / (1.0f + x * x);
    return s * s;
}

float f_d(float x, float x_d, const float *w, const float *w_d, float *return_d);
float f_b(float x, float *x_b, const float *w, float *w_b, float return_b);

int main(void)
{
    IN(float, x, , 0.5, 2);
    IN(float, w, [3], 0.5, 2);
    RETURNS(float);
    CHECK(ret = f(x, w), ret = f_d(x, x_d, w, w_d, &ret_d), ret = f_b(x, &x_b, w, w_b, ret_b));
    return check_status();
}
