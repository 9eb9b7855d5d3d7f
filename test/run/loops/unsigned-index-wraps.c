/* Unsigned indices that a product wraps around: each iteration has to do with the same element. */
// RUN: %run-all %s
// RUN: %run-all --only=clang,gcc --flag=-O3 --flag=-ffp-contract=off %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(unsigned n, const double *x)
{
    double w[2] = {0.7, 0.4}, s = 0.0;
    for (unsigned i = 0; i < n; i += 2) {
        w[i * 0x80000000u] = x[i] * x[i + 1];
        s += sin(w[i * 0x80000000u]);
    }
    return s * w[0];
}

ADCC_ADJOINT()
ADCC_TANGENT()
void g(unsigned n, const double *restrict x, double *restrict y)
{
    for (unsigned i = 0; i < n; i += 2)
        y[1 + i * 0x80000000u] = x[i] + 0.5 * y[1 + i * 0x80000000u];
}

/* Steps and factors are small enough alone. */
ADCC_ADJOINT()
ADCC_TANGENT()
double h(unsigned n, const double *x)
{
    double w[2] = {0.7, 0.4}, s = 0.0;
    for (unsigned i = 0; i < n; i += 1u << 22) {
        w[i * 1024u] = x[i >> 22] * x[i >> 22];
        s += sin(w[i * 1024u]);
    }
    for (unsigned i = 0; i < n >> 22; i++) {
        w[i * 1024u * 1024u * 1024u * 4u] = x[i] + s;
        s += sin(w[i * 1024u * 1024u * 1024u * 4u]);
    }
    return s * w[0];
}

double f_d(unsigned n, const double *x, const double *x_d, double *return_d);
double f_b(unsigned n, const double *x, double *x_b, double return_b);
double h_d(unsigned n, const double *x, const double *x_d, double *return_d);
double h_b(unsigned n, const double *x, double *x_b, double return_b);
void g_d(unsigned n, const double *x, const double *x_d, double *y, double *y_d);
void g_b(unsigned n, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    {
        IN(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(8, x), ret = f_d(8, x, x_d, &ret_d), ret = f_b(8, x, x_b, ret_b));
    }
    {
        IN(double, x, [8], 0.2, 0.9);
        INOUT(double, y, [2], 0.2, 0.9);
        CHECK(g(8, x, y), g_d(8, x, x_d, y, y_d), g_b(8, x, x_b, y, y_b));
    }
    {
        IN(double, x, [4], 0.2, 0.9);
        RETURNS(double);
        unsigned n = 4u << 22;
        CHECK(ret = h(n, x), ret = h_d(n, x, x_d, &ret_d), ret = h_b(n, x, x_b, ret_b));
    }
    return check_status();
}
