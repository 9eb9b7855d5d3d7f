/* The price of a European option and its greeks. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double cdf(double x)
{
    return 0.5 * erfc(-x * 0.70710678118654752);
}

ADCC_ADJOINT(wrt(s, k, r, sigma, t), of(return))
ADCC_TANGENT(wrt(s, k, r, sigma, t), of(return))
double price(char kind, double s, double k, double r, double sigma, double t)
{
    double d1 = (log(s / k) + (r + sigma * sigma / 2) * t) / (sigma * sqrt(t));
    double d2 = d1 - sigma * sqrt(t);

    return kind == 'c' ? s * cdf(d1) - k * exp(-r * t) * cdf(d2)
                       : k * exp(-r * t) * cdf(-d2) - s * cdf(-d1);
}

double price_d(char kind, double s, double s_d, double k, double k_d, double r, double r_d, double sigma,
               double sigma_d, double t, double t_d, double *return_d);
double price_b(char kind, double s, double *s_b, double k, double *k_b, double r, double *r_b, double sigma,
               double *sigma_b, double t, double *t_b, double return_b);

int main(void)
{
    for (int i = 0; i < 2; i++) {
        char c = "cp"[i];
        IN(double, s, , 90, 110);
        IN(double, k, , 90, 110);
        IN(double, r, , 0.03, 0.07);
        IN(double, v, , 0.2, 0.4);
        IN(double, t, , 0.5, 2);
        RETURNS(double);
        CHECK(ret = price(c, s, k, r, v, t), ret = price_d(c, s, s_d, k, k_d, r, r_d, v, v_d, t, t_d, &ret_d),
              ret = price_b(c, s, &s_b, k, &k_b, r, &r_b, v, &v_b, t, &t_b, ret_b));
    }
    return check_status();
}
