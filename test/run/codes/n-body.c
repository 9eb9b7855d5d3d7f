/* Bodies that attract one another, a few leapfrog steps. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static void kick(int n, double h, const double *mass, double (*x)[3], double (*v)[3])
{
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) {
            double d[3], r2 = 0.01;

            for (int k = 0; k < 3; k++) {
                d[k] = x[j][k] - x[i][k];
                r2 += d[k] * d[k];
            }
            double f = h / (r2 * sqrt(r2));
            for (int k = 0; k < 3; k++) {
                v[i][k] += f * mass[j] * d[k];
                v[j][k] -= f * mass[i] * d[k];
            }
        }
}

ADCC_ADJOINT(wrt(mass, x, v), of(x, v))
ADCC_TANGENT(wrt(mass, x, v), of(x, v))
void move(int n, int steps, double h, const double *mass, double (*x)[3], double (*v)[3])
{
    while (steps--) {
        kick(n, h, mass, x, v);
        for (int i = 0; i < n; i++)
            for (int k = 0; k < 3; k++)
                x[i][k] += h * v[i][k];
    }
}

void move_d(int n, int steps, double h, const double *mass, const double *mass_d, double (*x)[3],
            double (*x_d)[3], double (*v)[3], double (*v_d)[3]);
void move_b(int n, int steps, double h, const double *mass, double *mass_b, double (*x)[3],
            double (*x_b)[3], double (*v)[3], double (*v_b)[3]);

int main(void)
{
    IN(double, mass, [3], 0.5, 1);
    INOUT(double, x, [3][3], -2, 2);
    INOUT(double, v, [3][3], -0.2, 0.2);
    CHECK(move(3, 4, 0.02, mass, x, v), move_d(3, 4, 0.02, mass, mass_d, x, x_d, v, v_d),
          move_b(3, 4, 0.02, mass, mass_b, x, x_b, v, v_b));
    return check_status();
}
