/* GNU statement expressions and typeof with structs. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, y; } pair;
#define MAX(a, b) ({ __typeof__(a) a_ = (a), b_ = (b); a_.x > b_.x ? a_ : b_; })

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    pair a = {x[0], x[1]};
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        pair b = {x[i + 1], x[i] * a.x};
        pair m = MAX(a, b);
        s += m.y * MAX(m, b).x;
        a.y += m.x;
        x[i] = a.y;
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n++) {
        INOUT(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
