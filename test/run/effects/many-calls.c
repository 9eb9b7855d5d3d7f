/* f_b is called again and again: nothing stays on the tape, and no memory is lost. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x[n]), of(return))
double f(int n, double *x)
{
    double s = 1;

    for (int k = 0; k < 3; k++)
        for (int i = 0; i < n; i++) {
            x[i] = x[i] * s + 0.1;
            s = s * 0.5 + x[i] * 0.1;
            if (s < 0)
                return 0;
        }
    return s;
}

double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    double first = 0;

    for (int k = 0; k < 50; k++) {
        double x[40], x_b[40] = {0}, sum = 0;

        for (int i = 0; i < 40; i++)
            x[i] = 0.01 * i;
#if CHECK_MODE & 2
        f_b(40, x, x_b, 1);
#endif
        for (int i = 0; i < 40; i++)
            sum += x_b[i];
        if (k == 0)
            first = sum;
        check(sum == first);
    }
    return check_status();
}
