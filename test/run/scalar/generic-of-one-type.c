/* _Generic, also where several associations have one type, or the whole is assigned to. */
// RUN: %run-all %s
#include <stddef.h>
#include "check.h"

typedef double real;
typedef struct V { double x, y; } V;
#define SQUARE(z) _Generic((z), double: (z) * (z), default: 1.0 * (z) * (z))
#define LERP(a, b, t) _Generic((t), float: (a) + ((b) - (a)) * (t), double: (a) + ((b) - (a)) * (t))
#define LOWER(k) _Generic((k), int: (k) - 1, default: (k) - 1)
#define LEN(a) _Generic((a), double *: length, const double *: length_c)(a)
#define NORM(a) _Generic((a), V: norm_v(*(V *)&(a)), float: 1.0, real: 2.0, real const *: 3.0)
#define KIND(a)                                                                                  \
    _Generic((a), struct V *: x[0], const struct V *: x[1],        \
             long unsigned: x[0]*x[1], size_t *: 4.0, double _Complex: x[0] + 3)
static double length(const double *p) { return p[0] * p[1]; }
static double length_c(const double *p) { return p[0] * p[1] * 2; }
static double norm_v(V v) { return v.x * v.y; }
ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
double f(int n, double *x)
{
    double s = SQUARE(x[0]) + LERP(x[0], x[1], x[0]) + LERP(x[1], x[2], 0.3);
    const double *y = x;
    V v = {x[0], x[1]};
    int k = n;
    size_t m = 3;
    float h = 2;
    for (; k > 0; k--)
        s += x[LOWER(k)] * k;
    s += LEN(x) + LEN(y) + NORM(v) + KIND(&v) + KIND(m) * KIND((const V *)&v) + LERP(x[1], x[0], h);
    _Generic(s, double: v.x, float: v.y) = x[2] * x[2];
    return s + v.x * KIND((double _Complex)1) + _Generic(y, double *: 1.0, double const *: x[3] /* here */, default: x[0]);
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.2, 1.1);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
