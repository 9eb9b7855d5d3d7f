/* black_scholes.c - price of an Asian call option: the mean payoff over paths of a geometric
 * Brownian motion, which the normal numbers z drive.
 *
 * Paul Glasserman: Monte Carlo Methods in Financial Engineering, 2003, chapters 3 and 7.
 */
#include "black_scholes.h"

#include <math.h>

double black_scholes(int paths, int steps, const double *z, double spot, double strike,
                     double rate, double volatility, double maturity)
{
    double dt = maturity / steps;
    double drift = (rate - 0.5 * volatility * volatility) * dt;
    double spread = volatility * sqrt(dt);
    double payoff = 0.0;
    for (int p = 0; p < paths; p++) {
        double price = spot, sum = 0.0;
        for (int t = 0; t < steps; t++) {
            price *= exp(drift + spread * z[p * steps + t]);
            sum += price;
        }
        payoff += fmax(sum / steps - strike, 0.0);
    }
    return exp(-rate * maturity) * payoff / paths;
}
