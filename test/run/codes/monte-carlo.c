/* An option priced along random paths; iterations are independent given the numbers. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(s0, sigma, r), of(return))
ADCC_TANGENT(wrt(s0, sigma, r), of(return))
double price(int paths, int steps, const double *normal, double s0, double sigma, double r)
{
    double sum = 0, dt = 1.0 / steps;

    for (int p = 0; p < paths; p++) {
        double s = s0, mean = 0;

        for (int t = 0; t < steps; t++) {
            s *= exp((r - 0.5 * sigma * sigma) * dt + sigma * sqrt(dt) * *normal++);
            mean += s;
        }
        mean /= steps;
        if (mean > 1)
            sum += mean - 1;
    }
    return exp(-r) * sum / paths;
}

double price_d(int paths, int steps, const double *normal, double s0, double s0_d, double sigma,
               double sigma_d, double r, double r_d, double *return_d);
double price_b(int paths, int steps, const double *normal, double s0, double *s0_b, double sigma,
               double *sigma_b, double r, double *r_b, double return_b);

int main(void)
{
    double z[30];

    for (int i = 0; i < 30; i++)
        z[i] = check_random(-2, 2);
    IN(double, s, , 0.9, 1.1);
    IN(double, v, , 0.2, 0.4);
    IN(double, r, , 0.01, 0.05);
    RETURNS(double);
    CHECK(ret = price(6, 5, z, s, v, r), ret = price_d(6, 5, z, s, s_d, v, v_d, r, r_d, &ret_d),
          ret = price_b(6, 5, z, s, &s_b, v, &v_b, r, &r_b, ret_b));
    return check_status();
}
