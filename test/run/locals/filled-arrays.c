/* Arrays that go on the tape: filled by a loop, by a call, by the loop but for one, in a branch, before a jump. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static void fill(int n, double *a, const double *x)
{
    for (int i = 0; i < n; i++)
        a[i] = x[i] * x[i];
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double sum = 0.0;
    for (int b = 0; b < 3; b++) {
        double whole[n], called[n], part[n], branch[n], pair[2][2], late[n];
        for (int i = 0; i < n; i++)
            whole[i] = sin(x[i] + sum);
        fill(n, called, x);
        for (int i = 1; i < n; i++)
            part[i] = x[i] * sum;
        if (b > 0)
            for (int i = 0; i < n; i++)
                branch[i] = whole[i] * x[b];
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 2; j++)
                pair[i][j] = x[i] * sum + x[j];
        for (int i = 1; i < n; i++)
            sum += whole[i] * called[i] * part[i] + (b > 0 ? branch[i] * branch[i] : 0.0) + pair[1][0] * pair[0][1];
        if (sum > 100.0)
            continue;
        for (int i = 0; i < n; i++)
            late[i] = whole[i] + sum;
        sum *= exp(-late[0] * late[n - 1]);
    }
    return sum;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [4], 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
