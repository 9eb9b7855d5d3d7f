/* Functions that touch the first n elements behind two pointers into one array: n apart in every
 * call, a multiple of that, nearer, at the distance of another number, and where a loop moves one
 * of the pointers on before the call, behind it, not always, or over the end of an outer loop. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

#define MIX(name) \
    static void name(int n, const double *w, double *a, double *b) \
    { \
        for (int i = 0; i < n; i++) { \
            a[i] = sin(a[i]) * b[i] + w[i]; \
            b[i] *= 0.5 * w[i] * a[i]; \
        } \
    }
MIX(apart)
MIX(twice_apart)
MIX(behind)
MIX(nearer)
MIX(by_another_number)
MIX(same)
MIX(carried)
MIX(set_before)
MIX(set_sometimes)
MIX(carried_over)
MIX(moved_inside)
MIX(one_too_many)

/* Touches one element more. */
static void reaches_over(int n, const double *w, double *a, double *b)
{
    for (int i = 0; i < n; i++) {
        a[i + 1] = sin(a[i]) * b[i] + w[i];
        b[i] *= 0.5 * w[i] * a[i];
    }
}

/* Hands a pointer on. */
static void hands_on(int n, const double *w, double *a, double *b)
{
    double *end = a + n;
    for (int i = 0; i < n; i++) {
        a[i] = sin(a[i]) * end[i] + w[i];
        b[i] *= 0.5 * w[i] * a[i];
    }
}

static void loops(int n, int rows, const double *w, double *now, double *one)
{
    double *last = one;
    for (int l = 0; l < rows; l++) {
        double *row = now + l * 2 * n;
        carried(n, w, last, row + n);
        last = row;
    }
    double *next = one;
    for (int l = 0; l < rows; l++) {
        double *row = now + l * 2 * n;
        next = row + 1;
        set_before(n, w, next, row);
    }
    double *some = one;
    for (int l = 0; l < rows; l++) {
        double *row = now + l * n;
        set_sometimes(n, w, some, row);
        if (l % 2 == 1)
            continue;
        some = row + n;
    }
    double *over = one;
    for (int k = 0; k < 2; k++)
        for (int l = 0; l < rows; l++) {
            carried_over(n, w, over, now + (l + 1) * n);
            over = now + l * n;
        }
    for (int l = 0; l < rows; l++) {
        int at = l;
        double *row = now + at * n;
        at++;
        moved_inside(n, w, row, now + at * n - n + 1);
    }
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, int m, const double *w, double *x)
{
    double now[40], one[8], s = 0.0;
    for (int i = 0; i < 40; i++)
        now[i] = x[i % 8] + 0.01 * i;
    for (int i = 0; i < 8; i++)
        one[i] = x[i];
    apart(n, w, now, now + n);
    apart(n, w, now + n, one);
    apart(n, w, &now[3 * n], now + n * 2);
    apart(-n, w, now + 1, now + 1 - n);
    twice_apart(n, w, now + n * 2, now);
    behind(n, w, now + 3 * n, now + 2 * n);
    nearer(n, w, now, now + n - 1);
    by_another_number(n, w, now, now + m);
    same(n, w, one, one);
    one_too_many(n + 1, w, now, now + n);
    reaches_over(n, w, now, now + n);
    hands_on(n, w, now, now + n);
    loops(n, 4, w, now, one);
    for (int i = 0; i < 40; i++)
        s += now[i] * w[i % 8];
    for (int i = 0; i < 8; i++)
        x[i] = one[i];
    return s;
}

double f_d(int n, int m, const double *w, const double *w_d, double *x, double *x_d,
           double *return_d);
double f_b(int n, int m, const double *w, double *w_b, double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, w, [8], 0.4, 0.9);
    INOUT(double, x, [8], 0.2, 0.8);
    RETURNS(double);
    CHECK(ret = f(4, 2, w, x), ret = f_d(4, 2, w, w_d, x, x_d, &ret_d),
          ret = f_b(4, 2, w, w_b, x, x_b, ret_b));
    return check_status();
}
