/* void callees that read, write and update arrays. */
// RUN: %run-all %s
#include "check.h"

static void scale(int n, double a, double *x)
{
    for (int i = 0; i < n; i++)
        x[i] *= a;
}

static void axpy(int n, double a, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] += a * x[i] * x[i];
}

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, const double *x, double *y)
{
    double w[n];

    for (int i = 0; i < n; i++)
        w[i] = x[i] + y[i];
    scale(n, x[0], w);
    axpy(n, w[n - 1], x, y);
    axpy(n - 1, y[0], y, w + 1);
    scale(n, w[n - 1], y);
    axpy(n, 1, w, y);
}

void f_d(int n, const double *x, const double *x_d, double *y, double *y_d);
void f_b(int n, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    IN(double, x, [4], 0.1, 0.9);
    INOUT(double, y, [4], 0.1, 0.9);
    CHECK(f(4, x, y), f_d(4, x, x_d, y, y_d), f_b(4, x, x_b, y, y_b));
    return check_status();
}
