/* Work variables that do carry values from one iteration to the next, in ways that look as if they did not. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static void shift(int n, double *w, double x)
{
    for (int j = n - 1; j > 0; j--)
        w[j] = w[j - 1] * 0.9;
    w[0] = x;
}

static void some(int n, double *w, double x)
{
    for (int j = 0; j < n; j += 2)
        w[j] = x + j;
}

static void early(int n, double *w, double x)
{
    if (x < 0.5)
        return;
    for (int j = 0; j < n; j++)
        w[j] = x * x + j;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double x[n])
{
    double s = 0.0, t = 0.3, u[4] = {0.1, 0.2, 0.3, 0.4}, v[4] = {0}, w[4] = {1, 1}, q[2][2] = {{0}}, z;
    z = x[0];
    for (int i = 0; i < n; i++) {
        if (x[i] > 0.4)
            t = sin(x[i]);
        shift(4, u, x[i]);
        some(4, v, x[i]);
        early(4, w, x[i]);
        for (int j = 0; j < i; j++)
            q[j % 2][1] = x[i] * x[j];
        for (int j = 0; j < 2; j++)
            q[j][0] = exp(x[i] * j);
        for (int j = 0; j < 4; j++)
            s += u[j] * v[3 - j] * w[j] * t + q[j / 2][j % 2] * z;
        for (int j = 0; j < 2 && x[i] > 0.3; j++)
            z = x[i] * s;
    }
    return s;
}

double f_d(int n, const double x[n], const double x_d[n], double *return_d);
double f_b(int n, const double x[n], double x_b[n], double return_b);

int main(void)
{
    IN(double, x, [5], 0.1, 0.9);
    RETURNS(double);
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
    return check_status();
}
