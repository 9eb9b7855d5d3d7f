/* ADCC_DIFFERENCES: complex numbers, long doubles, enums, structs and pointers that are handed on; no value. */
// RUN: %run-all --adcc=-w --link=%S/Inputs/odd.c %s
#include <complex.h>
#include <stdio.h>
#include "check.h"

enum kind { PLAIN, SQUARED };
struct setup { int n; const char *name; };
double complex turn(double complex z, enum kind k, struct setup s);
void scale(const struct setup *s, int m, long double x[][2], double (*g)(double), FILE *log);
int level(double value, double *out);
double twice(double x);
ADCC_DIFFERENCES(turn, central, 1e-6)
ADCC_DIFFERENCES(scale, central, 1e-6, x[2 * m])
ADCC_DIFFERENCES(level, backward, 1e-8, out[1])

ADCC_ADJOINT(wrt(a, x[2]), of(return))
ADCC_TANGENT(wrt(a, x[2]), of(return))
double f(double a, long double x[2][2])
{
    struct setup s = {2, "s"};
    double y = 0;
    double complex z = turn(a + x[0][1] * I, SQUARED, s);
    scale(&s, 2, x, twice, stdout);
    if (level(a * a, &y) != 2)
        return 0;
    return creal(z) * cimag(z) + (double)(x[0][0] * x[1][1]) + y;
}

double f_d(double a, double a_d, long double x[2][2], long double x_d[2][2], double *return_d);
double f_b(double a, double *a_b, long double x[2][2], long double x_b[2][2], double return_b);

int main(void)
{
    check_tolerance(1e-7, 1e-4);
    IN(double, a, , 0.5, 1);
    INOUT(long double, x, [2][2], 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(a, x), ret = f_d(a, a_d, x, x_d, &ret_d), ret = f_b(a, &a_b, x, x_b, ret_b));
    return check_status();
}
