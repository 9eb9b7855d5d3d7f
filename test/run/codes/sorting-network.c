/* A sorting network of fmin and fmax, and a bubble sort that swaps. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static void compare(double *a, double *b)
{
    double low = fmin(*a, *b), high = fmax(*a, *b);

    *a = low;
    *b = high;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double median(double x[5], double y[5])
{
    static const int pair[][2] = {{0, 1}, {3, 4}, {2, 4}, {2, 3}, {1, 4}, {0, 3}, {0, 2}, {1, 3}, {1, 2}};

    for (unsigned i = 0; i < sizeof pair / sizeof *pair; i++)
        compare(&x[pair[i][0]], x + pair[i][1]);
    for (int swapped = 1; swapped;) {
        swapped = 0;
        for (int i = 1; i < 5; i++)
            if (y[i - 1] > y[i]) {
                double t = y[i];

                y[i] = y[i - 1];
                y[i - 1] = t;
                swapped = 1;
            }
    }
    return x[2] * y[2];
}

double median_d(double x[5], double x_d[5], double y[5], double y_d[5], double *return_d);
double median_b(double x[5], double x_b[5], double y[5], double y_b[5], double return_b);

int main(void)
{
    INOUT(double, x, [5], -10, 10);
    INOUT(double, y, [5], -10, 10);
    RETURNS(double);
    CHECK(ret = median(x, y), ret = median_d(x, x_d, y, y_d, &ret_d), ret = median_b(x, x_b, y, y_b, ret_b));
    return check_status();
}
