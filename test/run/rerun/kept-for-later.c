/* Values that cost much go on the tape where the adjoint of a sum is known only when the loop has ended. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double logarithm(int n, const double x[n])
{
    double most = x[0], sum = 0.0;
    for (int i = 1; i < n; i++)
        if (x[i] > most)
            most = x[i];
    for (int i = 0; i < n; i++)
        sum += exp(x[i] - most);
    return most + log(sum);
}

ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void share(int n, const double x[n], double y[n], int branch)
{
    double sum = 0.0, other = 1.0;
    if (branch)
        for (int i = n - 1; i >= 0; i -= 2)
            other *= sin(x[i]) * tanh(x[i]);
    for (int i = 0; i < n; i++) {
        if (i == 3)
            continue;
        y[i] = exp(x[i]);
        sum += y[i];
    }
    for (int i = 0; i < n; i++)
        y[i] = y[i] / sum * other;
}

double logarithm_d(int n, const double x[n], const double x_d[n], double *return_d);
double logarithm_b(int n, const double x[n], double x_b[n], double return_b);
void share_d(int n, const double x[n], const double x_d[n], double y[n], double y_d[n], int branch);
void share_b(int n, const double x[n], double x_b[n], double y[n], double y_b[n], int branch);

int main(void)
{
    for (int n = 1; n < 8; n += 3) {
        IN(double, x, [7], -2.0, 2.0);
        RETURNS(double);
        CHECK(ret = logarithm(n, x), ret = logarithm_d(n, x, x_d, &ret_d), ret = logarithm_b(n, x, x_b, ret_b));
    }
    for (int branch = 0; branch < 2; branch++) {
        IN(double, x, [7], -2.0, 2.0);
        INOUT(double, y, [7], 0.5, 1.0);
        CHECK(share(7, x, y, branch), share_d(7, x, x_d, y, y_d, branch), share_b(7, x, x_b, y, y_b, branch));
    }
    return check_status();
}
