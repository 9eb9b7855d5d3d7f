/* Among the functions a pointer may lead to is one without derivative; a call that only reports. */
// RUN: %run-all --whole %s
#include "check.h"

static double square(double x) { return x * x; }
ADCC_INACTIVE static double rounded(double x) { return (long)(x * 4) * 0.25 + 1; }
static double (*const table[])(double) = {square, rounded};

static int events;
typedef void report(int n, const char *text);
static void count(int n, const char *text) { events += n + (text[0] == 'x'); }

static double run(int n, const double *x, report *tell)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        s += table[i % 2](x[i]) * s;
        if (tell)
            tell(i, "x");
    }
    return s;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    return run(n, x, n > 2 ? count : NULL) * run(n, x, NULL);
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 5; n++) {
        IN(double, x, [5], 0.30, 0.45);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    check(events > 0);
    return check_status();
}
