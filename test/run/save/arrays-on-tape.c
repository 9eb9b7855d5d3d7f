/* Arrays of inner blocks that the reverse sweep needs: with jumps around them, sizes of their own,
 * in functions that call themselves, behind pointers, of several types. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

struct point {
    double x, y;
    int k;
};

static void fill(int n, const double *x, double *w)
{
    for (int i = 0; i < n; i++)
        w[i] = sin(x[i % 4]) + 0.1 * i;
}

static double walk(const double *p, const double *end)
{
    double s = 1.0;
    for (; p < end; p++)
        s += *p * s;
    return s;
}

static double halves(int n, const double *x)
{
    double w[n], s = 0.0;
    fill(n, x, w);
    for (int i = 0; i < n; i++)
        s += w[i] * w[i];
    fill(n, w, w);
    return n > 2 ? s * halves(n / 2, w) : s * w[0];
}

static double sweep(int n, const double *x, double *y)
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        if (x[i] > 0.55)
            continue; /* before the arrays are there */
        int k = 5 + 2 * i;
        double w[k], before = s;
        struct point p[10 + i];
        fill(k, x, w);
        k = 1; /* not the size any more */
        for (int j = 0; j < 10; j++) {
            p[j].x = w[j % 5] * y[i];
            p[j].y = p[j].x * s;
            p[j].k = (int)(10 * w[0]) % 3;
            s += p[j].y * p[j].k * 0.1;
        }
        if (s > 2.5) {
            float f[20];
            for (int j = 0; j < 20; j++) {
                f[j] = 0.1f * (float)w[j % 5];
                s += f[j] * f[j];
            }
            if (s > 3.0)
                break; /* out of two blocks */
            s += f[k];
        }
        double v[9][2];
        for (int j = 0; j < 9; j++)
            for (int l = 0; l < 2; l++)
                v[j][l] = cos(w[l]) * before;
        for (int j = 1; j < 9; j++)
            v[j][1] *= v[j - 1][0] * v[j][1];
        s += walk(w, w + 5) * 0.01 + v[8][1];
        double *middle = &w[2];
        middle[0] *= s;
        s += middle[0] * middle[1] * p[3].x;
        if (s < -1.0)
            return s * w[1]; /* perhaps */
        y[i] *= w[4];
    }
    return s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x, double *y)
{
    double s = sweep(n, x, y);
    int m = 0;
    while (m < 3) {
        double w[8 + m], v[12];
        fill(8 + m, y, w);
        for (int i = 0; i < 12; i++) {
            v[i] = w[i % 8] * s * 0.1;
            w[i % 8] = v[i] * v[i];
        }
        m++;
        s += walk(v, v + 12) * 0.1 + w[m];
    }
    for (int t = 0; t < 40; t++) { /* a time loop */
        double k[n], moved[n];
        for (int i = 0; i < n; i++) {
            k[i] = x[i] * y[i] - 0.1 * y[i];
            moved[i] = y[i] + 0.05 * k[i];
        }
        for (int i = 0; i < n; i++)
            y[i] += 0.1 * sin(moved[i] * moved[i]) * k[i];
    }
    return s + halves(9, x) + y[1];
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, [4], 0.2, 0.6);
    INOUT(double, y, [4], 0.2, 0.6);
    RETURNS(double);
    CHECK(ret = f(4, x, y), ret = f_d(4, x, x_d, y, y_d, &ret_d), ret = f_b(4, x, x_b, y, y_b, ret_b));
    return check_status();
}
