/* main.c - two derivatives against the exact ones, and a line fitted by gradient descent. */
#include "first.h"
#include "first_grad.h"

#include <math.h>
#include <stdio.h>

/* The largest difference there may be between a derivative by adcc and by hand. */
#define TOLERANCE 1.0e-14

static int compare(const char *name, double x, double by_adcc, double exact)
{
    double error = fabs(by_adcc - exact) / fmax(1.0, fabs(exact));
    printf("%s'(%4.1f) = %19.16f   exact %19.16f   difference %.0e\n", name, x, by_adcc, exact,
           error);
    return error <= TOLERANCE;
}

static int derivatives(void)
{
    const double points[] = {-2.0, -0.5, 0.0, 1.0, 3.0};
    int right = 1;
    for (int k = 0; k < 5; k++) {
        double x = points[k], x_b = 0.0;
        f_b(x, &x_b, 1.0);
        right &= compare("f", x, x_b, 2.0 * x + cos(x));
    }
    for (int k = 0; k < 5; k++) {
        double x = points[k], slope;
        g_d(x, 1.0, &slope);
        right &= compare("g", x, slope, 3.0 * x * x + 2.0);
    }
    return right;
}

/* Fits w and b to points of the line y = 3 x - 1 that are 0.1 off, above and below in turn. */
static int line(void)
{
    enum { N = 20, ROUNDS = 200 };
    double x[N], y[N], w = 0.0, b = 0.0;
    for (int i = 0; i < N; i++) {
        x[i] = -1.0 + 2.0 * i / (N - 1);
        y[i] = 3.0 * x[i] - 1.0 + (i % 2 ? 0.1 : -0.1);
    }
    for (int round = 0; round <= ROUNDS; round++) {
        double w_b = 0.0, b_b = 0.0;
        double value = loss_b(N, x, y, w, &w_b, b, &b_b, 1.0);
        if (round % 40 == 0)
            printf("round %3d   loss %.6f   w %.4f   b %.4f\n", round, value, w, b);
        w -= 0.3 * w_b;
        b -= 0.3 * b_b;
    }
    printf("fitted: y = %.4f * x + %.4f\n", w, b);
    return fabs(w - 3.0) < 0.05 && fabs(b + 1.0) < 0.05;
}

int main(void)
{
    int right = derivatives(), fits = line();
    return right && fits ? 0 : 1;
}
