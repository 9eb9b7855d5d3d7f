/* Derivatives given by the user that would miss what the function reaches. */
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT -DHIDDEN %s | FileCheck --check-prefix=HIDDEN %s
// RUN: %fails 1 %adcc -DHIDDEN -DMODE=ADCC_TANGENT %s | FileCheck --check-prefix=HIDDEN %s
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT -DBEYOND %s | FileCheck --check-prefix=BEYOND %s
#include <adcc.h>

struct vector {
    int n;
    double *at;
};
double sum(const void *x, int n);
double sum_b(const void *x, int n, double return_b);
double sum_d(const void *x, int n, double *return_d);
ADCC_USE_ADJOINT(sum, sum_b)
ADCC_USE_TANGENT(sum, sum_d)
void twice(const struct vector *v);
void twice_b(const struct vector *v, struct vector *v_b);
ADCC_USE_ADJOINT(twice, twice_b)

MODE(wrt(x), of(return))
double f(const double x[4])
{
    double s = 0.0, y[4] = {x[0], x[1]};
#ifdef HIDDEN
    // HIDDEN: use-reach.c:[[#@LINE+1]]:13: error: 'y' leads to reals that carry derivatives, but a parameter 'const void *' has no companion
    s = sum(y, 4);
#endif
#ifdef BEYOND
    struct vector v = {4, y};
    // BEYOND: use-reach.c:[[#@LINE+2]]:11: error: 'twice' could change reals behind pointers that it finds by '&v', which adcc could not put back
    // BEYOND: note: pass them as parameters of their own, or declare them pointers to const
    twice(&v);
#endif
    return s * y[1];
}
