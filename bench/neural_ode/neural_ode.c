/* neural_ode.c - loss of a neural network that is the right-hand side of a differential equation,
 * integrated from 0 to 1 by the classical Runge-Kutta method for a batch of points.
 *
 * Ricky Chen, Yulia Rubanova, Jesse Bettencourt, David Duvenaud: Neural ordinary differential
 * equations, 2018.
 */
#include "neural_ode.h"

#include <math.h>
#include <string.h>

/* dy = W2 tanh(W1 y + b1) + b2; w is W1 (h x d), b1, W2 (d x h), b2. */
static void slope(int d, int h, const double *w, const double *y, double *dy)
{
    const double *b1 = w + h * d, *w2 = b1 + h, *b2 = w2 + d * h;
    double hidden[h];
    for (int i = 0; i < h; i++) {
        double sum = b1[i];
        for (int j = 0; j < d; j++)
            sum += w[i * d + j] * y[j];
        hidden[i] = tanh(sum);
    }
    for (int i = 0; i < d; i++) {
        double sum = b2[i];
        for (int j = 0; j < h; j++)
            sum += w2[i * h + j] * hidden[j];
        dy[i] = sum;
    }
}

static void integrate(int d, int h, int steps, const double *w, double *y)
{
    double k1[d], k2[d], k3[d], k4[d], at[d], dt = 1.0 / steps;
    for (int s = 0; s < steps; s++) {
        slope(d, h, w, y, k1);
        for (int i = 0; i < d; i++)
            at[i] = y[i] + 0.5 * dt * k1[i];
        slope(d, h, w, at, k2);
        for (int i = 0; i < d; i++)
            at[i] = y[i] + 0.5 * dt * k2[i];
        slope(d, h, w, at, k3);
        for (int i = 0; i < d; i++)
            at[i] = y[i] + dt * k3[i];
        slope(d, h, w, at, k4);
        for (int i = 0; i < d; i++)
            y[i] += dt / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
    }
}

double neural_ode(int batch, int d, int h, int steps, const double *w, const double *start,
                  const double *target)
{
    double loss = 0.0, y[d];
    for (int b = 0; b < batch; b++) {
        memcpy(y, start + b * d, sizeof y);
        integrate(d, h, steps, w, y);
        for (int i = 0; i < d; i++) {
            double off = y[i] - target[b * d + i];
            loss += 0.5 * off * off;
        }
    }
    return loss / batch;
}
