/* Each direction of f_bv and f_dv is what f_b and f_d give for its seed: values, arrays, rows, globals, in place. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <string.h>
#define FEW 3
enum { MANY = 2 * FEW };

double gain = 0.7;

static double weigh(double x, const double *w)
{
    gain = gain * (1.0 + 0.1 * x);
    return sin(x) * w[0] + w[1];
}

ADCC_ADJOINT(wrt(k, x, a, gain), of(return, x, a, gain))
ADCC_TANGENT(wrt(k, x, a, gain), of(return, x, a, gain))
ADCC_ADJOINT(wrt(k, x, a, gain), of(return, x, a, gain), directions(FEW))
ADCC_TANGENT(directions(MANY - 1), wrt(k, x, a, gain), of(return, x, a, gain))
double f(int n, double k, double x[n], double a[n][2])
{
    double sum = 0.0, work[4] = {k, x[0], 1.0};
    for (int i = 0; i < n; i++) {
        double *row = a[i];
        if (x[i] > 0.0)
            sum += weigh(k * x[i], row) * work[i % 4];
        k *= 1.0 + 0.1 * x[i];
        row[1] = row[0] * sum + gain;
        x[i] = row[1] - k;
    }
    work[3] = sum * k;
    return work[3] + fabs(work[0]);
}

double f_b(int n, double k, double *k_b, double x[n], double x_b[n], double a[n][2], double a_b[n][2], double return_b);
double f_d(int n, double k, double k_d, double x[n], double x_d[n], double a[n][2], double a_d[n][2], double *return_d);
double f_bv(int n, double k, double (*k_b)[FEW], double x[n], double x_b[n][FEW], double a[n][2],
            double a_b[n][2][FEW], const double return_b[FEW]);
double f_dv(int n, double k, const double k_d[MANY - 1], double x[n], double x_d[n][MANY - 1], double a[n][2],
            double a_d[n][2][MANY - 1], double (*return_d)[MANY - 1]);
extern double gain_b, gain_d, gain_bv[FEW], gain_dv[MANY - 1];

enum { N = 4, REALS = 2 + 3 * N }; /* k, the value or gain, x, a */
static double x[N], a[N][2];

static double start(void)
{
    gain = 0.7;
    for (int i = 0; i < N; i++) {
        x[i] = 0.3 * i - 0.2;
        a[i][0] = 0.4 + 0.1 * i;
        a[i][1] = -0.3;
    }
    return 0.9;
}

/* Direction d of 'seed' through the adjoint for one, in place; and what f returns. */
static double adjoint(double *v, double seed)
{
    double k = start();
    gain_b = v[1];
    double value = f_b(N, k, v, x, v + 2, a, (double (*)[2])(v + 2 + N), seed);
    v[1] = gain_b;
    return value;
}

static double tangent(double *v)
{
    double k = start(), d = 0.0;
    gain_d = v[1];
    double value = f_d(N, k, v[0], x, v + 2, a, (double (*)[2])(v + 2 + N), &d);
    v[0] = d;
    v[1] = gain_d;
    return value;
}

int main(void)
{
    double seeds[REALS][MANY - 1], v[REALS][FEW], w[REALS][MANY - 1], returned[FEW], d[MANY - 1], one[REALS];
    for (int i = 0; i < REALS; i++)
        for (int j = 0; j < MANY - 1; j++)
            w[i][j] = seeds[i][j] = check_random(-1, 1);
    for (int i = 0; i < REALS; i++)
        for (int j = 0; j < FEW; j++)
            v[i][j] = seeds[i][j];
    for (int j = 0; j < FEW; j++)
        returned[j] = check_random(-1, 1);
    double k = start();
    memcpy(gain_bv, v[1], sizeof gain_bv);
    double value = f_bv(N, k, v, x, v + 2, a, (double (*)[2][FEW])(v + 2 + N), returned);
    memcpy(v[1], gain_bv, sizeof gain_bv);
    for (int j = 0; j < FEW; j++) {
        for (int i = 0; i < REALS; i++)
            one[i] = seeds[i][j];
        check(adjoint(one, returned[j]) == value);
        for (int i = 0; i < REALS; i++)
            check_near(v[i][j], one[i]);
    }
    k = start();
    memcpy(gain_dv, w[1], sizeof gain_dv);
    check(f_dv(N, k, w[0], x, w + 2, a, (double (*)[2][MANY - 1])(w + 2 + N), &d) == value);
    memcpy(w[0], d, sizeof d);
    memcpy(w[1], gain_dv, sizeof gain_dv);
    for (int j = 0; j < MANY - 1; j++) {
        for (int i = 0; i < REALS; i++)
            one[i] = seeds[i][j];
        check(tangent(one) == value);
        for (int i = 0; i < REALS; i++)
            check_near(w[i][j], one[i]);
    }
    return check_status();
}
