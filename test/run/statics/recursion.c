/* Static variables of a function that calls itself: the depth, and a sum that every level adds to. */
// RUN: %run-all --whole %s
#include "check.h"

static double tree(double x, int depth)
{
    static double weight;
    static int level;
    double s = x * weight;

    if (level++ == 0)
        weight = x;
    weight += 0.25 * x * weight;
    if (depth > 0)
        s += tree(x * weight, depth - 1) + tree(x - weight * s, depth / 2);
    if (--level == 0)
        weight = 0;
    return s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    return tree(x, 3) * tree(y, 2);
}

/* The root itself: what it remembers is a constant to the outermost call only. */
ADCC_ADJOINT()
ADCC_TANGENT()
double g(double x, int depth)
{
    static double last = 1;
    double s = depth > 0 ? g(x * last, depth - 1) : x;

    last = s * x;
    return last * s;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);
double g_d(double x, double x_d, int depth, double *return_d);
double g_b(double x, double *x_b, int depth, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    IN(double, y, , 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    for (int depth = 0; depth < 4; depth++) {
        check_range(CHECK_IN, "x", sizeof x, &x, &x_b, &x_d, 1, 0.3, 1);
        check_range(CHECK_RESULT, "ret", sizeof ret, &ret, &ret_b, &ret_d, 1, 0, 0);
        CHECK((g(1, 0), ret = g(x, depth)), (g(1, 0), ret = g_d(x, x_d, depth, &ret_d)),
              (g(1, 0), ret = g_b(x, &x_b, depth, ret_b)));
    }
    return check_status();
}
