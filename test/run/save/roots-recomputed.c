/* Roots computed again in the reverse sweep where their operands are overwritten, swapped, walked
 * over by a pointer, or left behind by an early exit. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

enum { N = 9 };

static double step(double *a, double k)
{
    double r = sqrt(*a * *a + k * k);
    *a = r * k;
    double q = sqrt(*a * *a + r * r);
    *a += q * 0.1;
    return q * r;
}

ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void callee(int n, const double x[restrict N], double y[restrict N])
{
    double a = 0.7;
    for (int i = 0; i < n; i++) {
        double r = sqrt(a * a + 1.0);
        double s = step(&a, x[i]);
        double t = sqrt(a * a + r * r);
        y[i] = s * r * t * t;
        if (i & 1) {
            double z = sqrt(t * t * 1.0);
            step(&a, z * r * 0.1);
            y[i] += z * z * a;
        }
        a = a / (1.0 + a * a);
    }
}

ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void in_place(int n, const double x[restrict N], double y[restrict N])
{
    double u[N];
    for (int i = 0; i < N; i++)
        u[i] = x[i];
    for (int t = 0; t < n; t++)
        for (int i = 1; i < N - 1; i++) {
            double d = sqrt(u[i] * u[i] + u[i - 1] * u[i - 1] + u[i + 1] * u[i + 1] + 1e-3);
            u[i] = d * u[i - 1] / (1.0 + d) + sin(d) * 0.1;
            double e = sqrt(u[i] * u[i] + d * d);
            u[i - 1] *= e / (1.0 + e * e);
            u[i + 1] += d * 0.01;
        }
    for (int i = 0; i < N; i++)
        y[i] = u[i];
}

/* The row depends on the root, and so does when it ends. */
ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void pivot(int n, const double x[restrict N], double y[restrict N])
{
    double m[5][5];
    int p = 0;
    for (int i = 0; i < 25; i++)
        m[i / 5][i % 5] = x[i % N] * sin(i + 1.0) + (i % 6 == 0);
    for (int s = 0; s < n; s++) {
        double r = sqrt(m[p][p] * m[p][p] + 0.5);
        int next = (int)(10.0 * r) % 5;
        for (int k = 0; k < 5; k++)
            m[p][k] = m[next][k] / r + r * r * 0.1;
        p = next;
        double c = sqrt(m[p][0] * m[p][0] + r);
        m[p][0] = c * c * r;
        if (c > 3.0)
            break;
    }
    for (int i = 0; i < N; i++)
        y[i] = m[p][i % 5] + m[i % 5][0];
}

ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void leaves(int n, const double x[restrict N], double y[restrict N])
{
    double b[N];
    for (int i = 0; i < n; i++) {
        b[i] = x[i];
        for (int j = 0; j <= i; j++) {
            double r = sqrt(b[j] * b[j] + b[i] * b[i] + 1e-2);
            if (r > 2.5) {
                y[i] = r * r * b[i];
                return;
            }
            double s = sqrt(r * r + 1.0);
            b[j] = s * r * b[i];
            y[i] += s * b[j];
            if (s > 2.2)
                break;
            double k = sqrt(b[j] * b[j]);
            y[i] += k * k * k;
        }
    }
}

void callee_d(int n, const double x[N], const double x_d[N], double y[N], double y_d[N]);
void callee_b(int n, const double x[N], double x_b[N], double y[N], double y_b[N]);
void in_place_d(int n, const double x[N], const double x_d[N], double y[N], double y_d[N]);
void in_place_b(int n, const double x[N], double x_b[N], double y[N], double y_b[N]);
void pivot_d(int n, const double x[N], const double x_d[N], double y[N], double y_d[N]);
void pivot_b(int n, const double x[N], double x_b[N], double y[N], double y_b[N]);
void leaves_d(int n, const double x[N], const double x_d[N], double y[N], double y_d[N]);
void leaves_b(int n, const double x[N], double x_b[N], double y[N], double y_b[N]);

int main(void)
{
    for (int n = 0; n <= N; n++) {
        IN(double, x, [N], -1, 1);
        INOUT(double, y, [N], -1, 1);
        CHECK(callee(n, x, y), callee_d(n, x, x_d, y, y_d), callee_b(n, x, x_b, y, y_b));
    }
    for (int n = 0; n <= 4; n++) {
        IN(double, x, [N], -1, 1);
        OUT(double, y, [N]);
        CHECK(in_place(n, x, y), in_place_d(n, x, x_d, y, y_d), in_place_b(n, x, x_b, y, y_b));
    }
    for (int n = 0; n <= 6; n++) {
        IN(double, x, [N], -1, 1);
        OUT(double, y, [N]);
        CHECK(pivot(n, x, y), pivot_d(n, x, x_d, y, y_d), pivot_b(n, x, x_b, y, y_b));
    }
    for (int n = 0; n <= N; n++) {
        IN(double, x, [N], -1.5, 1.5);
        INOUT(double, y, [N], -1, 1);
        CHECK(leaves(n, x, y), leaves_d(n, x, x_d, y, y_d), leaves_b(n, x, x_b, y, y_b));
    }
    return check_status();
}
