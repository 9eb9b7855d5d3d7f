/* main.c - bundle adjustment: the nonzero entries of the Jacobian, 31 an observation. */
#include "../common.h"
#include "ba.h"
#include "ba_grad.h"

#include <stdio.h>

static int cameras, points, observations, *seen;
static double *x, *features, *error; /* x: cameras, points, weights */

static void set_up(int size, Case *c)
{
    static const int sizes[][3] = {{2, 5, 8}, {49, 776, 3184}, {89, 11000, 110973}};
    static const double typical[] = {0.1, -0.2, 0.3, 0.0, 0.0, -5.0, 500.0, 0.0, 0.0, 0.01, 0.001};
    cameras = sizes[size][0], points = sizes[size][1], observations = sizes[size][2];
    c->inputs = (size_t)(11 * cameras + 3 * points + observations);
    c->entries = 31 * (size_t)observations;
    c->evaluations = 16; /* of the residual of one observation, which depends on 15 inputs */
    c->x = x = bench_array(c->inputs);
    features = bench_array(2 * (size_t)observations);
    error = bench_array(3 * (size_t)observations);
    seen = bench_integers(2 * (size_t)observations);
    for (int i = 0; i < 11 * cameras; i++)
        x[i] = typical[i % 11] + 0.01 * bench_normal();
    bench_fill(x + 11 * cameras, 3 * (size_t)points, -1.0, 1.0);
    bench_fill(x + 11 * cameras + 3 * points, (size_t)observations, 0.5, 1.0);
    for (int o = 0; o < observations; o++) {
        seen[2 * o] = o % cameras;
        seen[2 * o + 1] = o % points;
        features[2 * o] = 50.0 * bench_normal();
        features[2 * o + 1] = 50.0 * bench_normal();
    }
    snprintf(c->label, sizeof c->label, "n=%d m=%d p=%d", cameras, points, observations);
}

static double primal(void)
{
    ba(observations, x, x + 11 * cameras, x + 11 * cameras + 3 * points, seen, features, error);
    return error[0] + error[3 * observations - 2];
}

static double adcc(double *jacobian)
{
    const double *p = x + 11 * cameras, *w = p + 3 * points;
    for (int o = 0; o < observations; o++, jacobian += 31) {
        const double *camera = x + 11 * seen[2 * o], *point = p + 3 * seen[2 * o + 1];
        double j[15][2] = {{0}}, seeds[2][2] = {{1.0, 0.0}, {0.0, 1.0}};
        reprojection_bv(camera, j, point, j + 11, w + o, j + 14, features + 2 * o, error + 3 * o,
                        seeds);
        for (int i = 0; i < 15; i++) {
            jacobian[i] = j[i][0];
            jacobian[15 + i] = j[i][1];
        }
        error[3 * o + 2] = weight_error_b(w + o, jacobian + 30, 1.0);
    }
    return error[0] + error[3 * observations - 2];
}

static double hand(double *jacobian)
{
    ba_hand(observations, x, x + 11 * cameras, x + 11 * cameras + 3 * points, seen, features,
            error, jacobian);
    return error[0] + error[3 * observations - 2];
}

/* For the check: a sum of all residuals, and its slope. */
static double sign(int i)
{
    return i % 3 == 1 ? -1.0 : 1.0;
}

static double value(void)
{
    double sum = 0.0;
    primal();
    for (int i = 0; i < 3 * observations; i++)
        sum += sign(i) * error[i];
    return sum;
}

static double slope(const double *jacobian, const double *direction)
{
    const double *p = direction + 11 * cameras, *w = p + 3 * points;
    double sum = 0.0;
    for (int o = 0; o < observations; o++, jacobian += 31) {
        const double *camera = direction + 11 * seen[2 * o], *point = p + 3 * seen[2 * o + 1];
        for (int row = 0; row < 2; row++) {
            const double *j = jacobian + 15 * row;
            double along = j[14] * w[o];
            for (int i = 0; i < 14; i++)
                along += j[i] * (i < 11 ? camera[i] : point[i - 11]);
            sum += sign(row) * along;
        }
        sum += jacobian[30] * w[o];
    }
    return sum;
}

const Problem problem = {"ba", 3, set_up, primal, adcc, hand, value, slope, .large = 0};
