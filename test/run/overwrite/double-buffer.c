/* Old and new state trade places by swapping pointers in a time loop. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(u, c), of(u, w))
ADCC_TANGENT(wrt(u, c), of(u, w))
void f(int n, int steps, double *u, double *w, double c)
{
    double *old = u, *now = w;

    for (int t = 0; t < steps; t++) {
        for (int i = 0; i < n; i++)
            now[i] = old[i] + c * old[(i + 1) % n] * old[(i + n - 1) % n];
        double *swap = old;
        old = now;
        now = swap;
    }
    for (int i = 0; i < n; i++)
        u[i] = old[i] * old[i];
}

void f_d(int n, int steps, double *u, double *u_d, double *w, double *w_d, double c, double c_d);
void f_b(int n, int steps, double *u, double *u_b, double *w, double *w_b, double c, double *c_b);

int main(void)
{
    for (int steps = 0; steps < 5; steps++) {
        INOUT(double, u, [4], 0.1, 0.8);
        INOUT(double, w, [4], 0.1, 0.8);
        IN(double, c, , 0.1, 0.8);
        CHECK(f(4, steps, u, w, c), f_d(4, steps, u, u_d, w, w_d, c, c_d),
              f_b(4, steps, u, u_b, w, w_b, c, &c_b));
    }
    return check_status();
}
