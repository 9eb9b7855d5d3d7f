/* Objects with constructors and methods; one holds another by pointer and one by value. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double rate, sum; int calls; } counter;
typedef struct { counter own, *shared; double (*method)(void *, double); } object;

static counter make_counter(double rate) { return (counter){.rate = rate}; }
static double use_own(void *self, double x)
{
    object *o = self;
    o->own.sum += x * o->own.rate;
    o->own.calls++;
    return o->own.sum * o->shared->rate;
}
static double use_shared(void *self, double x)
{
    object *o = self;
    o->shared->sum *= 1.0 + 0.1 * x;
    return o->shared->sum * x;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    counter shared = make_counter(x[0]);
    shared.sum = x[1];
    object a[2] = {{make_counter(x[2]), &shared, use_own}, {.shared = &shared, .method = use_shared}};
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        s += a[i % 2].method(&a[i % 2], x[3]);
        object b = a[0];
        b.own.rate *= 2.0;
        s += b.method(&b, s * 0.1);
        a[1].own = b.own;
    }
    return s * a[1].own.sum + shared.sum;
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
