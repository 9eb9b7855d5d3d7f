/* Where iterations commute but for what they step back, the reverse loop steps it forward again. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x, y), of(return, y))
ADCC_TANGENT(wrt(x, y), of(return, y))
double f(int n, const double *x, double *y)
{
    double sum = 0.0;
    const double *row = x; /* a triangle, row by row */
    for (int i = 0; i < n; i++) {
        double dot = 0.0;
        for (int j = i + 1; j < n; j++)
            dot += row[j - i - 1] * y[j];
        row += n - i - 1;
        sum += dot * dot;
    }
    int at = 0, step = 1;
    for (int i = 0; i < n; i++) { /* what it steps by changes */
        for (int j = 0; j < 2; j++)
            sum += x[at + j] * y[i];
        at += step;
        step += i;
    }
    int end = n;
    for (int i = 0; i < n - 1; i++) { /* down, and of use after the loop */
        end -= 1;
        for (int j = 0; j < end; j++)
            sum += x[j] * x[end];
    }
    sum += y[end];
    double *out = y; /* what is overwritten moves with it */
    for (int i = 0; i < n - 1; i++) {
        for (int j = 0; j < 2; j++)
            out[j] = out[j] * x[j] + 0.5 * x[i];
        out += 1;
    }
    unsigned char small = 250;
    for (int i = 0; i < n; i++) { /* around */
        small += 3;
        for (int j = 0; j < 2; j++)
            sum += x[small % 5] * y[j];
    }
    return sum;
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    for (int n = 0; n <= 6; n += n == 0 ? 1 : 5) {
        IN(double, x, [20], 0.3, 0.9);
        INOUT(double, y, [7], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x, y), ret = f_d(n, x, x_d, y, y_d, &ret_d), ret = f_b(n, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
