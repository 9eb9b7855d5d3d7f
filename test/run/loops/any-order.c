/* Reverse loops run up where no iteration has to do with what another one reads, and down where one has. */
// RUN: %run-all %s
#include "check.h"

typedef struct Pair {
    double a, b[2];
} Pair;

ADCC_ADJOINT(wrt(x, y, p), of(return, y, p))
ADCC_TANGENT(wrt(x, y, p), of(return, y, p))
double f(int n, const double *x, double *y, Pair *p, const int *at)
{
    double sum = 0.0, last = 1.0;
    for (int i = 1; i < n; i++) /* elements of an iteration, a sum in memory and one in a variable */
        sum += x[i] * y[i - 1] * x[0];
    for (int i = 0; i < n; i++) /* each its own pair */
        p[i].b[1] = p[i].a * x[i] + p[i].b[1];
    for (int i = 1; i < n; i++) /* the one before */
        y[i] = y[i] * y[i - 1] + x[i];
    for (int i = 0; i < n; i++) /* any */
        y[at[i]] = y[i] * x[at[i]];
    for (int i = 0; i < n; i++) /* the last one counts */
        last = x[i] * p[0].b[1];
    for (int i = 2; i <= n - 1; i++) { /* two elements, but of other iterations */
        y[i] += x[i] * y[0];
        sum += y[i] * y[i - 2];
    }
    for (int i = 0; 2 * i + 1 < n; i++)
        sum += y[2 * i] * y[2 * i + 1];
    for (unsigned i = 0; i < 3; i++)
        sum += y[i % 2] * last;
    return sum;
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, Pair *p, Pair *p_d, const int *at,
           double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, Pair *p, Pair *p_b, const int *at,
           double return_b);

int main(void)
{
    static const int at[] = {2, 0, 0, 5, 1, 4};
    for (int apart = 0; apart < 2; apart++) { /* x and y may overlap */
        INOUT(double, z, [12], 0.2, 0.9);
        INOUT(double, q, [18], 0.2, 0.9);
        RETURNS(double);
        double *y = z + 6, *y_b = z_b + 6, *y_d = z_d + 6;
        double *x = y - 6 + 5 * !apart, *x_b = y_b - 6 + 5 * !apart, *x_d = y_d - 6 + 5 * !apart;
        CHECK(ret = f(6, x, y, (Pair *)q, at), ret = f_d(6, x, x_d, y, y_d, (Pair *)q, (Pair *)q_d, at, &ret_d),
              ret = f_b(6, x, x_b, y, y_b, (Pair *)q, (Pair *)q_b, at, ret_b));
    }
    return check_status();
}
