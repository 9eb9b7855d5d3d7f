/* Loops whose iterations must not run again as they are: states, outputs, counters, memory overwritten later. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

int calls;
double last;

static double counted(double x)
{
    double w[2];
    calls++;
    w[0] = x * x;
    w[1] = sin(w[0]);
    last = w[1];
    return w[0] * w[1];
}

static void put(double x, double *y, double *w)
{
    w[0] = x * x;
    w[1] = exp(-w[0]);
    *y += w[0] * w[1];
}

ADCC_ADJOINT(wrt(x, y), of(return, x, y))
ADCC_TANGENT(wrt(x, y), of(return, x, y))
double f(int n, double x[n], double y[n])
{
    double s = 0.0, p = 1.0, w[2] = {0};
    for (int i = 0; i < n; i++) {
        double t = counted(x[i]);
        s += t * t;
    }
    for (int i = 0; i < n; i++) {
        double t = sin(x[i]), u = t * p;
        p = u + 0.5;
        s += u * u;
    }
    for (int i = 0; i < n; i++)
        put(x[i], &y[i], w);
    for (int i = 0; i < n; i++) {
        double t = y[i] * x[(i + 1) % n];
        t = sin(t) * t;
        x[i] = t * t;
    }
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < n; i++) {
            double t = x[i] * x[i];
            t = t * y[i];
            y[n - 1 - i] = t * t + k;
        }
    return s + p + w[0] + w[1];
}

double f_d(int n, double x[n], double x_d[n], double y[n], double y_d[n], double *return_d);
double f_b(int n, double x[n], double x_b[n], double y[n], double y_b[n], double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.2, 0.9);
    INOUT(double, y, [4], 0.2, 0.9);
    RETURNS(double);
    CHECK((calls = 0, last = 0, ret = f(4, x, y)), (calls = 0, ret = f_d(4, x, x_d, y, y_d, &ret_d)),
          (calls = 0, ret = f_b(4, x, x_b, y, y_b, ret_b)));
    return check_status() || calls != 4;
}
