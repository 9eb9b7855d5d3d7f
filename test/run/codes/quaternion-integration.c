/* A rotation integrated by quaternions, normalised after every step. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static void multiply(const double a[4], const double b[4], double out[4])
{
    out[0] = a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3];
    out[1] = a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2];
    out[2] = a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1];
    out[3] = a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0];
}

ADCC_ADJOINT(wrt(q, w), of(q))
ADCC_TANGENT(wrt(q, w), of(q))
void turn(int steps, double h, double q[4], const double w[3])
{
    for (int t = 0; t < steps; t++) {
        double spin[4] = {0, w[0] * q[0], w[1], w[2] * (1 + 0.1 * t)}, dq[4], norm = 0;

        multiply(q, spin, dq);
        for (int i = 0; i < 4; i++) {
            q[i] += 0.5 * h * dq[i];
            norm += q[i] * q[i];
        }
        norm = 1 / sqrt(norm);
        for (int i = 0; i < 4; i++)
            q[i] *= norm;
    }
}

void turn_d(int steps, double h, double q[4], double q_d[4], const double w[3], const double w_d[3]);
void turn_b(int steps, double h, double q[4], double q_b[4], const double w[3], double w_b[3]);

int main(void)
{
    INOUT(double, q, [4], 0.1, 1);
    IN(double, w, [3], -1, 1);
    CHECK(turn(5, 0.1, q, w), turn_d(5, 0.1, q, q_d, w, w_d), turn_b(5, 0.1, q, q_b, w, w_b));
    return check_status();
}
