/* main.c - times misfit, its derivatives by adcc and its adjoint by hand: one line of the table.
 *
 *   ./bench "gcc -O3" [ny nx steps]
 */
#include "hand.h"
#include "misfit_grad.h"

#include <adcc_rt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { EVERY = 4, RUNS = 15 };
static const double DT = 30.0, DX = 1000.0, SMOOTH = 1.0e-4;

static int ny = 66, nx = 82, steps = 240, gauges, *gauge_j, *gauge_i;
static double *depth, *eta0, *eta0_d, *by_adcc, *by_hand, *observed;

typedef enum What { PRIMAL, ADJOINT, TANGENT, HAND } What;

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1.0e-9 * (double)t.tv_nsec;
}

static void *array(size_t count)
{
    void *p = calloc(count, 8);
    if (p == NULL) {
        fprintf(stderr, "out of memory\n");
        exit(1);
    }
    return p;
}

/* One call; gradients start from zero. */
static void run(What what)
{
    size_t size = sizeof(double) * (size_t)(ny * nx);
    double slope;
    switch (what) {
    case PRIMAL:
        misfit(ny, nx, steps, EVERY, DT, DX, (void *)depth, (void *)eta0, gauges, gauge_j, gauge_i,
               (void *)observed, SMOOTH);
        break;
    case ADJOINT:
        memset(by_adcc, 0, size);
        misfit_b(ny, nx, steps, EVERY, DT, DX, (void *)depth, (void *)eta0, (void *)by_adcc,
                 gauges, gauge_j, gauge_i, (void *)observed, SMOOTH, 1.0);
        break;
    case TANGENT:
        misfit_d(ny, nx, steps, EVERY, DT, DX, (void *)depth, (void *)eta0, (void *)eta0_d, gauges,
                 gauge_j, gauge_i, (void *)observed, SMOOTH, &slope);
        break;
    case HAND:
        memset(by_hand, 0, size);
        hand_b(ny, nx, steps, EVERY, DT, DX, (void *)depth, (void *)eta0, (void *)by_hand, gauges,
               gauge_j, gauge_i, (void *)observed, SMOOTH, 1.0);
        break;
    }
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Basin, gauges and readings as in the example; the point is calm water, slightly disturbed. */
static void set_up(void)
{
    size_t cells = (size_t)(ny * nx);
    depth = array(cells), eta0 = array(cells), eta0_d = array(cells);
    by_adcc = array(cells), by_hand = array(cells);
    gauges = basin_gauges(ny, nx, 10, NULL, NULL);
    gauge_j = array((size_t)gauges), gauge_i = array((size_t)gauges);
    observed = array((size_t)(steps / EVERY + 1) * (size_t)gauges);
    basin_depth(ny, nx, (void *)depth);
    basin_surface(ny, nx, DX, (void *)eta0);
    basin_gauges(ny, nx, 10, gauge_j, gauge_i);
    record(ny, nx, steps, EVERY, DT, DX, (void *)depth, (void *)eta0, gauges, gauge_j, gauge_i,
           (void *)observed);
    for (size_t k = 0; k < cells; k++) {
        eta0[k] *= 0.5;
        eta0_d[k] = sin((double)k);
    }
}

/* The largest difference between the two gradients, relative to the largest entry. */
static double difference(void)
{
    double most = 0.0, largest = 0.0;
    for (int k = 0; k < ny * nx; k++) {
        most = fmax(most, fabs(by_adcc[k] - by_hand[k]));
        largest = fmax(largest, fabs(by_hand[k]));
    }
    return most / largest;
}

int main(int argc, char **argv)
{
    double time[4][RUNS], median[4];
    if (argc == 5) {
        ny = atoi(argv[2]), nx = atoi(argv[3]), steps = atoi(argv[4]);
    } else if (argc != 2) {
        fprintf(stderr, "usage: %s name [ny nx steps]\n", argv[0]);
        return 2;
    }
    set_up();
    for (int r = 0; r < RUNS; r++) {
        for (int what = PRIMAL; what <= HAND; what++) {
            double start = seconds();
            run((What)what);
            time[what][r] = seconds() - start;
        }
    }
    for (int what = PRIMAL; what <= HAND; what++) {
        qsort(time[what], RUNS, sizeof time[what][0], by_size);
        median[what] = time[what][RUNS / 2];
    }
    printf("%-38s %8.2f %8.2f %6.2f %8.2f %6.2f %8.2f %6.2f %9.1f\n", argv[1],
           1.0e3 * median[PRIMAL], 1.0e3 * median[ADJOINT], median[ADJOINT] / median[PRIMAL],
           1.0e3 * median[HAND], median[HAND] / median[PRIMAL], 1.0e3 * median[TANGENT],
           median[TANGENT] / median[PRIMAL], 1.0e-6 * (double)adcc_stack_peak());
    if (!(difference() < 1.0e-10)) {
        fprintf(stderr, "the two gradients differ by %.1e\n", difference());
        return 1;
    }
    return 0;
}
