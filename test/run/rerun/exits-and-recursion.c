/* Independent iterations with inner loops that are left early, branches, recursion and a swap of pointers. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double fold(int n, const double *a)
{
    if (n == 1)
        return a[0] * a[0];
    double l = fold(n / 2, a), r = fold(n - n / 2, a + n / 2);
    return l > r ? l * r : sin(l) + r;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, int m, const double x[n], const double y[m])
{
    double sum = 0.0;
    int many = 0;
    for (int i = 0; i < n; i++) {
        double a[8], b[8], *p = a, *q = b, z = x[i];
        for (int j = 0; j < m; j++)
            p[j] = y[j] * z;
        while (z < 2.0) {
            for (int j = 0; j < m; j++)
                q[j] = p[j] * p[j] + 0.3 * z;
            double *t = p;
            p = q;
            q = t;
            if (p[0] > 1.5)
                break;
            z = z * 1.3 + 0.1 * p[m - 1];
            if (i % 2)
                continue;
            z += 0.01;
        }
        many += z > 1.9;
        sum += fold(m, p) * z;
    }
    return sum + many;
}

double f_d(int n, int m, const double x[n], const double x_d[n], const double y[m], const double y_d[m],
           double *return_d);
double f_b(int n, int m, const double x[n], double x_b[n], const double y[m], double y_b[m], double return_b);

int main(void)
{
    IN(double, x, [5], 0.2, 0.9);
    IN(double, y, [5], 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(5, 5, x, y), ret = f_d(5, 5, x, x_d, y, y_d, &ret_d), ret = f_b(5, 5, x, x_b, y, y_b, ret_b));
    return check_status();
}
