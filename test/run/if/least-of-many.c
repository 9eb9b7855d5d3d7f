/* Choices of one among many: what is chosen may also be summed, come from another variable, or be carried on. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
double f(int n, int d, double *x)
{
    double least = 100.0, second = 100.0, carried = 1.0, sum = 0.0;

    for (int j = 0; j < n; j++) {
        double square = 0.0, product = 1.0;
        for (int l = 0; l < d; l++) {
            double away = x[j * d + l] - 0.5 * carried;
            square += away * away;
            product *= 1.0 + away;
        }
        if (square < least) {
            second = least * product;
            least = square;
        }
        for (int l = 0; l < d; l++)
            x[j * d + l] *= j % 2 ? cos(product) : least;
        if (j % 3 == 1)
            carried = 0.5 * carried + 0.1 * square;
        sum += product;
    }
    return least * second + carried * sum;
}

double f_d(int n, int d, double *x, double *x_d, double *return_d);
double f_b(int n, int d, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 7; n += 2) {
        INOUT(double, x, [18], 0.3, 1.9);
        RETURNS(double);
        CHECK(ret = f(n, 3, x), ret = f_d(n, 3, x, x_d, &ret_d), ret = f_b(n, 3, x, x_b, ret_b));
    }
    return check_status();
}
