/* main.c - a hand in a random pose: a column of the Jacobian for each angle, and two for the places
 * in the triangles, of which every point has its own.
 *
 * All columns are directions of one sweep, first over the vertices, then over a block of points
 * after the other, whose rows go to their columns while they are in the cache.  The angles of the
 * fingers are the first directions: the four of a finger are one vector. */
#include "../common.h"
#include "hand_tracking.h"
#include "hand_tracking_grad.h"

#include <stdio.h>
#include <string.h>

enum { GLOBAL = 6 /* angles of the whole hand */, BLOCK = 32 /* points */ };

static Model model;
static double *x, *u, *error;                     /* x: theta, then u if there is one */
static double *position, (*position_d)[SWEEP];
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
    position = bench_array(3 * (size_t)n);
    position_d = (double (*)[SWEEP])bench_array(SWEEP * 3 * (size_t)n);
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

/* The column of the Jacobian that is a direction. */
static int column(int d)
{
    return d < ANGLES ? (d + GLOBAL) % ANGLES : d;
}

static double adcc(double *jacobian)
{
    static double theta_d[ANGLES][SWEEP], u_d[2 * BLOCK][SWEEP], error_d[3 * BLOCK][SWEEP];
    for (int d = 0; d < ANGLES; d++)
        theta_d[column(d)][d] = 1.0;
    for (int i = 0; i < 2 * BLOCK; i++)
        u_d[i][ANGLES + i % 2] = 1.0;
    skin_dv(&model, x, theta_d, position, position_d);
    for (int first = 0, count; first < model.points; first += count) {
        count = model.points - first < BLOCK ? model.points - first : BLOCK;
        double *e = error + 3 * first;
        if (u != NULL)
            distances_u_dv(&model, first, count, position, position_d, u + 2 * first, u_d, e,
                           error_d);
        else
            distances_dv(&model, first, count, position, position_d, e, error_d);
        for (int d = 0; d < columns; d++)
            for (int i = 0; i < 3 * count; i++)
                jacobian[column(d) * rows + 3 * first + i] = error_d[i][d];
    }
    return error[0] + error[rows - 1];
}

static double hand(double *jacobian)
{
    hand_tracking_hand(&model, x, u, error, jacobian);
    return error[0] + error[rows - 1];
}

/* Moves what column k is the derivative with respect to: the places in all triangles at once. */
static void move(int k, const double *at, double by)
{
    int end = k < ANGLES ? k + 1 : ANGLES + 2 * model.points;
    for (int i = k; i < end; i += 2)
        x[i] = at[i] + by;
}

static void differences(double *jacobian, int sides)
{
    static double *at, *before;
    const double h = 1.0e-6;
    size_t inputs = ANGLES + (u != NULL ? 2 * (size_t)model.points : 0);
    at = at != NULL ? at : bench_array(inputs);
    before = before != NULL ? before : bench_array((size_t)rows);
    memcpy(at, x, inputs * sizeof *x);
    primal();
    memcpy(before, error, (size_t)rows * sizeof *before);
    for (int k = 0; k < columns; k++) {
        double *column = jacobian + k * rows;
        if (sides == 2) {
            move(k, at, -h);
            primal();
            memcpy(before, error, (size_t)rows * sizeof *before);
        }
        move(k, at, h);
        primal();
        for (int i = 0; i < rows; i++)
            column[i] = (error[i] - before[i]) / (sides * h);
        move(k, at, 0.0);
    }
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

const Problem problem = {"hand_tracking", 5, set_up, primal, adcc, hand, value, slope, differences,
                         .whole = 1};
