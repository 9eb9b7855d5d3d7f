/* Blocks of the tape that each iteration takes and gives back are taken once, where the loop leaves their size alone. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, int m, const double x[n], const int *sizes)
{
    double sum = 0.0;
    int late, change = 1;
    late = m;
    for (int i = 0; i < n; i++) {
        double u = x[i], v = 1.0;
        for (int j = 0; j < m; j++) /* always the same */
            u = sin(u) * x[i];
        for (int k = 0; k < 3; k++) /* a few */
            v *= u + k;
        for (int j = 0; j < sizes[i]; j++) /* not there without iterations */
            u *= cos(u);
        for (int j = 0; j < late; j++) /* not known to have a value without iterations */
            v *= cos(v);
        sum += u * v;
    }
    for (int i = 0; i < n; i++) {
        double u = x[i], v = 1.0;
        for (int j = 0; j < change; j++) /* another one each time */
            u *= u + v;
        change = 3 - change;
        if (i == 4)
            break;
        for (int j = i; j > 0; j--) {
            v = tanh(u * v);
            if (j == 2)
                continue;
            for (int k = 0; k < 4; k++)
                u *= v * x[k];
        }
        sum += u * v;
    }
    for (int i = 0; i < n; i++) {
        double u = x[i];
        for (int k = 0; k < 2; k++)
            if (u > 0.3)
                for (int j = 0; j < m; j++)
                    u = u * cos(u);
        sum += u;
    }
    return sum;
}

double f_d(int n, int m, const double x[n], const double x_d[n], const int *sizes, double *return_d);
double f_b(int n, int m, const double x[n], double x_b[n], const int *sizes, double return_b);

int main(void)
{
    static const int sizes[] = {3, 0, 2, 1, 1, 2, 2};
    for (int n = 4; n < 8; n++) {
        IN(double, x, [7], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, 3, x, sizes), ret = f_d(n, 3, x, x_d, sizes, &ret_d), ret = f_b(n, 3, x, x_b, sizes, ret_b));
    }
    check(f_b(0, 1 << 16, NULL, NULL, NULL, 1.0) == 0.0);
    return check_status();
}
