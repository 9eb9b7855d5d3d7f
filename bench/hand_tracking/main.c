/* main.c - a hand in a random pose: a column of the Jacobian for each angle, and two for the places
 * in the triangles, of which every point has its own. */
#include "../common.h"
#include "hand_tracking.h"
#include "hand_tracking_grad.h"

#include <stdio.h>

static Model model;
static double *x, *u, *error;                     /* x: theta, then u if there is one */
static double (*seed)[SWEEP], (*error_d)[SWEEP];
static int rows, columns;

static void make_bones(void)
{
    for (int b = 0; b < BONES; b++) {
        double *r = model.relative[b], *inverse = model.inverse[b];
        model.parent[b] = b == 0 ? -1 : b < 2 || b > 20 || (b - 2) % 4 == 0 ? 0 : b - 1;
        for (int i = 0; i < 12; i++) {
            r[i] = i % 5 == 0 ? 1.0 : i % 4 == 3 ? bench_uniform(-1.0, 1.0) : 0.0;
            inverse[i] = (i % 5 == 0 ? 1.0 : 0.0) + 0.1 * bench_normal();
        }
    }
}

static void set_up(int size, Case *c)
{
    static const int sizes[][3] = {{20, 8, 1}, {544, 100, 0}, {544, 100, 1}, {544, 10000, 0},
                                   {544, 10000, 1}};
    int n = model.vertices = sizes[size][0], p = model.points = sizes[size][1];
    int places = sizes[size][2] ? 2 * p : 0;
    rows = 3 * p;
    columns = ANGLES + (places > 0 ? 2 : 0);
    make_bones();
    model.base = bench_array(3 * (size_t)n);
    model.weight = bench_array(BONES * (size_t)n);
    model.triangle = bench_integers(3 * (size_t)p);
    model.measured = bench_array((size_t)rows);
    bench_fill(model.base, 3 * (size_t)n, -1.0, 1.0);
    bench_fill(model.weight, BONES * (size_t)n, 0.0, 0.1);
    bench_fill(model.measured, (size_t)rows, -1.0, 1.0);
    for (int i = 0; i < 3 * p; i++)
        model.triangle[i] = (int)bench_uniform(0.0, n);
    c->inputs = (size_t)(ANGLES + places);
    c->entries = (size_t)(rows * columns);
    c->evaluations = columns + 1;
    c->x = x = bench_array(c->inputs);
    bench_fill(x, c->inputs, 0.1, 0.5);
    u = places > 0 ? x + ANGLES : NULL;
    seed = (double (*)[SWEEP])bench_array(SWEEP * c->inputs);
    error_d = (double (*)[SWEEP])bench_array(SWEEP * (size_t)rows);
    error = bench_array((size_t)rows);
    snprintf(c->label, sizeof c->label, "vertices=%d points=%d%s", n, p, u != NULL ? " u" : "");
}

static double sum(void)
{
    double all = 0.0;
    for (int i = 0; i < rows; i++)
        all += i % 2 == 0 ? error[i] : -0.5 * error[i];
    return all;
}

static double primal(void)
{
    if (u != NULL)
        hand_tracking_u(&model, x, u, error);
    else
        hand_tracking(&model, x, error);
    return error[0] + error[rows - 1];
}

static double adcc(double *jacobian)
{
    size_t inputs = (size_t)(ANGLES + (u != NULL ? 2 * model.points : 0));
    for (int first = 0; first < columns; first += SWEEP) {
        for (size_t i = 0; i < inputs; i++)
            for (int d = 0; d < SWEEP; d++) {
                int k = first + d;
                seed[i][d] = k < ANGLES ? (int)i == k : i >= ANGLES && (int)i % 2 == k % 2;
            }
        if (u != NULL)
            hand_tracking_u_dv(&model, x, seed, u, seed + ANGLES, error, error_d);
        else
            hand_tracking_dv(&model, x, seed, error, error_d);
        for (int d = 0; d < SWEEP && first + d < columns; d++, jacobian += rows)
            for (int i = 0; i < rows; i++)
                jacobian[i] = error_d[i][d];
    }
    return error[0] + error[rows - 1];
}

static double hand(double *jacobian)
{
    hand_tracking_hand(&model, x, u, error, jacobian);
    return error[0] + error[rows - 1];
}

static double value(void)
{
    primal();
    return sum();
}

static double slope(const double *jacobian, const double *direction)
{
    double all = 0.0;
    for (int i = 0; i < rows; i++) {
        double along = 0.0;
        for (int k = 0; k < columns; k++)
            along += jacobian[k * rows + i] *
                     direction[k < ANGLES ? k : ANGLES + 2 * (i / 3) + k - ANGLES];
        all += i % 2 == 0 ? along : -0.5 * along;
    }
    return all;
}

const Problem problem = {"hand_tracking", 5, set_up, primal, adcc, hand, value, slope, .large = 0};
