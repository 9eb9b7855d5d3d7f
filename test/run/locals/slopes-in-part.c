/* Local arrays that functions fill but for the ends, in every other element, or up to a stop; for
 * one element, two, and more. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static void inner(int n, const double *x, const double *y, double *k)
{
    for (int i = 1; i < n - 1; i++)
        k[i] = x[i] * (y[i - 1] - 2.0 * y[i] + y[i + 1]) * y[i];
    k[0] = k[n - 1] = 0.0;
}

static void stops(int n, const double *x, const double *y, double *k)
{
    for (int i = 0; i < n; i++)
        k[i] = 0.1 * i;
    for (int i = 0; i < n; i++) {
        k[i] += y[i] * y[i];
        if (x[i] > 0.8)
            break;
        k[i] *= x[i];
    }
}

static void others(int n, const double *x, const double *y, double *k)
{
    for (int i = 0; i < n; i += 2)
        k[i] = x[i] * y[n - 1 - i];
    for (int i = n - 1 - n % 2; i >= 1; i -= 2)
        k[i] = y[i] * k[i - 1];
}

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, const double *x, double *y)
{
    double k[n], moved[n];
    for (int t = 0; t < 3; t++) {
        others(n, x, y, k);
        for (int i = 0; i < n; i++)
            moved[i] = y[i] + 0.1 * k[i];
        if (t == 1)
            stops(n, x, moved, k);
        else
            inner(n, x, moved, k);
        for (int i = n - 1; i >= 0; i--)
            y[i] += 0.1 * k[i] * moved[i];
    }
}

void f_d(int n, const double *x, const double *x_d, double *y, double *y_d);
void f_b(int n, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    for (int n = 1; n < 8; n++) {
        IN(double, x, [8], 0.2, 0.9);
        INOUT(double, y, [8], 0.2, 0.9);
        CHECK(f(n, x, y), f_d(n, x, x_d, y, y_d), f_b(n, x, x_b, y, y_b));
    }
    return check_status();
}
