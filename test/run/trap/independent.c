/* --trap-independent ends the program where iterations are not independent although the user says so. */
// RUN: %adcc --trap-independent %s -o %t.c && %clang -O2 %s %t.c %build/lib/libadcc_rt.a -lm -lpthread -o %t
// RUN: %adcc --trap-independent --embed-runtime %s -o %t.e.c && %gcc -O1 %s %t.e.c -lm -lpthread -o %t.e
// RUN: not --crash %t 0 2>&1 | FileCheck %s --check-prefix=TWICE
// RUN: not --crash %t.e 0 2>&1 | FileCheck %s --check-prefix=TWICE
// RUN: not --crash %t 1 2>&1 | FileCheck %s --check-prefix=READ
// RUN: not --crash %t 2 2>&1 | FileCheck %s --check-prefix=LATER
// RUN: not --crash %t 3 2>&1 | FileCheck %s --check-prefix=SUM
// RUN: not --crash %t 4 2>&1 | FileCheck %s --check-prefix=AFTER
// RUN: not --crash %t 5 2>&1 | FileCheck %s --check-prefix=CALLEE
// RUN: not --crash %t 6 2>&1 | FileCheck %s --check-prefix=COPY
// RUN: not --crash %t 7 2>&1 | FileCheck %s --check-prefix=INNER
// RUN: not --crash %t 8 2>&1 | FileCheck %s --check-prefix=STRUCT
// RUN: not --crash %t 9 2>&1 | FileCheck %s --check-prefix=CHOICE
// RUN: %t 10 2>&1 | count 0
// RUN: %t.e 10 2>&1 | count 0
#include <adcc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// TWICE: adcc: independent.c:[[#@LINE+8]]: iteration 3 overwrites y[p[i]], which iteration 1 wrote: they are not independent, as ADCC_INDEPENDENT at independent.c:[[#@LINE+7]] says
// READ: adcc: independent.c:[[#@LINE+7]]: iteration 1 reads x[q[i]], which iteration 0 wrote: they
// LATER: adcc: independent.c:[[#@LINE+6]]: iteration 2 overwrites y[p[i]], which iteration 0 read: they
ADCC_TANGENT(wrt(x), of(y))
void map(int n, const int *p, const int *q, const double *x, double *y)
{
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++)
        y[p[i]] = x[q[i]] * x[q[i]];
}

// AFTER: adcc: independent.c:[[#@LINE+7]]: iteration 2 reads x[i], which another iteration added to: they
// SUM: adcc: independent.c:[[#@LINE+9]]: iteration 3 overwrites s[p[i]], which another iteration added to
ADCC_TANGENT(wrt(x), of(s))
void sums(int n, const int *p, double *x, double *s, int reset)
{
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++) {
        s[p[i]] += x[i] * x[i];
        s[p[i]] = s[p[i]] - x[i];
        if (i == reset)
            s[p[i]] = 0.0;
    }
}

/* Its own arrays are new in each call. */
static void part(const double *w, double *out)
{
    double t[2] = {w[0], w[1]};
    t[1] *= t[0];
    // CALLEE: adcc: independent.c:[[#@LINE+1]]: iteration 1 overwrites *out, which iteration 0 wrote
    *out = t[1];
}

typedef struct Cell {
    double value[2];
    int owner;
} Cell;

ADCC_TANGENT(wrt(x), of(y, cell))
void cells(int n, const int *p, double *x, double *y, Cell *cell, int bad)
{
    double outside = 0.0; /* a variable is not what the word is about */
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++) {
        double w[2] = {x[i], outside};
        double *m = malloc(sizeof w);
        w[1] = x[i] + 1.0;
        part(w, m);
        outside = m[0];
        part(w, &y[bad == 5 ? 0 : p[i]]);
        // COPY: adcc: independent.c:[[#@LINE+2]]: iteration 1 overwrites y[bad == 6 ? 4 : p[i]], which iteration 0 wrote
        if (bad == 6)
            memcpy(y + (bad == 6 ? 4 : p[i]), w, sizeof *w);
        for (int k = 0; k < 2 && bad != 8; k++)
            // INNER: adcc: independent.c:[[#@LINE+1]]: iteration {{[0-9]}} overwrites cell[bad == 7 ? k : p[i]].value[k], which iteration {{[0-9]}} wrote
            cell[bad == 7 ? k : p[i]].value[k] = m[0] * w[k];
        Cell *own = &cell[bad == 8 ? 0 : p[i]];
        // STRUCT: adcc: independent.c:[[#@LINE+1]]: iteration 1 reads *own, which iteration 0 wrote
        Cell c = *own;
        c.owner++;
        *own = c;
        // CHOICE: adcc: independent.c:[[#@LINE+1]]: iteration 1 reads y[p[i - 1]], which iteration 0 wrote
        y[p[i]] += bad == 9 && i > 0 ? y[p[i - 1]] : c.value[0];
        free(m);
    }
}

void map_d(int n, const int *p, const int *q, const double *x, const double *x_d, double *y, double *y_d);
void sums_d(int n, const int *p, double *x, double *x_d, double *s, double *s_d, int reset);
void cells_d(int n, const int *p, double *x, double *x_d, double *y, double *y_d, Cell *cell,
             Cell *cell_d, int bad);

int main(int argc, char **argv)
{
    int what = argc > 1 ? atoi(argv[1]) : 0;
    const int all[4] = {3, 0, 2, 1}, some[4] = {0, 1, 2, 1}, up[4] = {0, 1, 2, 3}, one[4] = {1, 2, 3, 0};
    double x[8] = {1, 2, 3, 4}, x_d[8] = {1}, y[8] = {0}, y_d[8] = {0};
    Cell cell[4] = {{{1, 2}, 3}}, cell_d[4] = {{{0}, 0}};
    switch (what) {
    case 0: map_d(4, some, up, x, x_d, y, y_d); break;
    case 1: map_d(4, one, up, x, x_d, x, x_d); break;
    case 2: map_d(4, (int[]){3, 2, 0, 1}, (int[]){0, 1, 1, 0}, x, x_d, x, x_d); break;
    case 3: sums_d(4, (int[]){0, 0, 1, 0}, x, x_d, y, y_d, 3); break;
    case 4: sums_d(4, (int[]){2, 2, 0, 0}, x, x_d, x, x_d, -1); break;
    default:
        for (int times = 0; times < 2; times++) {
            map_d(4, all, some, x, x_d, y, y_d);
            map_d(4, all, all, x, x_d, x, x_d);
            sums_d(4, some, x, x_d, y, y_d, -1);
            cells_d(4, all, x, x_d, y, y_d, cell, cell_d, what);
        }
    }
    return 0;
}
