/* Rows, structs and calls: each iteration works on what its index leads to. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>
#include <string.h>

typedef struct Cell {
    double mass, speed[2];
    int kind;
} Cell;

static double move(Cell *c, const double *force, double dt)
{
    double was = c->speed[0];
    c->speed[0] += dt * force[0] / c->mass;
    c->speed[1] *= c->speed[0];
    c->kind++;
    return was * c->speed[1];
}

ADCC_ADJOINT(wrt(cell, force), of(return, cell, row))
ADCC_TANGENT(wrt(cell, force), of(return, cell, row))
double f(int n, const int *perm, Cell *cell, const double *force, double (*row)[3])
{
    double energy = 0.0;
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++) {
        Cell *c = &cell[perm[i]];
        double *mine = row[i], old[3];
        energy += move(c, &force[2 * i], 0.1);
        memcpy(old, mine, sizeof old);
        for (int k = 0; k < 3; k++) {
            mine[k] = c->mass * old[(k + 1) % 3] * mine[k];
            if (c->kind > 2)
                c->mass += 0.1 * mine[k] * mine[(k + 2) % 3];
        }
        energy += c->mass * c->mass * mine[1];
    }
    return energy;
}

double f_d(int n, const int *perm, Cell *cell, Cell *cell_d, const double *force, const double *force_d,
           double (*row)[3], double (*row_d)[3], double *return_d);
double f_b(int n, const int *perm, Cell *cell, Cell *cell_b, const double *force, double *force_b,
           double (*row)[3], double (*row_b)[3], double return_b);

enum { N = 4 };

static void pack(double c[3 * N], Cell *cell, int in)
{
    for (int i = 0; i < 3 * N; i++) {
        double *at = i % 3 == 0 ? &cell[i / 3].mass : &cell[i / 3].speed[i % 3 - 1];
        *(in ? at : &c[i]) = in ? c[i] : *at;
    }
}

static double run(int mode, double *c, double *other, double *force, double *force_o, double (*row)[3],
                  double (*row_o)[3], double *ret_o)
{
    const int perm[N] = {2, 0, 3, 1};
    Cell cell[N] = {{0}}, cell_o[N] = {{0}};
    double value;
    for (int i = 0; i < N; i++)
        cell[i].kind = i;
    pack(c, cell, 1);
    if (other)
        pack(other, cell_o, 1);
    if (mode == 0)
        value = f(N, perm, cell, force, row);
    else if (mode == 1)
        value = f_d(N, perm, cell, cell_o, force, force_o, row, row_o, ret_o);
    else
        value = f_b(N, perm, cell, cell_o, force, force_o, row, row_o, *ret_o);
    pack(c, cell, 0);
    if (other)
        pack(other, cell_o, 0);
    return value;
}

int main(void)
{
    INOUT(double, c, [3 * N], 0.5, 0.9);
    IN(double, force, [2 * N], 0.5, 0.9);
    INOUT(double, row, [N][3], 0.5, 0.9);
    RETURNS(double);
    CHECK(ret = run(0, c, NULL, force, NULL, row, NULL, NULL),
          ret = run(1, c, c_d, force, force_d, row, row_d, &ret_d),
          ret = run(2, c, c_b, force, force_b, row, row_b, &ret_b));
    return check_status();
}
