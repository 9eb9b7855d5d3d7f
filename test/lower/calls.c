// RUN: %run-lowered %s
// Calls inside calls and inside arithmetic; values survive what later calls do.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static double state = 1;

static double bump(double by) { return state += by; }
static double *cell(int i) { static double cells[4]; return &cells[i]; }
static int twice(int n) { return 2 * n; }
static int (*pick(int which))(int) { return which ? twice : abs; }

int main(void)
{
    double y = bump(1) + 0 * 2;
    int i = 1;
    y = bump(bump(2) * 0.5) * sin(bump(0) * 0) + sqrt(state);
    printf("%g %g\n", y, state);
    *cell(2) = 4;
    *cell(i++) += bump(1) + *cell(2);
    cell(0)[i] *= 2;
    ++*cell(1);
    y = (*cell(2))++;
    printf("%g %g %g %d\n", y, *cell(1), *cell(2), i);
    printf("%d %d\n", pick(0)(-3), pick(i)(twice(i)));
    y = (state = 5) + bump(1) * 0;
    printf("%g\n", y);
    y = (state++, state) + 0;
    i = twice(twice(i) + abs(-i)) - (twice(1), 3);
    printf("%g %d\n", y, i);
    double *p = (double *)malloc(2 * sizeof *p), *q = (double *)realloc(p, sizeof *q * (size_t)(i = 4));
    (void)bump(1);
    q[3] = (float)bump(0.1);
    printf("%.9g %d\n", q[3], (int)bump(0.5) + (int)fabs(-bump(1)));
    free(q);
    return (int)pow(bump(0), 2) % 50;
}
