/* Table lookup: the index is a cast of an active value, interpolation goes between entries. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x, table), of(return))
ADCC_TANGENT(wrt(x, table), of(return))
double f(double x, int n, const double *table)
{
    int k = (int)(x * (n - 1));
    double t = x * (n - 1) - k;

    return (1 - t) * table[k] + t * table[k + 1] * table[(int)(t * 3)];
}

double f_d(double x, double x_d, int n, const double *table, const double *table_d, double *return_d);
double f_b(double x, double *x_b, int n, const double *table, double *table_b, double return_b);

int main(void)
{
    for (int i = 0; i < 3; i++) {
        IN(double, x, , 0, 1);
        IN(double, table, [5], 0.5, 2);
        RETURNS(double);

        x = 0.13 + 0.3 * i;
        CHECK(ret = f(x, 5, table), ret = f_d(x, x_d, 5, table, table_d, &ret_d),
              ret = f_b(x, &x_b, 5, table, table_b, ret_b));
    }
    return check_status();
}
