/* Classical Runge-Kutta steps of the Lotka-Volterra equations. */
// RUN: %run-all %s
#include "check.h"

static void rhs(const double y[2], const double p[4], double dy[2])
{
    dy[0] = p[0] * y[0] - p[1] * y[0] * y[1];
    dy[1] = p[2] * y[0] * y[1] - p[3] * y[1];
}

ADCC_ADJOINT(wrt(y, p), of(y))
ADCC_TANGENT(wrt(y, p), of(y))
void integrate(int steps, double h, double y[2], const double p[4])
{
    double k[4][2], t[2];

    for (int s = 0; s < steps; s++) {
        rhs(y, p, k[0]);
        for (int i = 0; i < 2; i++)
            t[i] = y[i] + h / 2 * k[0][i];
        rhs(t, p, k[1]);
        for (int i = 0; i < 2; i++)
            t[i] = y[i] + h / 2 * k[1][i];
        rhs(t, p, k[2]);
        for (int i = 0; i < 2; i++)
            t[i] = y[i] + h * k[2][i];
        rhs(t, p, k[3]);
        for (int i = 0; i < 2; i++)
            y[i] += h / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
    }
}

void integrate_d(int steps, double h, double y[2], double y_d[2], const double p[4], const double p_d[4]);
void integrate_b(int steps, double h, double y[2], double y_b[2], const double p[4], double p_b[4]);

int main(void)
{
    INOUT(double, y, [2], 0.5, 2);
    IN(double, p, [4], 0.5, 1.5);
    CHECK(integrate(20, 0.1, y, p), integrate_d(20, 0.1, y, y_d, p, p_d), integrate_b(20, 0.1, y, y_b, p, p_b));
    return check_status();
}
