/* Loops that fill and use elements of their own, and loops that look like it but reach others. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double *restrict y)
{
    double s = 0.0, w[8] = {0.5, 0.5}, v[4][3];
    for (int i = 0; i < n; i++) {
        w[i] = x[i] * x[i];
        s += w[i] * w[i];
        w[i] = sin(w[i]) + s;
        s += w[i] * x[i];
    }
    for (int i = 0; i < n; i++) {
        y[2 * i + 1] = y[2 * i + 1] * w[i];
        for (int k = 0; k < 3; k++)
            y[2 * i + 1] *= 0.3 * sin(y[2 * i + 1]) + 0.1 * k;
    }
    for (int i = 0; i < n; i++) {
        w[n - 1 - i] = s * x[i];
        s = sin(s + w[n - 1 - i] * w[n - 1 - i]);
    }
    for (int i = 1; i < n; i++) {
        w[i] = x[i] * y[i];
        s += w[i] * w[i - 1];
    }
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < n; i++) {
            w[i] = 0.5 * w[i] * x[i] + 0.1 * k;
            s = cos(s + w[i] * w[i]);
        }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < 3; j++) {
            v[i][j] = x[i] * (j + 1) + s;
            s += v[i][j] * v[i][j] * 0.1;
        }
    for (int i = 0, j = 0; i < n; i++, j = (j + 3) % n) {
        x[j] = x[j] * w[i];
        s += x[j] * x[j] + v[j][1];
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.2, 0.6);
    INOUT(double, y, [9], 0.2, 0.6);
    RETURNS(double);
    CHECK(ret = f(4, x, y), ret = f_d(4, x, x_d, y, y_d, &ret_d), ret = f_b(4, x, x_b, y, y_b, ret_b));
    return check_status();
}
