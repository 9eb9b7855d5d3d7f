/* A function that is one costly expression is inlined: names of both sides, conversions, arguments used twice. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double scale = 0.7;

static double gate(double x)
{
    return 1.0 / (1.0 + exp(-scale * x));
}

static float narrow(float x, int n)
{
    return x * x * expf(x) + n;
}

static double behind(const double *x, int i)
{
    return x[i] * sin(x[i + 1]);
}

static double folded(double w, double x)
{
    return w > 0.5 ? log(w) * x : w * gate(0.0);
}

ADCC_ADJOINT(wrt(x, y), of(return, y))
ADCC_TANGENT(wrt(x, y), of(return, y))
double f(int n, const double *x, double *y)
{
    double sum = 0.0, x1 = x[1];
    for (int i = 0; i < n; i++) {
        double scale = x[i] * 0.3, w = gate(scale + x1);
        sum += w * scale;
        y[i] = gate(y[i] * scale);
        y[0] = behind(y + 1, i / 2); /* what it reads is overwritten later */
        y[1] = narrow(x[i] * 0.5, 2);
        x1 = gate(gate(x1) * w);
        sum -= folded(w, x1);
    }
    y[2] = gate(sum) + gate(y[2]);
    return gate(y[2]);
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, [5], 0.2, 0.9);
    INOUT(double, y, [5], 0.2, 0.9);
    RETURNS(double);
    check_tolerance(1e-6, 1e-3); /* one value is a float */
    CHECK(ret = f(5, x, y), ret = f_d(5, x, x_d, y, y_d, &ret_d), ret = f_b(5, x, x_b, y, y_b, ret_b));
    return check_status();
}
