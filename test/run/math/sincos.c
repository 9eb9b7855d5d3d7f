/* sincos gives two results through pointers: both used, one used, over what is needed. */
// RUN: %run-all --flag=-D_GNU_SOURCE %s
#include "check.h"
#include <math.h>

ADCC_ADJOINT(wrt(x, y), of(return, y))
ADCC_TANGENT(wrt(x, y), of(return, y))
double f(double x, double y[4])
{
    double s, c, sum = 0.0;
    float sf, cf;
    long double sl, cl;
    sincos(x * y[0], &s, &c);
    sum += s * c * y[1];
    for (int i = 0; i < 3; i++) {
        sincos(y[i], y + i, y + i + 1);
        sincosl(s, &sl, &cl);
        s = (double)(sl * cl);
    }
    sincosf((float)0.25, &sf, &cf);
    sincos(y[3], &y[3], &c);
    return sum + s + y[2] * sf;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
float g(float x)
{
    float s = x, c = x;
    if (x > 0.0F)
        sincosf(s, &s, &c);
    return s * s + c;
}

double f_d(double x, double x_d, double y[4], double y_d[4], double *return_d);
double f_b(double x, double *x_b, double y[4], double y_b[4], double return_b);
float g_d(float x, float x_d, float *return_d);
float g_b(float x, float *x_b, float return_b);

int main(void)
{
    IN(double, x, , 0.2, 1);
    INOUT(double, y, [4], 0.2, 1);
    RETURNS(double);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, y_b, ret_b));
    for (int i = 0; i < 2; i++) {
        IN(float, x, , i - 0.8, i - 0.2);
        RETURNS(float);
        CHECK(ret = g(x), ret = g_d(x, x_d, &ret_d), ret = g_b(x, &x_b, ret_b));
    }
    return check_status();
}
