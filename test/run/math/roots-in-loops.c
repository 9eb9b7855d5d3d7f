/* Roots in loops: of what is never negative, and of what is only now and then, which set errno. */
// RUN: %run-all %s
// RUN: %adcc -w -I%S/../../../runtime -I%S/../.. %s -o - | FileCheck %s
#include "check.h"

#include <errno.h>
#include <math.h>

enum { N = 37 };

static double steep(double x)
{
    return x / sqrt(1.0 + x * x);
}

/* Sums, products, quotients, choices, variables of these. */
// CHECK-LABEL: double never_b(
// CHECK:       length = ADCC_SQRT(square);
// CHECK:       ADCC_SQRT(1.0 + x1 * x1)
// CHECK:       ADCC_SQRT({{.*}} / 3.0)
// CHECK:       ADCC_SQRTF(k * k + 0.25f)
// CHECK:       ADCC_SQRT(x[i] > 0.0 ? 2.0 : fmax(0.5, y[i]))
// CHECK:       w8 = ADCC_SQRT(lengths);
// CHECK:       w9 = sqrt(sum);
ADCC_ADJOINT(wrt(x, y, k), of(return))
ADCC_TANGENT(wrt(x, y, k), of(return))
double never(int n, const double x[N], const double y[N], float k)
{
    double sum = 2.0, lengths = 0.0;
    for (int i = 0; i < n; i++) {
        double square = x[i] * x[i] + 1.0e-3;
        square += y[i] * y[i];
        double length = sqrt(square);
        sum += length + sqrt(fabs(x[i]) * exp(y[i]) / 3.0) * steep(y[i]) * steep(y[i]);
        sum += sqrtf(k * k + 0.25f) * sqrt(x[i] > 0.0 ? 2.0 : fmax(0.5, y[i]));
        lengths += length;
        lengths *= 1.0 / (length * length + 0.5);
        if (i > 5 && i < 9) {
            lengths = 0.0 + sqrt(lengths) + 1.0;
            sum = 0.0 + sqrt(sum);
        }
    }
    return sum + lengths;
}

/* What is subtracted from, stepped down, changed through a pointer, of another sign or no number
 * where it is chosen. */
// CHECK-LABEL: void maybe_b(
// CHECK-NOT:   ADCC_SQRT
// CHECK:       {{^}}}
ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void maybe(int n, const double x[N], double y[6 * N])
{
    for (int i = 0; i < n; i++) {
        double a = x[i] * x[i], b = 4.0, c = 1.0, d = x[i] * x[i], *p = &d;
        a -= 1.0;
        b--;
        b -= 2.5;
        c *= x[i];
        *p = x[i] + 1.0;
        y[6 * i] = sqrt(a);
        y[6 * i + 1] = sqrt(b);
        y[6 * i + 2] = sqrt(c);
        y[6 * i + 3] = sqrt(d);
        y[6 * i + 4] = sqrt(x[i] * x[n - 1 - i]);
        y[6 * i + 5] = sqrt(fmax(x[i], x[n - 1 - i]));
    }
}

double never_d(int n, const double x[N], const double x_d[N], const double y[N],
               const double y_d[N], float k, float k_d, double *return_d);
double never_b(int n, const double x[N], double x_b[N], const double y[N], double y_b[N], float k,
               float *k_b, double return_b);
void maybe_d(int n, const double x[N], const double x_d[N], double y[6 * N], double y_d[6 * N]);
void maybe_b(int n, const double x[N], double x_b[N], double y[6 * N], double y_b[6 * N]);

/* Where f sets errno, so do its derivatives. */
static void check_errno(void)
{
    double x[N], moved[N] = {0}, y[6 * N], y_moved[6 * N] = {0};
    for (int which = 0; which < 6; which++) {
        for (int i = 0; i < N; i++)
            x[i] = which == 0 ? 0.5 : which == 1 ? 2.0 : 2.0 + 0.1 * i;
        if (which >= 2)
            x[N / 3] = which == 5 ? 1.5 : -3.0;
        errno = 0;
        maybe(N, x, y);
        int was = errno;
        check_that((was == EDOM) == (which != 1 && which != 5), "f sets errno", __LINE__);
        errno = 0;
#if CHECK_MODE & 2
        maybe_b(N, x, moved, y, y_moved);
#elif CHECK_MODE & 1
        maybe_d(N, x, moved, y, y_moved);
#else
        errno = was;
#endif
        check_that(errno == was, "its derivative sets errno", __LINE__);
    }
}

int main(void)
{
    for (int n = 0; n <= N; n += n < 10 ? 1 : 9) {
        IN(double, x, [N], 1.5, 3.0);
        IN(double, y, [N], -1, 1);
        IN(float, k, , -1, 1);
        RETURNS(double);
        CHECK(ret = never(n, x, y, k), ret = never_d(n, x, x_d, y, y_d, k, k_d, &ret_d),
              ret = never_b(n, x, x_b, y, y_b, k, &k_b, ret_b));
    }
    for (int n = 0; n <= N; n += n < 10 ? 1 : 9) {
        IN(double, x, [N], 1.5, 3.0);
        INOUT(double, y, [6 * N], -1, 1);
        CHECK(maybe(n, x, y), maybe_d(n, x, x_d, y, y_d), maybe_b(n, x, x_b, y, y_b));
    }
    check_errno();
    return check_status();
}
