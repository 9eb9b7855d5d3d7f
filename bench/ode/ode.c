/* ode.c - the last component at time 2 of y0' = x0, yi' = xi y(i-1), from zero, by the classical
 * Runge-Kutta method.
 *
 * Bradley Bell: cmpad, a comparison of AD packages, "an_ode"; GradBench's "ode".
 */
#include "ode.h"

static void slope(int n, const double *x, const double *y, double *k)
{
    k[0] = x[0];
    for (int i = 1; i < n; i++)
        k[i] = x[i] * y[i - 1];
}

static void move(int n, const double *y, double h, const double *k, double *moved)
{
    for (int i = 0; i < n; i++)
        moved[i] = y[i] + h * k[i];
}

double ode(int n, int steps, const double *x)
{
    double y[n], moved[n], k1[n], k2[n], k3[n], k4[n];
    double h = 2.0 / steps;
    for (int i = 0; i < n; i++)
        y[i] = 0.0;
    for (int s = 0; s < steps; s++) {
        slope(n, x, y, k1);
        move(n, y, 0.5 * h, k1, moved);
        slope(n, x, moved, k2);
        move(n, y, 0.5 * h, k2, moved);
        slope(n, x, moved, k3);
        move(n, y, h, k3, moved);
        slope(n, x, moved, k4);
        for (int i = 0; i < n; i++)
            y[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
    }
    return y[n - 1];
}
