/* Roots are computed again only where nothing depends on how they are rounded: C compilers may round
 * x * x + z * z in one way in the forward sweep and in another in the reverse. */
// RUN: %run-all %s
// RUN: %adcc -w -I%S/../.. %s -o - | FileCheck %s
#include "check.h"

#include <math.h>

enum { N = 11 };

// CHECK-LABEL: double smooth_b(
// CHECK:       u_s[i1] = u[i1];
// CHECK-NOT:   {{r_s|r_b_s}}
// CHECK:       double r = ADCC_SQRT(
// CHECK:       double r = ADCC_SQRT(
ADCC_ADJOINT(wrt(x, z), of(return))
ADCC_TANGENT(wrt(x, z), of(return))
double smooth(int n, const double x[restrict N], const double z[restrict N])
{
    double u[N], sum = 0.0;
    for (int i = 0; i < N; i++)
        u[i] = 1.0;
    for (int t = 0; t < 3; t++)
        for (int i = 0; i < n; i++) {
            double r = sqrt(x[i] * x[i] + z[i] * z[i] + 1.0);
            u[i] += 0.1 * r * u[i] * u[i];
        }
    for (int i = 0; i < n; i++)
        sum += u[i];
    return sum;
}

// CHECK-LABEL: double cut_b(
// CHECK:       r_s
ADCC_ADJOINT(wrt(x, z), of(return))
ADCC_TANGENT(wrt(x, z), of(return))
double cut(int n, const double x[restrict N], const double z[restrict N])
{
    double u[N], sum = 0.0;
    for (int i = 0; i < N; i++)
        u[i] = 1.0;
    for (int t = 0; t < 3; t++)
        for (int i = 0; i < n; i++) {
            double r = sqrt(x[i] * x[i] + z[i] * z[i] + 1.0);
            if (r < 1.3 + 0.1 * t)
                u[i] += 0.1 * r * u[i] * u[i];
        }
    for (int i = 0; i < n; i++)
        sum += u[i];
    return sum;
}

double smooth_d(int n, const double x[restrict N], const double x_d[restrict N],
                const double z[restrict N], const double z_d[restrict N], double *return_d);
double smooth_b(int n, const double x[restrict N], double x_b[restrict N],
                const double z[restrict N], double z_b[restrict N], double return_b);
double cut_d(int n, const double x[restrict N], const double x_d[restrict N],
             const double z[restrict N], const double z_d[restrict N], double *return_d);
double cut_b(int n, const double x[restrict N], double x_b[restrict N], const double z[restrict N],
             double z_b[restrict N], double return_b);

int main(void)
{
    for (int n = 0; n <= N; n++) {
        IN(double, x, [N], -1, 1);
        IN(double, z, [N], -1, 1);
        RETURNS(double);
        CHECK(ret = smooth(n, x, z), ret = smooth_d(n, x, x_d, z, z_d, &ret_d),
              ret = smooth_b(n, x, x_b, z, z_b, ret_b));
    }
    for (int n = 0; n <= N; n++) {
        IN(double, x, [N], -1, 1);
        IN(double, z, [N], -1, 1);
        RETURNS(double);
        CHECK(ret = cut(n, x, z), ret = cut_d(n, x, x_d, z, z_d, &ret_d),
              ret = cut_b(n, x, x_b, z, z_b, ret_b));
    }
    return check_status();
}
