/* CBLAS in callees that are split and recursive, on heap and globals, through a pointer. */
// RUN: %run-all --lib=-lopenblas %s
#include "check.h"
#include <cblas.h>
#include <math.h>
#include <stdlib.h>

double weights[3][4];

static void layer(int n, const double *x, double *y)
{
    double *t = malloc((size_t)n * sizeof *t);
    cblas_dcopy(n, x, 1, t, 1);
    for (int i = 0; i < 2; i++) {
        cblas_dgemv(CblasRowMajor, CblasNoTrans, 3, n, 1.0, weights[0], 4, t, 1, 0.0, y, 1);
        for (int k = 0; k < 3; k++)
            t[k] = tanh(y[k]);
    }
    cblas_daxpy(3, t[0], t, 1, weights[1], 1);
    free(t);
}

static double deep(int depth, const double *x)
{
    if (depth == 0)
        return cblas_dnrm2(4, x, 1);
    double y[4] = {0};
    layer(4, x, y);
    y[3] = x[0];
    return deep(depth - 1, y) + cblas_ddot(4, x, 1, y, 1);
}

typedef double dot_function(const int, const double *, const int, const double *, const int);

ADCC_ADJOINT(wrt(w, x), of(return))
ADCC_TANGENT(wrt(w, x), of(return))
double f(const double w[12], const double x[4])
{
    for (int i = 0; i < 12; i++)
        weights[i / 4][i % 4] = w[i];
    double s = deep(3, x);
    for (int i = 0; i < 3; i++)
        s += weights[i][i] * s;
    dot_function *g = s > 1e9 ? 0 : cblas_ddot;
    return s + g(4, x, 1, weights[2], 1) + g(2, x, 1, x, 2);
}

double f_d(const double w[12], const double w_d[12], const double x[4], const double x_d[4],
           double *return_d);
double f_b(const double w[12], double w_b[12], const double x[4], double x_b[4], double return_b);

int main(void)
{
    IN(double, w, [12], 0.1, 0.5);
    IN(double, x, [4], 0.1, 0.5);
    BYTES(weights);
    RETURNS(double);
    CHECK(ret = f(w, x), ret = f_d(w, w_d, x, x_d, &ret_d), ret = f_b(w, w_b, x, x_b, ret_b));
    return check_status();
}
