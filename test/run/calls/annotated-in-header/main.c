/* The annotation stands on the prototype in a header; the definition is in another file. */
// RUN: %run-all %s %S/model.c
#include "check.h"
#include "model.h"

double energy_d(int n, const double *q, const double *q_d, double *return_d);
double energy_b(int n, const double *q, double *q_b, double return_b);

int main(void)
{
    IN(double, q, [4], 0.3, 1);
    RETURNS(double);
    CHECK(ret = energy(4, q), ret = energy_d(4, q, q_d, &ret_d), ret = energy_b(4, q, q_b, ret_b));
    return check_status();
}
