/* Leapfrog for the wave equation: three time levels rotate. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(u, c), of(return))
ADCC_TANGENT(wrt(u, c), of(return))
double wave(int n, int steps, const double *u, const double *c)
{
    double level[3][16];
    double *old = level[0], *now = level[1], *next = level[2], seen = 0;

    for (int i = 0; i < n; i++)
        old[i] = now[i] = next[i] = u[i];
    for (int t = 0; t < steps; t++) {
        for (int i = 1; i < n - 1; i++)
            next[i] = 2 * now[i] - old[i] + c[i] * c[i] * (now[i - 1] - 2 * now[i] + now[i + 1]);
        seen += (next[n / 2] - 0.3) * (next[n / 2] - 0.3);
        double *rotate = old;
        old = now;
        now = next;
        next = rotate;
    }
    return seen;
}

double wave_d(int n, int steps, const double *u, const double *u_d, const double *c, const double *c_d,
              double *return_d);
double wave_b(int n, int steps, const double *u, double *u_b, const double *c, double *c_b, double return_b);

int main(void)
{
    IN(double, u, [10], 0, 1);
    IN(double, c, [10], 0.2, 0.8);
    RETURNS(double);
    CHECK(ret = wave(10, 11, u, c), ret = wave_d(10, 11, u, u_d, c, c_d, &ret_d),
          ret = wave_b(10, 11, u, u_b, c, c_b, ret_b));
    return check_status();
}
