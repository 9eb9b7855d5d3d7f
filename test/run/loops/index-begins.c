// An index that begins at a number of another type begins at what that is in its own.
// RUN: %run-all %s
#include "check.h"

#include <math.h>
#include <stddef.h>

enum { N = 9 };

ADCC_TANGENT(wrt(a, x), of(y))
ADCC_ADJOINT(wrt(a[n], x[n]), of(y[n]))
void begins(int n, int c, double half, const double *a, const double *x, double *y)
{
    for (unsigned char r = c + 256; r < n; r++)
        y[r] += sin(a[r]) * x[c];
    for (signed char r = c + 512; r < n; r += 2)
        y[r] *= a[r];
    for (int r = half; r < n; r++)
        y[r] += y[r] * x[r];
    for (size_t r = c - 1; r < (size_t)n; r++)
        y[r] *= x[r];
    for (int r = (long)c; r < n; r++)
        y[r] *= y[r];
}

void begins_d(int n, int c, double half, const double *a, const double *a_d, const double *x, const double *x_d,
              double *y, double *y_d);
void begins_b(int n, int c, double half, const double *a, double *a_b, const double *x, double *x_b, double *y,
              double *y_b);

int main(void)
{
    for (int c = 0; c < 3; c++) {
        IN(double, a, [N], -1, 1);
        IN(double, x, [N], -1, 1);
        INOUT(double, y, [N], -1, 1);
        CHECK(begins(N, c, c - 0.5, a, x, y), begins_d(N, c, c - 0.5, a, a_d, x, x_d, y, y_d),
              begins_b(N, c, c - 0.5, a, a_b, x, x_b, y, y_b));
    }
    return check_status();
}
