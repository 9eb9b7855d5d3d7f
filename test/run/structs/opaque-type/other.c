#include "solver.h"

#include <stdlib.h>

struct solver {
    int n;
    double *u, time;
};

solver *solver_new(int n)
{
    solver *s = malloc(sizeof *s);

    *s = (solver){n, calloc((size_t)n, sizeof(double)), 0};
    return s;
}

void solver_set(solver *s, int i, double value)
{
    s->u[i] = value;
}

double solver_get(const solver *s, int i)
{
    return s->u[i] * s->time;
}

void solver_step(solver *s, double h)
{
    for (int i = 0; i + 1 < s->n; i++)
        s->u[i] += h * (s->u[i + 1] - s->u[i]) * s->u[i];
    s->time += h;
}

void solver_free(solver *s)
{
    free(s->u);
    free(s);
}
