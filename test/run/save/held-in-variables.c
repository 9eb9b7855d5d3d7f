/* Saved and restored once in a list: outputs of a few numbers that overlap with inputs, a pointer
 * that moves, a member, a list with a label, the body of a loop. */
// RUN: %run-all %s
#include "check.h"

typedef struct Pair {
    double first, second;
} Pair;

/* y may be part of x: what it overwrites matters. */
ADCC_ADJOINT(wrt(x[3]), of(y[2]))
ADCC_TANGENT(wrt(x[3]), of(y[2]))
void f(const double *x, double *y)
{
    y[0] = x[0] * x[1] * x[2];
    y[1] = x[0] * x[1] + y[0] * x[2];
    y[0] = y[1] * x[1] * x[0];
}

/* What leads to the output moves; so many numbers are not held. */
ADCC_ADJOINT(wrt(x[6]), of(y[2], z[6]))
ADCC_TANGENT(wrt(x[6]), of(y[2], z[6]))
void g(const double *x, double *y, double *z)
{
    int at = 1;
    double r = x[0];
    *y = *y * x[at] + r;
    y++;
    at = 2;
    r = r * x[at] * *y;
    *y = r * r;
    Pair p = {r, x[3]};
    p.first = p.first * p.second + x[4];
    p.second = p.first * p.first;
    for (int i = 0; i < 6; i++) {
        double s = x[i];
        s = s * s * p.second;
        z[i] = s * z[i];
        z[i] = z[i] * x[i];
    }
}

/* Twice through the first part. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double h(double x)
{
    double r = x, s = 1.0;
    int again = 1;
twice:
    s = s * r;
    r = r * r * x;
    if (again--)
        goto twice;
    r = r * s;
    return r * s;
}

void f_d(const double *x, const double *x_d, double *y, double *y_d);
void f_b(const double *x, double *x_b, double *y, double *y_b);
void g_d(const double *x, const double *x_d, double *y, double *y_d, double *z, double *z_d);
void g_b(const double *x, double *x_b, double *y, double *y_b, double *z, double *z_b);
double h_d(double x, double x_d, double *return_d);
double h_b(double x, double *x_b, double return_b);

int main(void)
{
    {
        IN(double, x, [3], 0.3, 0.8);
        INOUT(double, y, [2], 0.3, 0.8);
        CHECK(f(x, y), f_d(x, x_d, y, y_d), f_b(x, x_b, y, y_b));
    }
    {
        INOUT(double, x, [4], 0.3, 0.8);
        CHECK(f(x, x + 1), f_d(x, x_d, x + 1, x_d + 1), f_b(x, x_b, x + 1, x_b + 1));
    }
    {
        INOUT(double, x, [3], 0.3, 0.8);
        CHECK(f(x, x), f_d(x, x_d, x, x_d), f_b(x, x_b, x, x_b));
    }
    {
        IN(double, x, [6], 0.3, 0.8);
        INOUT(double, y, [2], 0.3, 0.8);
        INOUT(double, z, [6], 0.3, 0.8);
        CHECK(g(x, y, z), g_d(x, x_d, y, y_d, z, z_d), g_b(x, x_b, y, y_b, z, z_b));
    }
    {
        INOUT(double, x, [8], 0.3, 0.8);
        INOUT(double, y, [2], 0.3, 0.8);
        CHECK(g(x, y, x + 2), g_d(x, x_d, y, y_d, x + 2, x_d + 2),
              g_b(x, x_b, y, y_b, x + 2, x_b + 2));
    }
    {
        INOUT(double, x, [6], 0.3, 0.8);
        CHECK(g(x, x + 4, x), g_d(x, x_d, x + 4, x_d + 4, x, x_d),
              g_b(x, x_b, x + 4, x_b + 4, x, x_b));
    }
    {
        IN(double, x, , 0.3, 0.8);
        RETURNS(double);
        CHECK(ret = h(x), ret = h_d(x, x_d, &ret_d), ret = h_b(x, &x_b, ret_b));
    }
    return check_status();
}
