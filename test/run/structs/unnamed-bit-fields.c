/* A list of initialisers does not count the unnamed bit-fields of a struct. */
// RUN: %run-all %s
#include "check.h"

typedef struct Mode {
    unsigned trips : 3, : 5, power : 2;
    double rate;
    int : 0;
    double weight[2];
} Mode;

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double x[3])
{
    Mode m = {2, 3, x[0], {x[1], x[2]}}, other = {1, 1, x[1] * x[2], {0.0, 0.0}};
    for (unsigned i = 0; i < m.trips; i++)
        m.rate *= m.weight[i] * m.power + other.rate;
    return m.rate * other.power;
}

double f_d(const double x[3], const double x_d[3], double *return_d);
double f_b(const double x[3], double x_b[3], double return_b);

int main(void)
{
    IN(double, x, [3], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
