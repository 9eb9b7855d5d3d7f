/* hand.c - one point forward and back at a time; of each stage its state and its hidden layer are
 * kept, which for one point stays in the cache. */
#include "../common.h"
#include "neural_ode.h"

#include <math.h>
#include <string.h>

static void slope(int d, int h, const double *restrict w, const double *restrict y,
                  double *restrict hidden, double *restrict dy)
{
    const double *b1 = w + h * d, *w2 = b1 + h, *b2 = w2 + d * h;
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

/* Adds to y_b. */
static void slope_b(int d, int h, const double *restrict w, double *restrict w_b,
                    const double *restrict y, double *restrict y_b,
                    const double *restrict hidden, const double *restrict dy_b)
{
    const double *w2 = w + h * d + h;
    double *b1_b = w_b + h * d, *w2_b = b1_b + h, *b2_b = w2_b + d * h, hidden_b[h];
    memset(hidden_b, 0, sizeof hidden_b);
    for (int i = 0; i < d; i++) {
        double here = dy_b[i];
        b2_b[i] += here;
#pragma omp simd
        for (int j = 0; j < h; j++) {
            hidden_b[j] += here * w2[i * h + j];
            w2_b[i * h + j] += here * hidden[j];
        }
    }
    for (int i = 0; i < h; i++) {
        double here = hidden_b[i] * (1.0 - hidden[i] * hidden[i]);
        b1_b[i] += here;
#pragma omp simd
        for (int j = 0; j < d; j++) {
            y_b[j] += here * w[i * d + j];
            w_b[i * d + j] += here * y[j];
        }
    }
}

/* The four stages: their weights in the step, and how far the state is moved for the next. */
static const double share[4] = {1.0 / 6.0, 1.0 / 3.0, 1.0 / 3.0, 1.0 / 6.0};
static const double ahead[4] = {0.0, 0.5, 0.5, 1.0};

double neural_ode_hand(int batch, int d, int h, int steps, const double *w, double *w_b,
                       const double *start, const double *target)
{
    double loss = 0.0, dt = 1.0 / steps, y[d], k[4][d], y_b[d], k_b[d], at_b[d];
    double *tape = bench_scratch((size_t)(4 * steps * (d + h)));
    for (int b = 0; b < batch; b++) {
        double *at = tape;
        memcpy(y, start + b * d, sizeof y);
        for (int s = 0; s < steps; s++) {
            for (int q = 0; q < 4; q++, at += d + h) {
                for (int i = 0; i < d; i++)
                    at[i] = q == 0 ? y[i] : y[i] + ahead[q] * dt * k[q - 1][i];
                slope(d, h, w, at, at + d, k[q]);
            }
            for (int i = 0; i < d; i++)
                y[i] += dt / 6.0 * (k[0][i] + 2.0 * k[1][i] + 2.0 * k[2][i] + k[3][i]);
        }
        for (int i = 0; i < d; i++) {
            y_b[i] = (y[i] - target[b * d + i]) / batch;
            loss += 0.5 * (y[i] - target[b * d + i]) * (y[i] - target[b * d + i]);
        }
        for (int s = steps - 1; s >= 0; s--) {
            memset(at_b, 0, sizeof at_b);
            memcpy(y, y_b, sizeof y); /* the sum for the state before the step */
            for (int q = 3; q >= 0; q--) {
                at -= d + h;
                for (int i = 0; i < d; i++) {
                    k_b[i] = dt * (share[q] * y_b[i] + (q < 3 ? ahead[q + 1] * at_b[i] : 0.0));
                    at_b[i] = 0.0;
                }
                slope_b(d, h, w, w_b, at, at_b, at + d, k_b);
                for (int i = 0; i < d; i++)
                    y[i] += at_b[i];
            }
            memcpy(y_b, y, sizeof y_b);
        }
    }
    return loss / batch;
}
