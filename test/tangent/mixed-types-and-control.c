/* Mixed precisions, names of library functions as variables, switch, goto, recursion. */
// RUN: %run-all --flag=-DCHECK_MODE=1 --adcc=-w --flag=-D_GNU_SOURCE %s
#include <math.h>
#include <stdio.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"
#define SQ(v) ((v) * (v))
static const double table[] = {1.0, 2.5, -0.5, 3.25};
static double pick(const double *p, int i) { return i < 0 ? 0 : p[i]; }
static int count(double x) { return x > 0 ? (int)(x * 10) : -1; }
static double odd(double x, int n);
static double even(double x, int n) { return n == 0 ? x : sin(odd(x * 1.1, n - 1)); }
static double odd(double x, int n) { return n == 0 ? x * x : even(x + 0.1, n - 1) * x; }
static double gama(double x) { return x * 3; }
static void swap(double **a, double **b) { double *t = *a; *a = *b; *b = t; }
ADCC_TANGENT()
double f(double x, float y, long double z, int k, double *out)
{
    double log = x * 2, t1 = log + 1, x_d = t1 * y, sin = 3;
    double p = pow(x, y) + pow(2, x) + pow(x, k) + pow(y, 2.5f) + powl(z, 3) + powf(y, -1) + pow(x, 0.5);
    register double r = SQ(x + y);
    const double c = p * sin;
    volatile double v = c;
    double a[4] = {x, [2] = y, x * y}, b[2][2] = {{x, y}, {1, x * x}};
    double *pa = a, *pb = &b[0][0];
    swap(&pa, &pb);
    pa[1] += r;
    switch (k) {
    case 0: x *= 2; break;
    case 1: { double w = exp(x); x += w; } /* fall through */
    case 2: case 3: x += v; double u = exp(-x); x -= u; break;
    default: x = hypot(x, y);
    }
    do { x = x * 0.9 + *pb++; } while (k-- > 2);
    for (double h = x, g = 0; g < 1; g += 0.25, h *= 0.5) r += h * h;
    int i = 0;
again:
    r += a[i] * table[i] + b[i / 2][i % 2];
    if (++i < 4) goto again;
    out[0] = x > 1 && (i = count(x)) > 2 ? exp(x) * i : i ? sqrt(x) : x;
    out[1] = gama(x) + odd(x, 3) + even(y, 2) + pick(table, 2) * pick(out, 0) + (double)(float)x + (int)x;
    out[2] = fmax(x, y) + fmin(log, t1) + fabs(x - y) + fmod(x, 0.7) + remainder(x, y) + copysign(y, -x) + floor(x) * x + fma(x, y, x_d);
    out[3] = lgamma(x + 3) + tgamma(y + 1.5f) + j0(x) + jn(2, x) + erf(x) + cbrt(x) + ldexp(x, 2) + atan2(y, x) + expm1(x) + log1p(x * x);
    printf("%s", x > 1e9 ? "big" : "");
    return r + (double)z * log + (k > 0 ? out[0] : -out[1]);
}
double f_d(double x, double x_d, float y, float y_d, long double z, long double z_d, int k, double *out, double *out_d, double *return_d);
int main(void)
{
    for (int k = 0; k < 5; k++) {
        IN(double, x, , 0.5, 0.9);
        IN(double, y, , 0.4, 0.6);
        IN(double, z, , 0.3, 1);
        OUT(double, out, [4]);
        RETURNS(double);
        check_tolerance(0, 1e-3);
        CHECK(ret = f(x, y, z, k, out), ret = f_d(x, x_d, y, y_d, z, z_d, k, out, out_d, &ret_d), );
    }
    return check_status();
}
