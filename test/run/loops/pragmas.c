// Directives about loops: the derivative's loops are others, and go without.
// RUN: %run-all --adcc=-Wno-unsupported %s
#include "check.h"

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wunknown-pragmas"
#else
#pragma clang diagnostic ignored "-Wunknown-pragmas"
#pragma clang diagnostic ignored "-Wsource-uses-openmp"
#endif

ADCC_ADJOINT(wrt(x, y), of(return, y))
ADCC_TANGENT(wrt(x, y), of(return, y))
double f(int n, double x[n], double y[n])
{
    double sum = 0.0;
#pragma omp parallel for reduction(+ : sum)
    for (int i = 0; i < n; i++) {
        double t = x[i] * x[i];
        sum += t * t * x[i];
    }
    if (n > 2)
#pragma omp simd
        for (int i = 0; i < n; i++)
            y[i] *= x[i];
#pragma omp parallel
    {
        int k = 0;
#pragma GCC unroll 4
        while (k < n) {
            y[k] = y[k] * y[k] + sum;
            k++;
        }
    }
    return sum;
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    for (int n = 1; n < 7; n += 2) {
        IN(double, x, [7], 0.3, 0.9);
        INOUT(double, y, [7], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x, y), ret = f_d(n, x, x_d, y, y_d, &ret_d),
              ret = f_b(n, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
