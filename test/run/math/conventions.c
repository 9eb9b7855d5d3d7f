/* Where mathematics leaves a choice: kinks, ties, and singular points have the documented derivative. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT() double abs_(double x) { return fabs(x); }
ADCC_ADJOINT() double max_(double x, double y) { return fmax(x, y); }
ADCC_ADJOINT() double min_(double x, double y) { return fmin(x, y); }
ADCC_ADJOINT() double root(double x) { return sqrt(x) + cbrt(x); }
ADCC_ADJOINT() double norm(double x, double y) { return sqrt(x * x + y * y); }
ADCC_ADJOINT() double length(double x, double y) { return hypot(x, y); }
ADCC_ADJOINT() double angle(double x, double y) { return atan2(y, x); }
ADCC_ADJOINT() double square(double x) { return pow(x, 2); }
ADCC_ADJOINT() double first(double x) { return pow(x, 1); }
ADCC_ADJOINT() double zeroth(double x) { return pow(x, 0); }
ADCC_ADJOINT() double power(double x, double y) { return pow(x, y); }

double abs__b(double x, double *x_b, double return_b);
double max__b(double x, double *x_b, double y, double *y_b, double return_b);
double min__b(double x, double *x_b, double y, double *y_b, double return_b);
double root_b(double x, double *x_b, double return_b);
double norm_b(double x, double *x_b, double y, double *y_b, double return_b);
double length_b(double x, double *x_b, double y, double *y_b, double return_b);
double angle_b(double x, double *x_b, double y, double *y_b, double return_b);
double square_b(double x, double *x_b, double return_b);
double first_b(double x, double *x_b, double return_b);
double zeroth_b(double x, double *x_b, double return_b);
double power_b(double x, double *x_b, double y, double *y_b, double return_b);

#define GRAD1(f, x, gx)            \
    a = 0, f##_b(x, &a, 1.0);      \
    check_near(a, gx)
#define GRAD2(f, x, y, gx, gy)          \
    a = b = 0, f##_b(x, &a, y, &b, 1.0); \
    check_near(a, gx);                  \
    check_near(b, gy)

int main(void)
{
    double a, b;

#if CHECK_MODE & 2
    GRAD1(abs_, 0, 0);
    GRAD2(max_, 2, 2, 1, 0);
    GRAD2(min_, 2, 2, 1, 0);
    GRAD1(root, 0, 0);
    GRAD2(norm, 0, 0, 0, 0);
    GRAD2(length, 0, 0, 0, 0);
    GRAD2(angle, 0, 0, 0, 0);
    GRAD1(square, 0, 0);
    GRAD1(square, -3, -6);
    GRAD1(first, 0, 1);
    GRAD1(zeroth, 0, 0);
    GRAD2(power, -2, 2, -4, 0);
    GRAD2(power, 0, 3, 0, 0);
#else
    (void)a, (void)b;
#endif
    return check_status();
}
