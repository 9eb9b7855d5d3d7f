#ifndef CG_H
#define CG_H

#include <adcc.h>

ADCC_ADJOINT(wrt(a, b[n]), of(return))
double cg(int n, int iterations, const int *first, const int *column, const double *a,
          const double *b, const double *target);

double cg_hand(int n, int iterations, const int *first, const int *column, const double *a,
               double *a_b, const double *b, double *b_b, const double *target);

struct Data {
    int n, iterations, *first, *column;
    double *target;
};
extern struct Data data;

#endif
