/* Adjoints that change nothing but adjoints: after the call, before it, or as activity has it. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>

/* y = a * y + x * x;  the adjoint reads the old y for a, and x. */
void blend(int n, double a, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = a * y[i] + x[i] * x[i];
}

void blend_b(int n, double a, double *a_b, const double *x, double *x_b, double *y, double *y_b)
{
    for (int i = 0; i < n; i++) {
        if (a_b)
            *a_b += y[i] * y_b[i];
        if (x_b)
            x_b[i] += 2.0 * x[i] * y_b[i];
        y_b[i] *= a;
    }
}

void blend_d(int n, double a, double a_d, const double *x, const double *x_d, double *y,
             double *y_d)
{
    for (int i = 0; i < n; i++)
        y_d[i] = a_d * y[i] + a * y_d[i] + (x_d ? 2.0 * x[i] * x_d[i] : 0.0);
    blend(n, a, x, y);
}
ADCC_USE_ADJOINT(blend, blend_b, y[n], inactive(a, x), after(unless a), unread(y, x unless x))
ADCC_USE_TANGENT(blend, blend_d, inactive(x))

/* y = exp(y); the adjoint reads the new y. */
void grow(int n, double y[n])
{
    for (int i = 0; i < n; i++)
        y[i] = exp(y[i]);
}

void grow_b(int n, double y[n], double y_b[n])
{
    for (int i = 0; i < n; i++)
        y_b[i] *= y[i];
}

void grow_d(int n, double y[n], double y_d[n])
{
    grow(n, y);
    for (int i = 0; i < n; i++)
        y_d[i] *= y[i];
}
ADCC_USE_ADJOINT(grow, grow_b, after())
ADCC_USE_TANGENT(grow, grow_d)

/* y = y * y; the adjoint reads the old y. */
void square(int n, double y[n])
{
    for (int i = 0; i < n; i++)
        y[i] *= y[i];
}

void square_b(int n, double y[n], double y_b[n])
{
    for (int i = 0; i < n; i++)
        y_b[i] *= 2.0 * y[i];
}

void square_d(int n, double y[n], double y_d[n])
{
    for (int i = 0; i < n; i++)
        y_d[i] *= 2.0 * y[i];
    square(n, y);
}
ADCC_USE_ADJOINT(square, square_b, before())
ADCC_USE_TANGENT(square, square_d)

ADCC_ADJOINT(wrt(k, x), of(return, y))
ADCC_TANGENT(wrt(k, x), of(return, y))
double f(double k, const double x[3], double y[3])
{
    const double w[3] = {1.0, 0.5, 0.25};
    double s = 0.0, z[3] = {k, x[1], 0.0};
    for (int step = 0; step < 3; step++) {
        blend(3, 0.5, x, z);
        s += z[0] * z[1];
        blend(2, z[2], w, z);
        blend(3, 0.125, w, z);
        grow(2, z + step % 2);
        square(2, z);
        z[1] *= z[1];
    }
    for (int i = 0; i < 3; i++)
        y[i] = sin(z[i]);
    square(3, y);
    s += y[0] * y[2];
    blend(3, k, z, y);
    grow(2, y);
    return s;
}

double f_d(double k, double k_d, const double x[3], const double x_d[3], double y[3], double y_d[3],
           double *return_d);
double f_b(double k, double *k_b, const double x[3], double x_b[3], double y[3], double y_b[3],
           double return_b);

int main(void)
{
    IN(double, k, , 0.1, 0.4);
    IN(double, x, [3], 0.1, 0.4);
    OUT(double, y, [3]);
    RETURNS(double);
    CHECK(ret = f(k, x, y), ret = f_d(k, k_d, x, x_d, y, y_d, &ret_d),
          ret = f_b(k, &k_b, x, x_b, y, y_b, ret_b));
    return check_status();
}
