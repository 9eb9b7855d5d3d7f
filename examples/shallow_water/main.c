/* main.c - the twin experiment: find the surface the waves began from, given the gauges alone.
 *
 *   1. run the model from a known surface and keep what the gauges show;
 *   2. forget the surface, guess calm water, and let L-BFGS lower the misfit with adcc's gradient;
 *   3. compare with what was forgotten.
 *
 * Before that the gradient is checked, after it timed; plots.gp draws what is left in out/.
 */
#include "misfit_grad.h"
#include "shallow_water.h"

#include <adcc_rt.h>
#include <lbfgs.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    NY = 66, /* 64 km of water and two cells of shore */
    NX = 82,
    CELLS = NY * NX,
    STEPS = 240,
    EVERY = 4, /* steps between two readings of the gauges */
    TIMES = STEPS / EVERY,
    APART = 10, /* cells between two gauges */
    GAUGES = 200,
    ITERATIONS = 100
};
static const double DT = 30.0, DX = 1000.0, SMOOTH = 1.0e-4;

static double depth[NY][NX], truth[NY][NX], guess[NY][NX];
static int gauges, gauge_j[GAUGES], gauge_i[GAUGES];
static double *observed; /* [TIMES][gauges] */
static FILE *history;
static int evaluations;

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1.0e-9 * (double)t.tv_nsec;
}

/* The function, its tangent along eta_d and its gradient, with the arguments that never change. */
static double cost(double *eta)
{
    return misfit(NY, NX, STEPS, EVERY, DT, DX, (void *)depth, (void *)eta, gauges, gauge_j,
                  gauge_i, (void *)observed, SMOOTH);
}

static double cost_tangent(double *eta, double *eta_d)
{
    double tangent = 0.0;
    misfit_d(NY, NX, STEPS, EVERY, DT, DX, (void *)depth, (void *)eta, (void *)eta_d, gauges,
             gauge_j, gauge_i, (void *)observed, SMOOTH, &tangent);
    return tangent;
}

static double cost_gradient(double *eta, double *gradient)
{
    memset(gradient, 0, sizeof(double) * CELLS);
    return misfit_b(NY, NX, STEPS, EVERY, DT, DX, (void *)depth, (void *)eta, (void *)gradient,
                    gauges, gauge_j, gauge_i, (void *)observed, SMOOTH, 1.0);
}

/* Depth, true surface, gauges, and what these show. */
static void set_up(void)
{
    basin_depth(NY, NX, depth);
    basin_surface(NY, NX, DX, truth);
    gauges = basin_gauges(NY, NX, APART, NULL, NULL);
    if (gauges > GAUGES) {
        fprintf(stderr, "too many gauges: %d\n", gauges);
        exit(1);
    }
    basin_gauges(NY, NX, APART, gauge_j, gauge_i);
    observed = malloc(sizeof(double) * (size_t)(TIMES * gauges));
    if (observed == NULL) {
        fprintf(stderr, "out of memory\n");
        exit(1);
    }
    record(NY, NX, STEPS, EVERY, DT, DX, (void *)depth, (void *)truth, gauges, gauge_j, gauge_i,
           (void *)observed);
    printf("basin of %d x %d km, %d steps of %g s; %d gauges read %d times: %d numbers to find "
           "%d from\n",
           NX - 2, NY - 2, STEPS, DT, gauges, TIMES, TIMES * gauges, (NX - 2) * (NY - 2));
}

static double relative(double a, double b)
{
    return fabs(a - b) / fabs(b);
}

/* Along one direction d: tangent against central differences, adjoint against tangent. */
static int check_gradient(void)
{
    static double at[CELLS], d[CELLS], moved[CELLS], gradient[CELLS];
    for (int k = 0; k < CELLS; k++) {
        at[k] = 0.5 * (&truth[0][0])[k];
        d[k] = sin(1.7 * k);
    }
    double tangent = cost_tangent(at, d), product = 0.0, best = INFINITY;
    cost_gradient(at, gradient);
    for (int k = 0; k < CELLS; k++)
        product += gradient[k] * d[k];
    printf("gradient check\n  step      tangent against central differences\n");
    for (double h = 1.0e-2; h > 1.0e-7; h *= 0.1) {
        for (int k = 0; k < CELLS; k++)
            moved[k] = at[k] + h * d[k];
        double up = cost(moved);
        for (int k = 0; k < CELLS; k++)
            moved[k] = at[k] - h * d[k];
        double error = relative((up - cost(moved)) / (2.0 * h), tangent);
        printf("  %.0e     %.1e\n", h, error);
        best = fmin(best, error);
    }
    double dot = relative(product, tangent);
    printf("  best step %.1e, adjoint against tangent %.1e: %s\n", best, dot,
           best < 1.0e-6 && dot < 1.0e-6 ? "ok" : "WRONG");
    return best < 1.0e-6 && dot < 1.0e-6;
}

