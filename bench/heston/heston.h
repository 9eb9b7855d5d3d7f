#ifndef HESTON_H
#define HESTON_H

#include <adcc.h>

/* The parameters of the model. */
typedef struct Heston {
    double spot, variance, rate;
    double speed, mean, volatility, correlation; /* of the variance */
} Heston;

ADCC_CHECK(paths = 10, steps = 5, z[2 * paths * steps] = uniform(-1, 1), strike = 0.1,
           maturity = 1.0, model[1] = uniform(0.2, 0.5))
ADCC_ADJOINT(wrt(model), of(return))
double heston(int paths, int steps, const double *z, double strike, double maturity,
              const Heston *model);

double heston_hand(int paths, int steps, const double *z, double strike, double maturity,
                   const Heston *model, Heston *model_b);

struct Data {
    int paths, steps;
    double *z;
};
extern struct Data data;

#endif
