/* Sums with roots that are zero in some iterations, of several guards, in loops that wait for the one before. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

/* The variance is zero now and then, for good in one of the last steps if the drift is negative. */
ADCC_ADJOINT(wrt(v, h, z), of(return))
ADCC_TANGENT(wrt(v, h, z), of(return))
double walk(int n, double v, double h, const double *z, int stop)
{
    double sum = 0.0;
    long double wide = v;
    for (int t = 0; t < n; t++) {
        double positive = fmax(v, 0.0), root = sqrt(positive * h);
        v += h * (0.3 - positive) + root * z[t];
        if (t == stop)
            break;
        if (t % 3 == 1)
            v = 0.0 * v;
        double other = cbrt(v * v) * sqrt(root), third = hypot(v, root);
        sum = sum * 0.5 - h * sqrt(v * v * sum * sum) + other * root + third;
        wide = wide * sqrtl(wide * wide) + (t == 4 ? 0.0 : v);
        wide = (wide > 1.0L ? 1.0L : wide) * wide;
    }
    for (int t = 0; t < 2; t++)
        sum += sqrt(sum * sum * h);
    return sum + (stop == 2 ? (double)wide : 0.0);
}

double walk_d(int n, double v, double v_d, double h, double h_d, const double *z,
              const double *z_d, int stop, double *return_d);
double walk_b(int n, double v, double *v_b, double h, double *h_b, const double *z, double *z_b,
              int stop, double return_b);

int main(void)
{
    for (int k = 0; k < 12; k++) {
        IN(double, v, , 0.1, 0.4);
        IN(double, h, , 0.1, 0.3);
        IN(double, z, [8], -1, 1);
        RETURNS(double);
        int n = k % 3 ? 8 : k, stop = k % 4 + (k % 2 ? 1 : 9);
        check_if_smooth();
        CHECK(ret = walk(n, v, h, z, stop),
              ret = walk_d(n, v, v_d, h, h_d, z, z_d, stop, &ret_d),
              ret = walk_b(n, v, &v_b, h, &h_b, z, z_b, stop, ret_b));
    }
#if CHECK_MODE & 2
    double z[8] = {0.1, -0.2, 0.3, -0.4, 0.5, -0.6, 0.7, -0.8}, z_b[8] = {0}, v_b = 0, h_b = 0;
    walk_b(8, 0.2, &v_b, 0.1, &h_b, z, z_b, 9, 0.0);
    check(v_b == 0.0 && h_b == 0.0 && z_b[0] == 0.0 && z_b[7] == 0.0);
    walk_b(8, 0.0, &v_b, 0.0, &h_b, z, z_b, 9, 1.0); /* all roots are zero */
    check(isfinite(v_b) && isfinite(h_b) && isfinite(z_b[0]) && isfinite(z_b[7]));
#endif
    return check_status();
}
