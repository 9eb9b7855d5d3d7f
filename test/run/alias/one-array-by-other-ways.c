/* Functions that get one array twice in one of several calls: through a pointer to the function, a
 * table, one that hands its own arguments on, and one that calls itself with them exchanged. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef void Mix(int n, double *a, double *b);

static void pointed_to(int n, double *a, double *b)
{
    for (int i = 1; i < n; i++)
        b[i] = 0.5 * a[i - 1] + 0.1 * i;
}

static void handed_on(int n, double *a, double *b)
{
    for (int i = 1; i < n; i++)
        b[i] = sin(a[i - 1]);
}

static void hands_on(int n, double *a, double *b)
{
    handed_on(n, a, n > 3 ? a : b);
}

static void turns(int n, double *a, double *b)
{
    for (int i = 1; i < n; i++)
        b[i] = 0.5 * a[i - 1] * a[i];
    if (n > 3)
        turns(n - 1, b, n % 2 ? a : b);
}

static void apply(Mix *mix, int n, double *a, double *b)
{
    mix(n, a, b);
}

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, double *x)
{
    static Mix *const table[] = {pointed_to, turns};
    double u[8], v[8];
    for (int i = 0; i < n; i++)
        u[i] = v[n - 1 - i] = x[i];
    apply(pointed_to, n, u, v);
    apply(pointed_to, n, u, u);
    hands_on(n, u, v);
    for (int k = 0; k < 2; k++)
        table[k](n, v, k ? v : u);
    turns(n, u, v);
    for (int i = 0; i < n; i++)
        x[i] = u[i] * v[i];
}

void f_d(int n, double *x, double *x_d);
void f_b(int n, double *x, double *x_b);

int main(void)
{
    INOUT(double, x, [8], 0.2, 0.8);
    CHECK(f(8, x), f_d(8, x, x_d), f_b(8, x, x_b));
    return check_status();
}
