/* Roots whose argument can be negative after all: f sets errno, and so must f_b and f_d. */
// RUN: %run-all %s
#include "check.h"

#include <errno.h>
#include <math.h>

/* sqrt(-0.0) is -0.0, and 1.0 / -0.0 is negative. */
ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void minus_zero(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = sqrt(1.0 / sqrt(x[i]));
}

/* The constant is more than a signed one can hold. */
ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void large(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = sqrt(x[i] * x[i] + -3 * 1.0 * 9223372036854775808u);
}

/* A GNU way to write to a variable. */
ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void real_part(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++) {
        double d = 2.0;
        __real__ d = x[i];
        y[i] = sqrt(d);
    }
}

/* The source's own call of what ADCC_SQRT is a name for. */
ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void builtin(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = sqrt(x[i] * x[i] + 1.0) * __builtin_sqrt(x[i]);
}

#define FUNCTION(f)                                                                      \
    void f##_d(int n, const double *x, const double *x_d, double *y, double *y_d);       \
    void f##_b(int n, const double *x, double *x_b, double *y, double *y_b);             \
    static void f##_sets(double v)                                                       \
    {                                                                                    \
        double x[1] = {v}, moved[1] = {0}, y[1] = {0}, y_moved[1] = {0};                 \
        errno = 0;                                                                       \
        f(1, x, y);                                                                      \
        check_that(errno == EDOM, #f " sets errno", __LINE__);                           \
        (void)moved;                                                                     \
        (void)y_moved;                                                                   \
        REVERSE(f)                                                                       \
        FORWARD(f)                                                                       \
    }
#define RUN(call)                                      \
    errno = 0;                                         \
    call;                                              \
    check_that(errno == EDOM, #call, __LINE__);
#if CHECK_MODE & 2
#define REVERSE(f) RUN(f##_b(1, x, moved, y, y_moved))
#else
#define REVERSE(f)
#endif
#if CHECK_MODE & 1
#define FORWARD(f) RUN(f##_d(1, x, moved, y, y_moved))
#else
#define FORWARD(f)
#endif

FUNCTION(minus_zero)
FUNCTION(large)
FUNCTION(real_part)
FUNCTION(builtin)

int main(void)
{
    minus_zero_sets(-0.0);
    large_sets(1.0);
    real_part_sets(-1.0);
    builtin_sets(-1.0);
    return check_status();
}
