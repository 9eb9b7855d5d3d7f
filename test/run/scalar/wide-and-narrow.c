/* Variables of __float128 and _Float16 among others. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double x[3])
{
    __float128 sum = 0, product = 1.0;
    for (int i = 0; i < 3; i++) {
        sum += (__float128)x[i] * x[i];
        product = product * x[i] + 0.5;
    }
    return sin((double)(sum / product));
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
float g(float x)
{
    _Float16 h = (_Float16)x;
    h = h * h;
    return x * (float)h;
}

double f_d(const double x[3], const double x_d[3], double *return_d);
double f_b(const double x[3], double x_b[3], double return_b);
float g_d(float x, float x_d, float *return_d);
float g_b(float x, float *x_b, float return_b);

int main(void)
{
    IN(double, x, [3], 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    IN(float, y, , 0.5, 1);
    float value = 0.0F, value_b = 0.0F, value_d = 0.0F;
    check_range(CHECK_RESULT, "value", sizeof value, &value, &value_b, &value_d, 1, 0, 0);
    check_tolerance(1e-2, 0); /* a half has 11 bits */
    CHECK(value = g(y), value = g_d(y, y_d, &value_d), value = g_b(y, &y_b, value_b));
    return check_status();
}
