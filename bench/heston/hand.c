/* hand.c - a path forward, its variances kept, and backward if it paid. */
#include "heston.h"

#include <math.h>

/* Adds to b what a path of these variances and roots contributes whose last logarithm has the
 * adjoint log_b; rest_b is that of sqrt(1 - correlation^2), for later. */
static void backward(int steps, const double *restrict normal, const double *restrict positive,
                     const double *restrict root, double dt, double rest, const Heston *model,
                     double log_b, Heston *b, double *rest_b)
{
    double speed = model->speed, volatility = model->volatility, rho = model->correlation;
    double speed_b = 0.0, mean_b = 0.0, volatility_b = 0.0, rho_b = 0.0, other_b = 0.0;
    double variance_b = 0.0;
    for (int t = steps - 1; t >= 0; t--) {
        double first = normal[2 * t], second = normal[2 * t + 1];
        double mixed = rho * first + rest * second;
        double weight = root[t] * variance_b;
        speed_b += (model->mean - positive[t]) * variance_b;
        mean_b += variance_b;
        volatility_b += mixed * weight;
        rho_b += first * weight;
        other_b += second * weight;
        if (positive[t] > 0.0) {
            double root_b = first * log_b + volatility * mixed * variance_b;
            variance_b += 0.5 * dt * (root_b / root[t] - log_b) - speed * dt * variance_b;
        }
    }
    b->rate += steps * dt * log_b;
    b->spot += log_b / model->spot;
    b->variance += variance_b;
    b->speed += dt * speed_b;
    b->mean += speed * dt * mean_b;
    b->volatility += volatility_b;
    b->correlation += volatility * rho_b;
    *rest_b += volatility * other_b;
}

double heston_hand(int paths, int steps, const double *restrict z, double strike, double maturity,
                   const Heston *model, Heston *model_b)
{
    double dt = maturity / steps, rho = model->correlation, rest = sqrt(1.0 - rho * rho);
    double discount = exp(-model->rate * maturity) / paths, first = log(model->spot);
    double payoff = 0.0, rest_b = 0.0, positive[steps], root[steps];
    Heston b = {0};
    for (int p = 0; p < paths; p++) {
        const double *normal = z + 2 * (p * steps);
        double logarithm = first, variance = model->variance;
        for (int t = 0; t < steps; t++) {
            positive[t] = variance > 0.0 ? variance : 0.0;
            root[t] = sqrt(positive[t] * dt);
            logarithm += (model->rate - 0.5 * positive[t]) * dt + root[t] * normal[2 * t];
            variance += model->speed * (model->mean - positive[t]) * dt +
                        model->volatility * root[t] *
                            (rho * normal[2 * t] + rest * normal[2 * t + 1]);
        }
        double price = exp(logarithm);
        if (price > strike) {
            payoff += price - strike;
            backward(steps, normal, positive, root, dt, rest, model, discount * price, &b,
                     &rest_b);
        }
    }
    double value = discount * payoff;
    model_b->spot += b.spot;
    model_b->variance += b.variance;
    model_b->rate += b.rate - maturity * value;
    model_b->speed += b.speed;
    model_b->mean += b.mean;
    model_b->volatility += b.volatility;
    model_b->correlation += b.correlation - rest_b * rho / rest;
    return value;
}
