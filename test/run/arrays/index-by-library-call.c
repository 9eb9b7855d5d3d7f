/* Elements whose index a library function gives: scaled, overwritten, by themselves, and moved. */
// RUN: %run-all %s
#include <math.h>
#include <stdlib.h>
#include "check.h"

ADCC_ADJOINT(wrt(x, y, z), of(y, z))
ADCC_TANGENT(wrt(x, y, z), of(y, z))
void f(int n, int m, const double *x, double *y, double z[3][4])
{
    for (int i = 0; i < n; i++)
        y[abs(i - m)] *= x[i];
    for (int i = 0; i < n; i++)
        y[abs(i - m)] = y[abs(i - m)] * x[i] + x[i];
    for (int i = 0; i < n; i++)
        y[labs(i - m)] = 2.0 * y[labs(i - m)] + x[i];
    for (int i = 0; i + 3 < n; i++)
        y[abs(m) + i] *= x[i] + y[abs(m) + i];
    for (int i = 0; i < n; i++)
        z[abs(i - m) % 3][(int)fabs(x[i] * 3.0)] = x[i] * z[0][abs(i - m) % 4];
    y[abs(m - 5)] = x[abs(m - 5)];
    y[abs(m - 4)] += y[abs(m - 4)] * x[abs(m)];
    y[abs(m - 6)] = sin(y[abs(m - 6)]);
}

void f_d(int n, int m, const double *x, const double *x_d, double *y, double *y_d, double z[3][4], double z_d[3][4]);
void f_b(int n, int m, const double *x, double *x_b, double *y, double *y_b, double z[3][4], double z_b[3][4]);

int main(void)
{
    for (int m = 0; m < 4; m++) {
        IN(double, x, [8], 0.1, 1);
        INOUT(double, y, [8], -1, 1);
        INOUT(double, z, [3][4], -1, 1);
        check_if_smooth();
        CHECK(f(8, m, x, y, z), f_d(8, m, x, x_d, y, y_d, z, z_d), f_b(8, m, x, x_b, y, y_b, z, z_b));
    }
    return check_status();
}
