/* GNU vectors of reals: arithmetic, elements, scalars, arrays of them, behind pointers, in structs. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>

typedef double v4 __attribute__((vector_size(32)));
typedef float v2f __attribute__((vector_size(8)));
struct body {
    v4 at;
    double mass;
};

ADCC_ADJOINT(wrt(k, x), of(return, x))
ADCC_TANGENT(wrt(k, x), of(return, x))
double f(int n, double k, v4 *x)
{
    v4 sum = {0}, w[2] = {{1.0, 2.0}};
    struct body b = {.mass = 2.0};
    for (int i = 0; i < n; i++) {
        const v4 y = x[i] * x[i] + k;
        sum += y / (v4){1.0, k, 3.0, x[i][2]};
        w[i % 2] = -y * w[(i + 1) % 2][i] + 2.0;
        x[i] = x[i] * x[i][1] - w[i % 2];
        x[i][3] = sin(x[i][3]);
        b.at = i ? b.at * y[0] : y;
        b.mass *= b.at[i];
    }
    v4 *p = x;
    sum = sum * sum[0] + *p++ - b.at;
    *p *= 0.5;
    return sum[0] + sum[1] * sum[2] + sum[3] + b.mass;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
float g(const float x[4])
{
    v2f a = {x[0], x[1]}, b = {x[2], x[3]}, c;
    c = a * 2.0F + b;
    for (int i = 0; i < 2; i++)
        c = c * a - b[i] * c;
    return c[0] * c[1];
}

double f_d(int n, double k, double k_d, v4 *x, v4 *x_d, double *return_d);
double f_b(int n, double k, double *k_b, v4 *x, v4 *x_b, double return_b);
float g_d(const float x[4], const float x_d[4], float *return_d);
float g_b(const float x[4], float x_b[4], float return_b);

int main(void)
{
    IN(double, k, , 0.5, 1);
    v4 x[2], x_b[2], x_d[2];
    check_range(CHECK_INOUT, "x", sizeof(double), x, x_b, x_d, 8, 0.5, 1.0);
    RETURNS(double);
    CHECK(ret = f(2, k, x), ret = f_d(2, k, k_d, x, x_d, &ret_d), ret = f_b(2, k, &k_b, x, x_b, ret_b));
    IN(float, y, [4], 0.5, 1);
    float value = 0.0F, value_b = 0.0F, value_d = 0.0F;
    check_range(CHECK_RESULT, "value", sizeof value, &value, &value_b, &value_d, 1, 0, 0);
    CHECK(value = g(y), value = g_d(y, y_d, &value_d), value = g_b(y, y_b, value_b));
    return check_status();
}
