/* hand.c - the derivative of a price along a path is the price times a sum of what drove it, so that
 * nothing has to run backwards. */
#include "black_scholes.h"

#include <math.h>

double black_scholes_hand(int paths, int steps, const double *restrict z, double spot,
                          double *spot_b, double strike, double *strike_b, double rate,
                          double *rate_b, double volatility, double *volatility_b,
                          double maturity, double *maturity_b)
{
    double dt = maturity / steps;
    double drift = (rate - 0.5 * volatility * volatility) * dt;
    double spread = volatility * sqrt(dt);
    double discount = exp(-rate * maturity) / paths;
    double payoff = 0.0, prices = 0.0, by_time = 0.0, by_shock = 0.0;
    int paid = 0;
    for (int p = 0; p < paths; p++) {
        double price = spot, sum = 0.0, shocks = 0.0, of_time = 0.0, of_shock = 0.0;
        for (int t = 0; t < steps; t++) {
            double shock = z[p * steps + t];
            price *= exp(drift + spread * shock);
            sum += price;
            shocks += shock;
            of_time += price * (t + 1);
            of_shock += price * shocks;
        }
        if (sum / steps > strike) {
            payoff += sum / steps - strike;
            prices += sum;
            by_time += of_time;
            by_shock += of_shock;
            paid++;
        }
    }
    double drift_b = discount * by_time / steps, spread_b = discount * by_shock / steps;
    double dt_b = drift_b * (rate - 0.5 * volatility * volatility) +
                  (dt > 0.0 ? spread_b * volatility * 0.5 / sqrt(dt) : 0.0);
    double value = discount * payoff;
    *spot_b += discount * prices / (steps * spot);
    *strike_b -= discount * paid;
    *rate_b += drift_b * dt - maturity * value;
    *volatility_b += spread_b * sqrt(dt) - drift_b * volatility * dt;
    *maturity_b += dt_b / steps - rate * value;
    return value;
}
