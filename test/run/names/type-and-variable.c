/* A variable has the name of a type of an outer scope, a tag the name of a function. */
// RUN: %run-all %s
#include "check.h"

typedef double weight;
struct f {
    int n;
};
enum { gain = 3 };

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, const struct f *f)
{
    weight a = x * gain;
    {
        weight weight = a * x;
        double gain = weight + f->n;

        a += weight * gain;
    }
    return a * gain;
}

double f_d(double x, double x_d, const struct f *f, double *return_d);
double f_b(double x, double *x_b, const struct f *f, double return_b);

int main(void)
{
    struct f n = {2};

    IN(double, x, , 0.1, 0.4);
    RETURNS(double);
    CHECK(ret = f(x, &n), ret = f_d(x, x_d, &n, &ret_d), ret = f_b(x, &x_b, &n, ret_b));
    return check_status();
}
