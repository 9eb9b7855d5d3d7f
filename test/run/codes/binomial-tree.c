/* An American option on a binomial tree, folded back in place. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(s, k, r, sigma), of(return))
ADCC_TANGENT(wrt(s, k, r, sigma), of(return))
double price(int n, double s, double k, double r, double sigma)
{
    double v[n + 1], h = 1.0 / n;
    double up = exp(sigma * sqrt(h)), down = 1 / up;
    double p = (exp(r * h) - down) / (up - down), discount = exp(-r * h);

    for (int i = 0; i <= n; i++)
        v[i] = fmax(k - s * pow(up, 2.0 * i - n), 0.0);
    for (int t = n - 1; t >= 0; t--)
        for (int i = 0; i <= t; i++) {
            double hold = discount * (p * v[i + 1] + (1 - p) * v[i]);
            double exercise = k - s * pow(up, 2.0 * i - t);

            v[i] = hold > exercise ? hold : exercise;
        }
    return v[0];
}

double price_d(int n, double s, double s_d, double k, double k_d, double r, double r_d, double sigma,
               double sigma_d, double *return_d);
double price_b(int n, double s, double *s_b, double k, double *k_b, double r, double *r_b, double sigma,
               double *sigma_b, double return_b);

int main(void)
{
    IN(double, s, , 95, 105);
    IN(double, k, , 95, 105);
    IN(double, r, , 0.03, 0.07);
    IN(double, v, , 0.2, 0.4);
    RETURNS(double);
    CHECK(ret = price(9, s, k, r, v), ret = price_d(9, s, s_d, k, k_d, r, r_d, v, v_d, &ret_d),
          ret = price_b(9, s, &s_b, k, &k_b, r, &r_b, v, &v_b, ret_b));
    return check_status();
}