/* |eta - truth| over |first guess - truth|, the guess being calm water. */
static double surface_error(const double *eta)
{
    double miss = 0.0, all = 0.0;
    for (int j = 1; j < NY - 1; j++) {
        for (int i = 1; i < NX - 1; i++) {
            double e = eta[j * NX + i] - truth[j][i];
            miss += e * e;
            all += truth[j][i] * truth[j][i];
        }
    }
    return sqrt(miss / all);
}

/* What L-BFGS minimises. */
static double evaluate(void *context, const double *eta, double *gradient, const int n,
                       const double step)
{
    (void)context, (void)n, (void)step;
    evaluations++;
    return cost_gradient((double *)eta, gradient);
}

/* Called after every iteration: keeps the history, shows every tenth. */
static int progress(void *start, const double *eta, const double *gradient, const double value,
                    const double eta_norm, const double gradient_norm, const double step, int n,
                    int iteration, int tried)
{
    (void)gradient, (void)eta_norm, (void)step, (void)n, (void)tried;
    double error = 100.0 * surface_error(eta);
    fprintf(history, "%d %.6e %.6e\n", iteration, value, error);
    if (iteration == 1 || iteration % 10 == 0) {
        printf("  %4d   %10.4e   %10.4e   %6.2f %%   %5.1f s\n", iteration, value, gradient_norm,
               error, seconds() - *(double *)start);
        fflush(stdout);
    }
    return 0;
}

/* From calm water to the recovered surface; true if its error is below 5 %. */
static int recover(void)
{
    double value, start = seconds(), first = cost(&guess[0][0]);
    lbfgs_parameter_t parameters;
    lbfgs_parameter_init(&parameters);
    parameters.m = 10;
    parameters.max_iterations = ITERATIONS;
    parameters.epsilon = 1.0e-5;
    printf("recovery\n  iteration  misfit       |gradient|    error      time\n");
    printf("  %4d   %10.4e                %6.2f %%\n", 0, first, 100.0);
    fprintf(history, "%d %.6e %.6e\n", 0, first, 100.0);
    int status = lbfgs(CELLS, &guess[0][0], &value, evaluate, progress, &start, &parameters);
    if (status != LBFGS_SUCCESS && status != LBFGS_STOP && status != LBFGSERR_MAXIMUMITERATION) {
        printf("L-BFGS gave up, status %d (see lbfgs.h)\n", status);
        return 0;
    }
    double error = surface_error(&guess[0][0]);
    printf("  %d gradients, misfit %.2e of the first guess's, error of the surface %.2f %% of "
           "the first guess's: %s\n",
           evaluations, value / first, 100.0 * error, error < 0.05 ? "ok" : "TOO FAR");
    return error < 0.05;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Medians over a few runs of f and f_b, and what the tape took. */
static void measure(void)
{
    enum { RUNS = 9 };
    static double gradient[CELLS];
    double f[RUNS], f_b[RUNS];
    for (int r = 0; r < RUNS; r++) {
        double start = seconds();
        cost(&guess[0][0]);
        f[r] = seconds() - start;
        start = seconds();
        cost_gradient(&guess[0][0], gradient);
        f_b[r] = seconds() - start;
    }
    qsort(f, RUNS, sizeof f[0], by_size);
    qsort(f_b, RUNS, sizeof f_b[0], by_size);
    printf("cost\n  misfit %.1f ms, gradient %.1f ms: ratio %.2f; tape %.1f MB at most\n",
           1.0e3 * f[RUNS / 2], 1.0e3 * f_b[RUNS / 2], f_b[RUNS / 2] / f[RUNS / 2],
           1.0e-6 * (double)adcc_stack_peak());
}

static FILE *open_for_writing(const char *name)
{
    FILE *file = fopen(name, "w");
    if (file == NULL) {
        perror(name);
        exit(1);
    }
    return file;
}

/* One line a cell: x and y in km, depth, true and recovered surface in m; then the gauges. */
static void write_maps(void)
{
    FILE *maps = open_for_writing("out/maps.dat");
    for (int j = 1; j < NY - 1; j++) {
        for (int i = 1; i < NX - 1; i++)
            fprintf(maps, "%g %g %g %g %g\n", 1.0e-3 * DX * (i - 0.5), 1.0e-3 * DX * (j - 0.5),
                    depth[j][i], truth[j][i], guess[j][i]);
        fprintf(maps, "\n");
    }
    fclose(maps);
    FILE *places = open_for_writing("out/gauges.dat");
    for (int k = 0; k < gauges; k++)
        fprintf(places, "%g %g\n", 1.0e-3 * DX * (gauge_i[k] - 0.5),
                1.0e-3 * DX * (gauge_j[k] - 0.5));
    fclose(places);
}

int main(void)
{
    set_up();
    int right = check_gradient();
    history = open_for_writing("out/history.dat");
    int near = recover();
    fclose(history);
    measure();
    write_maps();
    free(observed);
    return right && near ? 0 : 1;
}
