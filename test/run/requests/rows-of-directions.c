/* Directions have nothing to do with one another: not in a row that is read and written, nor in the next one. */
// RUN: %run-all %s
#include "check.h"
#include <complex.h>

enum { N = 6, FOUR = 4, NINE = 9 };

/* y may be x, or begin within it, on either side. */
static void step(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i] - 0.5 * x[0] * y[i];
}

ADCC_ADJOINT(wrt(x, c, l), of(x, c, l))
ADCC_TANGENT(wrt(x, c, l), of(x, c, l))
ADCC_ADJOINT(wrt(x, c, l), of(x, c, l), directions(FOUR))
ADCC_TANGENT(wrt(x, c, l), of(x, c, l), directions(NINE))
void f(double x[N], double _Complex c[2], long double *l)
{
    float few[2] = {(float)x[0], (float)*l};
    step(N - 1, x, x + 1);
    step(N - 1, x + 1, x);
    step(N, x, x);
    step(N - 2, x + 2, x);
    c[1] = c[0] * c[1] + x[0] * I * c[0];
    few[0] *= few[1];
    *l = *l * x[1] + few[0];
}

void f_b(double *x, double *x_b, double _Complex *c, double _Complex *c_b, long double *l, long double *l_b);
void f_d(double *x, double *x_d, double _Complex *c, double _Complex *c_d, long double *l, long double *l_d);
void f_bv(double *x, double (*x_b)[FOUR], double _Complex *c, double _Complex (*c_b)[FOUR], long double *l,
          long double (*l_b)[FOUR]);
void f_dv(double *x, double (*x_d)[NINE], double _Complex *c, double _Complex (*c_d)[NINE], long double *l,
          long double (*l_d)[NINE]);

typedef struct All {
    double x[N];
    double _Complex c[2];
    long double l;
} All;

static All some(int seed)
{
    All a = {.c = {0.3 * seed - 1.0 + 0.5 * I, 0.1 - 0.2 * seed * I}, .l = 0.7L - 0.3L * seed};
    for (int i = 0; i < N; i++)
        a.x[i] = (seed * (i + 3) % 7 - 3) * 0.25;
    return a;
}

/* Fills, or checks, direction d of each row. */
#define ROWS(x_v, c_v, l_v, d, seed) \
    for (int i = 0; i < N; i++) \
        x_v[i][d] = seed.x[i]; \
    c_v[0][d] = seed.c[0], c_v[1][d] = seed.c[1], l_v[0][d] = seed.l
#define SAME(x_v, c_v, l_v, d, one) \
    for (int i = 0; i < N; i++) \
        check_near(x_v[i][d], one.x[i]); \
    for (int i = 0; i < 2; i++) { \
        check_near(creal(c_v[i][d]), creal(one.c[i])); \
        check_near(cimag(c_v[i][d]), cimag(one.c[i])); \
    } \
    check_near((double)l_v[0][d], (double)one.l)

int main(void)
{
    double x_b[N][FOUR], x_d[N][NINE];
    double _Complex c_b[2][FOUR], c_d[2][NINE];
    long double l_b[1][FOUR], l_d[1][NINE];
    for (int d = 0; d < NINE; d++) {
        All seed = some(d + 1);
        ROWS(x_d, c_d, l_d, d, seed);
        if (d < FOUR) {
            ROWS(x_b, c_b, l_b, d, seed);
        }
    }
    All at = some(5), again = at;
    f_dv(at.x, x_d, at.c, c_d, &at.l, l_d);
    f_bv(again.x, x_b, again.c, c_b, &again.l, l_b);
    for (int d = 0; d < NINE; d++) {
        All one = some(d + 1), other = one;
        at = again = some(5);
        f_d(at.x, one.x, at.c, one.c, &at.l, &one.l);
        SAME(x_d, c_d, l_d, d, one);
        f_b(again.x, other.x, again.c, other.c, &again.l, &other.l);
        if (d < FOUR) {
            SAME(x_b, c_b, l_b, d, other);
        }
    }
    return check_status();
}
