/* Arrays and scalars declared in the body start anew each time, and so do their adjoints. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double total = 0;

    for (int i = 0; i < n; i++) {
        double w[3] = {0}, last;

        for (int j = 0; j <= i % 3; j++) {
            double inner[2] = {x[j], x[i]};

            w[j] += inner[0] * inner[1];
            inner[1] = w[0];
            w[0] *= inner[1] + inner[0];
            last = w[j];
        }
        w[2] += last * w[0];
        total += w[2] * total + w[1];
    }
    return total;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [7], 0.3, 0.8);
    RETURNS(double);
    CHECK(ret = f(7, x), ret = f_d(7, x, x_d, &ret_d), ret = f_b(7, x, x_b, ret_b));
    return check_status();
}
