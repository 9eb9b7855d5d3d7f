/* The checker accepts hand-written derivatives and finds each of several errors in them. */
// RUN: %clang -O1 %s %S/../check.c -lm -o %t && %t
// RUN: %clang -O1 -DBUG=1 %s %S/../check.c -lm -o %t && not %t
// RUN: %clang -O1 -DBUG=2 %s %S/../check.c -lm -o %t && not %t
// RUN: %clang -O1 -DBUG=3 %s %S/../check.c -lm -o %t && not %t
// RUN: %clang -O1 -DBUG=4 %s %S/../check.c -lm -o %t && not %t
// RUN: %clang -O1 -DBUG=5 %s %S/../check.c -lm -o %t && not %t
// RUN: %clang -O1 -DBUG=6 %s %S/../check.c -lm -o %t && not %t
// RUN: %clang -O1 -DBUG=7 %s %S/../check.c -lm -o %t && not %t
// RUN: %clang -O1 -DBUG=8 %s %S/../check.c -lm -o %t && not %t
#include "check.h"

#ifndef BUG
#define BUG 0
#endif

/* y = k x; x[0] is squared; the result is the sum of y. */
static double f(int n, double *x, double k, double *y)
{
    double s = 0;

    x[0] = x[0] * x[0];
    for (int i = 0; i < n; i++) {
        y[i] = k * x[i];
        s += y[i];
    }
    return s;
}

static double f_d(int n, double *x, double *x_d, double k, double k_d, double *y, double *y_d,
                  double *ret_d)
{
    *ret_d = 0;
    x_d[0] *= (BUG == 1 ? 1 : 2) * x[0];
    x[0] = x[0] * x[0];
    for (int i = 0; i < n; i++) {
        y[i] = k * x[i];
        y_d[i] = k * x_d[i] + (BUG == 2 ? 0 : k_d * x[i]);
        *ret_d += y_d[i];
    }
    return BUG == 3 ? 0 : y[0] + y[1] + y[2];
}

static double f_b(int n, double *x, double *x_b, double k, double *k_b, double *y, double *y_b,
                  double ret_b)
{
    double x0 = x[0], r = f(n, x, k, y);

    for (int i = n - 1; i >= 0; i--) {
        y_b[i] += BUG == 4 ? 0 : ret_b;
        x_b[i] = k * y_b[i] + (BUG == 5 ? 0 : x_b[i]);
        *k_b += x[i] * y_b[i];
        if (BUG != 6)
            y_b[i] = 0;
    }
    x_b[0] *= 2 * x0;
    if (BUG == 7)
        x[0] = x0;
    return BUG == 8 ? 0 : r;
}

int main(void)
{
    INOUT(double, x, [4], 0.5, 2);
    IN(double, k, , -1, 1);
    OUT(double, y, [3]);
    RETURNS(double);
    CHECK(ret = f(3, x, k, y), ret = f_d(3, x, x_d, k, k_d, y, y_d, &ret_d),
          ret = f_b(3, x, x_b, k, &k_b, y, y_b, ret_b));
    return check_status();
}
