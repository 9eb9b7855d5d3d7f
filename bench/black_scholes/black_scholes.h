#ifndef BLACK_SCHOLES_H
#define BLACK_SCHOLES_H

#include <adcc.h>

ADCC_CHECK(paths = 10, steps = 4, z[paths * steps] = uniform(-1, 1), spot = 1.1,
           strike = 1.0, rate = 0.05, volatility = 0.3, maturity = 1.5)
ADCC_ADJOINT(wrt(spot, strike, rate, volatility, maturity), of(return))
double black_scholes(int paths, int steps, const double *z, double spot, double strike,
                     double rate, double volatility, double maturity);

double black_scholes_hand(int paths, int steps, const double *z, double spot, double *spot_b,
                          double strike, double *strike_b, double rate, double *rate_b,
                          double volatility, double *volatility_b, double maturity,
                          double *maturity_b);

struct Data {
    int paths, steps;
    double *z;
};
extern struct Data data;

#endif
