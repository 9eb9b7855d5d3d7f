/* Typedef names for reals, vectors and matrices. */
// RUN: %run-all %s
#include "check.h"

typedef double real;
typedef real vec3[3];
typedef vec3 mat3[3];

ADCC_ADJOINT()
ADCC_TANGENT()
real f(mat3 a, const vec3 x)
{
    vec3 y = {0};
    real s = 0;

    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            y[i] += a[i][j] * x[j];
    for (int i = 0; i < 3; i++) {
        a[i][i] += y[i];
        s += a[i][i] * y[i];
    }
    return s;
}

real f_d(mat3 a, mat3 a_d, const vec3 x, const vec3 x_d, real *return_d);
real f_b(mat3 a, mat3 a_b, const vec3 x, vec3 x_b, real return_b);

int main(void)
{
    INOUT(double, a, [3][3], -1, 1);
    IN(double, x, [3], -1, 1);
    RETURNS(double);
    CHECK(ret = f(a, x), ret = f_d(a, a_d, x, x_d, &ret_d), ret = f_b(a, a_b, x, x_b, ret_b));
    return check_status();
}
