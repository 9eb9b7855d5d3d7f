/* heston.c - price of a European call option when the variance is random too: Euler's method with
 * full truncation, driven by the normal numbers z.
 *
 * Steven Heston: A closed-form solution for options with stochastic volatility, 1993; Roger Lord,
 * Remmert Koekkoek, Dick van Dijk: A comparison of biased simulation schemes for stochastic
 * volatility models, 2010.
 */
#include "heston.h"

#include <math.h>

double heston(int paths, int steps, const double *z, double strike, double maturity,
              const Heston *model)
{
    double dt = maturity / steps, rest = sqrt(1.0 - model->correlation * model->correlation);
    double payoff = 0.0;
    for (int p = 0; p < paths; p++) {
        double logarithm = log(model->spot), variance = model->variance;
        for (int t = 0; t < steps; t++) {
            const double *normal = z + 2 * (p * steps + t);
            double positive = fmax(variance, 0.0), root = sqrt(positive * dt);
            logarithm += (model->rate - 0.5 * positive) * dt + root * normal[0];
            variance += model->speed * (model->mean - positive) * dt +
                        model->volatility * root *
                            (model->correlation * normal[0] + rest * normal[1]);
        }
        payoff += fmax(exp(logarithm) - strike, 0.0);
    }
    return exp(-model->rate * maturity) * payoff / paths;
}
