/* --trap looks at what derivatives of the user's leave, and names the part of a complex number. */
// RUN: %adcc --trap --whole %s -o %t.c && %gcc -Wno-unused-function %t.c %build/lib/libadcc_rt.a -lm -lpthread -o %t
// RUN: not --crash %t 0 2>&1 | FileCheck %s --check-prefix=VALUE
// RUN: not --crash %t 1 2>&1 | FileCheck %s --check-prefix=TANGENT
// RUN: not --crash %t 2 2>&1 | FileCheck %s --check-prefix=ARRAY
// RUN: not --crash %t 3 2>&1 | FileCheck %s --check-prefix=LOCAL
// RUN: not --crash %t 4 2>&1 | FileCheck %s --check-prefix=COMPLEX
// RUN: %t 5 2>&1 | count 0
#include <adcc.h>
#include <complex.h>
#include <math.h>
#include <stdlib.h>

static double poison = 1;
static double same(double x) { return x; }
static double same_b(double x, double *x_b, double r_b) { *x_b += r_b * poison; return x; }
static double same_d(double x, double x_d, double *r_d) { *r_d = x_d * poison; return x; }
ADCC_USE_ADJOINT(same, same_b)
ADCC_USE_TANGENT(same, same_d)

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
// VALUE: adcc: given.c:[[#@LINE+3]]: the adjoint *x_b is not finite: t1 = same(x)
// VALUE-NEXT: *x_b = nan
// TANGENT: adcc: given.c:[[#@LINE+1]]: the tangent t1_d is not finite: t1 = same(x)
double value(double x) { return 2 * same(x); }

static void keep(int n, double *x) { (void)n; (void)x; }
static void keep_b(int n, double *x, double *x_b) { (void)x; x_b[n - 1] *= poison; }
ADCC_USE_ADJOINT(keep, keep_b, x[n])
// ARRAY: adcc: given.c:[[#@LINE+2]]: x_b is not finite: on return from array_b
// ARRAY-NEXT: number 2 of its values is nan
ADCC_ADJOINT(wrt(x[n]), of(x))
void array(int n, double *x) { keep(n, x); }

ADCC_ADJOINT(wrt(x), of(return))
double local(double x)
{
    double t[3] = {x, x, x};
    // LOCAL: adcc: given.c:[[#@LINE+1]]: t_b is not finite: keep(3, t)
    keep(3, t);
    return t[1] + t[2];
}

// COMPLEX: the adjoint cimag(*z_b) is not finite: on entry to number_b
// COMPLEX-NEXT: cimag(*z_b) = nan
ADCC_ADJOINT(wrt(z), of(return))
double number(double _Complex z) { return creal(z * z); }

double value_d(double x, double x_d, double *return_d);
double value_b(double x, double *x_b, double return_b);
void array_b(int n, double *x, double *x_b);
double local_b(double x, double *x_b, double return_b);
double number_b(double _Complex z, double _Complex *z_b, double return_b);

int main(int argc, char **argv)
{
    int k = argc > 1 ? atoi(argv[1]) : 0;
    double x[3] = {1, 1, 1}, x_b[3] = {1, 1, 1}, b = 0, d;
    double _Complex z_b = 0;
    ((double *)&z_b)[1] = k == 4 ? NAN : 0;
    if (k < 4)
        poison = NAN;
    if (k == 1 || k == 5)
        value_d(1, 1, &d);
    if (k == 0 || k == 5)
        value_b(1, &b, 1);
    if (k == 2 || k == 5)
        array_b(3, x, x_b);
    if (k == 3 || k == 5)
        local_b(1, &b, 1);
    number_b(1, &z_b, 1);
    return 0;
}
