/* Each iteration clears a work array with memset() and sums into it. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>
#include <string.h>

ADCC_ADJOINT(wrt(y, p), of(y))
ADCC_TANGENT(wrt(y, p), of(y))
void f(double *y, const double *p)
{
    double w[8];
    for (int i = 2; i > 0; i--) {
        memset(w, 0, sizeof w);
        for (int j = 0; j < 4; j++)
            w[j] += sin(y[j & 3] + p[1]);
        for (int j = 0; j < 4; j++)
            y[j] = 0.5 * y[j] + 0.3 * w[j + 1];
    }
}

void f_d(double *y, double *y_d, const double *p, const double *p_d);
void f_b(double *y, double *y_b, const double *p, double *p_b);

int main(void)
{
    INOUT(double, y, [4], -1, 1);
    IN(double, p, [2], -1, 1);
    CHECK(f(y, p), f_d(y, y_d, p, p_d), f_b(y, y_b, p, p_b));
    return check_status();
}
