/* Directions in which nothing moves are left out of loops: zeros at either end, anywhere, everywhere, nowhere. */
// RUN: %run-all %s
#include "check.h"
#include <string.h>
#define MANY 12

typedef struct Data {
    const double *base;
    const float *few;
} Data;

/* a: the same in all iterations, but apart from what is added to only where it is an array of its own. */
static void add(int n, const double *a, const Data *data, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] += a[0] * data->base[i] - a[1];
}

static void in_place(int n, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] += 0.5 * y[1];
}

static double scaled(double by, int n, const double *w, double *y)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        y[i] -= by * w[i];
        sum += w[i];
    }
    return sum;
}

/* y and z are written through these only, so that the rest of the loop may come after. */
static int part(int n, double by, const Data *data, double *restrict y, double *restrict z)
{
    double local[1] = {by * by}, most = 0.0;
    int i, steps = 0;
    for (int k = 0; k < n; k++) {
        double weight = data->base[k];
        y[k] += local[0] * weight;
    }
    for (int k = 0; k < n; k++)
        z[k] += local[0] * y[k] * 0.1; /* which the loop leaves as it is */
    for (int k = 0; k < n; k++) {
        y[k] += local[0] * most; /* which it changes */
        most += data->base[k];
    }
    for (int k = 0; k + 1 < n; k++) {
        z[k + 1] += local[0] * 0.25;
        steps += k;
    }
    for (i = 0; i < n; i++)
        y[i] -= local[0] * data->base[i];
    for (int k = 0; k < n; k++, steps += 2)
        y[k] += local[0] * steps;
    return i + steps;
}

ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
ADCC_ADJOINT(wrt(x), of(y), directions(MANY))
ADCC_TANGENT(wrt(x), of(y), directions(MANY))
void f(int n, const double *x, const Data *data, double *y)
{
    double turn[4][2];
    double narrow[2] = {x[0], x[1]};
    for (int k = 0; k < 4; k++)
        for (int j = 0; j < 2; j++)
            turn[k][j] = x[k] * x[(k + j) % 4];
    for (int k = 0; k < 4; k++) {
        const double *t = turn[k], *u = turn[3 - k];
        int i = 0;
        for (; i < n; i++)
            y[i] += t[0] * data->base[i] + t[1] / (2.0 + i);
        for (i = n - 1; i >= 1; i -= 2) {
            double step = narrow[k % 2] * data->few[i];
            y[i] -= step * 0.5;
        }
        for (i = 0; i < n; i++)
            y[i] += u[1];
        add(n, turn[k], data, y);
    }
    in_place(n, y);
    y[0] *= scaled(turn[0][0] + y[1], n, data->base, y);
    for (int i = 0; i < 10; i++)
        y[0] += turn[1][1] * data->base[0];
    double other[8] = {0.0};
    if (n <= 8)
        y[1] *= part(n, turn[0][1], data, y, other);
    for (int i = 0; i < n && i < 8; i++)
        y[i] += other[i] * x[0];
    const double *none = n > 0 ? x : NULL;
    for (int i = 0; i < n; i++)
        y[i] += none[3];
}

void f_b(int n, const double *x, double *x_b, const Data *data, double *y, double *y_b);
void f_d(int n, const double *x, const double *x_d, const Data *data, double *y, double *y_d);
void f_bv(int n, const double *x, double (*x_b)[MANY], const Data *data, double *y, double (*y_b)[MANY]);
void f_dv(int n, const double *x, const double (*x_d)[MANY], const Data *data, double *y, double (*y_d)[MANY]);

enum { N = 5 };
static const double base[N] = {0.5, -1.5, 2.5, 0.25, 1.0};
static const float few[N] = {1.0f, 0.5f, -2.0f, 0.25f, 1.5f};
static const Data data = {base, few};

/* Seeds of direction d: some directions are zero, others in one entry only. */
static double seed(int pattern, int i, int d)
{
    int some = pattern == 0 || (pattern == 1 && d == i) || (pattern == 2 && d == MANY - 1 - i) ||
                (pattern == 3 && d >= 5 && d < 7) || (pattern == 4 && (d == 0 || d == MANY - 1)) ||
                (pattern == 5 && d % 5 == i);
    return some ? check_random(-1, 1) : 0.0;
}

static void start(double *y)
{
    for (int i = 0; i < N; i++)
        y[i] = 0.1 * i - 0.2;
}

static void compare(int n, int pattern)
{
    const double x[4] = {0.7, -0.3, 0.9, 1.1};
    double y[N], x_v[4][MANY], y_v[N][MANY], all[N + 4][MANY], x_1[4], y_1[N];
    for (int mode = 0; mode < 2; mode++) {
        for (int d = 0; d < MANY; d++)
            for (int i = 0; i < N + 4; i++)
                all[i][d] = seed(pattern, i, d);
        memcpy(x_v, all, sizeof x_v);
        memcpy(y_v, all + 4, sizeof y_v);
        start(y);
        if (mode == 0)
            f_dv(n, x, (const double (*)[MANY])x_v, &data, y, y_v);
        else
            f_bv(n, x, x_v, &data, y, y_v);
        for (int d = 0; d < MANY; d++) {
            for (int i = 0; i < 4; i++)
                x_1[i] = all[i][d];
            for (int i = 0; i < N; i++)
                y_1[i] = all[4 + i][d];
            start(y);
            if (mode == 0)
                f_d(n, x, x_1, &data, y, y_1);
            else
                f_b(n, x, x_1, &data, y, y_1);
            for (int i = 0; i < 4; i++)
                check_near(x_v[i][d], x_1[i]);
            for (int i = 0; i < N; i++)
                check_near(y_v[i][d], y_1[i]);
        }
    }
}

int main(void)
{
    for (int pattern = 0; pattern < 7; pattern++)
        for (int n = 2; n <= N; n++)
            compare(n, pattern);
    return check_status();
}
