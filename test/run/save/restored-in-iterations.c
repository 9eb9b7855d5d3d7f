/* Variables put back from the tape for one iteration, and such as the code before the loop still reads. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x, double c)
{
    double sum = 0.0, late = 1.0, kept = x[0];
    for (int i = 0; i < n; i++) {
        double power = 1.0, u = x[i] + 1.0;
        sum += kept * kept * u; /* reads what is put back in the loop below */
        for (int j = 0; j < n; j++) {
            sum -= x[j] * power;
            power *= c;
        }
        for (int j = 0; j < n; j++) {
            u = u * sin(u) + x[j]; /* read again by the one before */
            if (u > 1.2)
                u = u / x[j];
            else
                kept *= u;
        }
        sum += fmax(u - 0.9, 0.0) * kept;
        int k = 0;
        while (late < 20.0 && k < n) {
            late = late * late * x[k] + 1.5;
            if (late > 4.0 && k % 2)
                break;
            k++;
        }
    }
    return sum * late;
}

double f_d(int n, const double *x, const double *x_d, double c, double *return_d);
double f_b(int n, const double *x, double *x_b, double c, double return_b);

int main(void)
{
    for (int n = 0; n < 5; n += 2) {
        IN(double, x, [4], 0.5, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x, 0.7), ret = f_d(n, x, x_d, 0.7, &ret_d), ret = f_b(n, x, x_b, 0.7, ret_b));
    }
    return check_status();
}
