/* Stencils over an index of a small type, from a value that does not fit it, to a limit of a wider
 * or an unsigned type, two elements at a time, and beside an element that stays. */
// RUN: %run-all %s
#include "check.h"

static void narrow(int from, long to, const double *restrict x, double *restrict y)
{
    for (signed char i = (signed char)from; i < to; i++)
        y[i] += x[i - 1] * x[i] + x[i + 2];
}

static void small(short from, unsigned char to, const double *restrict x, double *restrict y)
{
    for (short i = from; i <= to; i++)
        y[i] += x[i] * x[i - 1] - 2.0 * x[i + 1];
}

static void pairs(int n, const double *restrict x, double *restrict y)
{
    for (int i = 1; i < n; i++) {
        y[2 * i] += x[2 * i] - x[2 * i - 1];
        y[2 * i + 1] += x[2 * i + 1] - x[2 * i] * x[2 * i - 1];
    }
}

static void beside(int n, int at, const double *restrict x, double *restrict y)
{
    for (int i = 1; i < n; i++)
        y[i] += (x[i] - x[i - 1]) * x[at] + 3.0 * (x[i] - x[i - 1]);
}

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, const double *restrict x, double *restrict y)
{
    narrow(257, 40, x, y);
    narrow(9, 4, x, y);
    small(1, 255, x, y);
    pairs(n / 2, x, y);
    beside(n, 7, x, y);
    beside(n, n, x, y);
}

void f_d(int n, const double *x, const double *x_d, double *y, double *y_d);
void f_b(int n, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    IN(double, x, [258], 0.2, 0.8);
    INOUT(double, y, [258], 0.2, 0.8);
    CHECK(f(257, x, y), f_d(257, x, x_d, y, y_d), f_b(257, x, x_b, y, y_b));
    return check_status();
}
