/* A derivative for a function of more parameters than adcc keeps account of. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

#define FOUR(T, p) T p##0, T p##1, T p##2, T p##3
#define SIXTEEN(T, p) FOUR(T, p##a), FOUR(T, p##b), FOUR(T, p##c), FOUR(T, p##d)
double many(double x, SIXTEEN(int, i), SIXTEEN(int, j));
double many_b(double x, double *x_b, SIXTEEN(int, i), SIXTEEN(int, j), double return_b);
// CHECK: many-parameters.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'many' has more than 32 parameters; pass some in a struct
ADCC_USE_ADJOINT(many, many_b)

ADCC_ADJOINT()
double f(double x)
{
    return x * x;
}
