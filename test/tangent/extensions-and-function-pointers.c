/* GNU extensions, functions behind pointers in structs, active file-scope variables. */
// RUN: %run-all --flag=-DCHECK_MODE=1 --whole %s
#include <math.h>
#include "check.h"
#define MAX(a, b) ({ __typeof__(a) _a = (a); __typeof__(b) _b = (b); _a > _b ? _a : _b; })
typedef double (*binop)(double, double);
struct ops { binop op[2]; double w; void (*apply)(const struct ops *, double *); };
static double plus(double a, double b) { return a + b; }
static double times(double a, double b) { return a * b; }
static void apply(const struct ops *o, double *x) { *x = o->op[0](*x, o->w) * o->op[1](*x, *x); }
static inline double sq(double x) { return x * x; }
static double sum(int n, const double a[static n]) { double s = 0; for (const double *p = a; p < a + n; ) s += *p++; return s; }
static double g;
double h = 2;
static void touch(double x) { g += x * h; }
ADCC_TANGENT(wrt(x, h), of(return))
double f(double x, int k)
{
    g = 0.5;
    touch(x); touch(x * x);
    struct ops o = {{plus, times}, x, apply};
    o.apply(&o, &x);
    double y = MAX(x, 0.3) + sqrt(x) + fabs(x - 1);
    y += k ?: 3;
    __auto_type z = sq(y) + sum(3, (double[]){x, y, 1});
    for (int i = 0; i < 3; i++, z *= 1.5)
        switch (i) { case 0 ... 1: z += x; break; default: z -= y; }
    double q = (x > 0.2 ? x : y) * (k > 0 ? z : 1);
    int neg = signbit(q) || isnan(q);
    return g * z + h * q + neg;
}
extern double h_d;
double f_d(double x, double x_d, int k, double *return_d);
int main(void)
{
    IN(double, x, , 0.5, 0.9);
    RETURNS(double);
    CHECK(ret = f(x, 1), (h_d = 0, ret = f_d(x, x_d, 1, &ret_d)), );
    return check_status();
}
