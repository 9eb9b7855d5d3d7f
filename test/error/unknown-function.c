/* A pointer to a static function from outside: a warning, and the end of the program if it is met. */
// RUN: %adcc %s -o %t_grad.c 2>&1 | FileCheck --check-prefix=WARN %s
// RUN: %gcc %s %t_grad.c %build/lib/libadcc_rt.a -o %t
// RUN: not --crash %t 2>&1 | FileCheck --check-prefix=STOP %s
// RUN: %adcc --whole %s -o %t_whole.c 2>&1 | count 0
#include <adcc.h>

static double square(double x) { return x * x; }
double twice(double x);
double twice(double x) { return 2 * x; }
double (*chosen)(double) = twice;

ADCC_ADJOINT()
double f(double x, double (*g)(double))
{
    // WARN: unknown-function.c:[[#@LINE+2]]:12: warning: 'square' is static: {{.*}} [-Wstatic-function]
    // STOP: adcc: unknown-function.c:[[#@LINE+1]]: 'g(x)' leads to a function that the derivative does not know
    return g(x);
}

double f_b(double x, double *x_b, double (*g)(double), double return_b);

int main(void)
{
    double x_b = 0;
    if (f_b(2, &x_b, twice, 1) != 4 || x_b != 2)
        return 1;
    return f_b(2, &x_b, square, 1) == f(2, square);
}
