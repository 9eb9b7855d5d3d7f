/* first.h - what to differentiate, and with respect to what. */
#ifndef FIRST_H
#define FIRST_H

#include <adcc.h>

/* x^2 + sin x: its adjoint f_b(x, &x_b, 1.0) adds f'(x) to x_b. */
ADCC_ADJOINT(wrt(x), of(return))
double f(double x);

/* x^3 + 2 x: its tangent g_d(x, 1.0, &d) sets d to g'(x). */
ADCC_TANGENT(wrt(x), of(return))
double g(double x);

/* How badly the line y = w x + b fits n points: the mean of the squares of the misses. */
ADCC_CHECK(n = 6, x = uniform(-1, 1), y = uniform(-1, 1))
ADCC_ADJOINT(wrt(w, b), of(return))
double loss(int n, const double x[n], const double y[n], double w, double b);

#endif
