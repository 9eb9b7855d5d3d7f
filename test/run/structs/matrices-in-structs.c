/* Matrices as structs by value: products, transposes, inverses by elimination. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double m[3][3]; } mat;

static mat transpose(mat a)
{
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < i; j++) {
            double t = a.m[i][j];
            a.m[i][j] = a.m[j][i];
            a.m[j][i] = t;
        }
    return a;
}

static mat inverse(mat a)
{
    mat r = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
    for (int k = 0; k < 3; k++) {
        double p = 1.0 / a.m[k][k];
        for (int j = 0; j < 3; j++) {
            a.m[k][j] *= p;
            r.m[k][j] *= p;
        }
        for (int i = 0; i < 3; i++) {
            if (i == k)
                continue;
            double q = a.m[i][k];
            for (int j = 0; j < 3; j++) {
                a.m[i][j] -= q * a.m[k][j];
                r.m[i][j] -= q * r.m[k][j];
            }
        }
    }
    return r;
}

static double trace(const mat a) { return a.m[0][0] + a.m[1][1] + a.m[2][2]; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    mat a;
    for (int i = 0; i < 9; i++)
        a.m[i / 3][i % 3] = x[(i * 2) % 8] + 3.0 * (i % 4 == 0);
    double s = trace(inverse(a));
    for (int i = 1; i < n; i++) {
        a = i % 2 ? transpose(a) : inverse(transpose(a));
        a.m[i % 3][1] *= s;
        s += trace(a) * a.m[2][i % 3];
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n++) {
        INOUT(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
