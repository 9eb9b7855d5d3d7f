/* States as labels: every state jumps to others, loops and a recursive call among them. */
// RUN: %run-all %s
#include "check.h"

static double walk(const int *path, double *x, double s, int depth)
{
    double t = s;

    for (;;) {
    left:
        t += x[0] * s;
        if (*path == 0)
            break;
        if (*path++ == 1)
            goto right;
        if (depth > 0)
            t += walk(path, x, s * 0.5, depth - 1);
    }
    goto end;
right:
    t *= x[1];
    x[0] += 0.1 * t;
    switch (*path++) {
    case 1:
        goto right;
    case 2:
        goto left;
    default:
        return t * s;
    }
end:
    x[1] *= t;
    return t;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(const int *path, double *x, double s)
{
    return walk(path, x, s, 2) * x[1];
}

double f_d(const int *path, double *x, double *x_d, double s, double s_d, double *return_d);
double f_b(const int *path, double *x, double *x_b, double s, double *s_b, double return_b);

int main(void)
{
    static const int paths[][8] = {{0}, {1, 0}, {2, 0}, {2, 1, 1, 2, 0}, {2, 2, 1, 2, 1, 1, 0}};
    for (int k = 0; k < 5; k++) {
        INOUT(double, x, [2], 0.3, 0.9);
        IN(double, s, , 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(paths[k], x, s), ret = f_d(paths[k], x, x_d, s, s_d, &ret_d),
              ret = f_b(paths[k], x, x_b, s, &s_b, ret_b));
    }
    return check_status();
}
