/* An adjoint given by the user, where adcc does not know how much to put back, or has no companion. */
// RUN: %fails 1 %adcc -DEXTENT %s | FileCheck --check-prefix=EXTENT %s
// RUN: %fails 1 %adcc -DCOMPANION %s | FileCheck --check-prefix=COMPANION %s
#include <adcc.h>

void scale(int n, double a, double *y);
void scale_b(int n, double a, double *a_b, double *y, double *y_b);
ADCC_USE_ADJOINT(scale, scale_b)
double dot(const double *x, const double *y);
double dot_b(const double *x, double *x_b, const double *y, double *y_b, double return_b);
ADCC_USE_ADJOINT(dot, dot_b)

#ifdef EXTENT
ADCC_ADJOINT(wrt(x), of(x))
void f(double x[4])
{
    // EXTENT: use-without-extent.c:[[#@LINE+2]]:5: error: 'scale' may write through its argument 'x', and adcc does not know how many elements to put back
    // EXTENT: note: ADCC_USE_ADJOINT(scale, scale_b, y[n]) says it; or make the parameter a pointer to const
    scale(4, x[0], x);
}
#endif

#ifdef COMPANION
ADCC_ADJOINT(wrt(x), of(return))
double g(const double x[4], const double w[4])
{
    // COMPANION: use-without-extent.c:[[#@LINE+2]]:19: error: 'w' has no derivative, but the adjoint given for 'dot' wants one
    // COMPANION: note: ADCC_USE_ADJOINT(..., inactive(y)) says that it may be NULL
    return dot(x, w);
}
#endif
