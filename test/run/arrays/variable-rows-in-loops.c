/* Pointers to arrays of variable length are kept in loops, where the lengths are not known. */
// RUN: %run-all %s
#include "check.h"

typedef struct {
    const double *p;
    int n;
    double w;
} View;

static double sum(const View *v)
{
    double s = 0;
    for (int i = 0; i < v->n; i++)
        s += v->p[i] * v->w;
    return s;
}

static double swapped(int n, double *x, double *y, const double *z)
{
    double (*b)[n] = (double (*)[n])x, (*c)[n] = (double (*)[n])y, e = 0;
    const double (*d)[n] = (const double (*)[n])z;
    for (int t = 0; t < 5; t++) {
        c[0][0] = b[0][0] * d[0][0] + e;
        if (b[0][0] > 0.5) {
            double (*v)[n] = b;
            b = c;
            c = v;
        }
        e += c[0][0] * e;
    }
    return e + c[0][0];
}

ADCC_ADJOINT(wrt(x, y), of(return))
ADCC_TANGENT(wrt(x, y), of(return))
double f(int n, double *x, double *y)
{
    double s = 0.1;
    for (int i = 1; i <= n; i++) {
        double loc[i];
        for (int j = 0; j < i; j++)
            loc[j] = x[j] * x[i - 1];
        View v = {loc, i, s};
        s += sum(&v);
    }
    for (int i = 0; i < n; i++) {
        int m = 1 + i;
        double w[m], *last = w, z[2][m], *row;
        w[0] = x[i] * s;
        z[0][0] = z[1][0] = x[i] * w[0];
        row = z[m > 3];
        if (i % 2) {
            double v[m];
            v[0] = s;
            last = v;
        }
        s += 0.1 * last[0] * row[0];
        m++;
    }
    double a[2][n + 1], b[2][n + 1], c[2][n + 1];
    for (int i = 0; i < 2; i++)
        for (int j = 0; j <= n; j++) {
            a[i][j] = x[0] * s;
            b[i][j] = y[0] + x[1];
            c[i][j] = x[1];
        }
    return s + swapped(n + 1, &a[0][0], &b[0][0], &c[0][0]);
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    for (int n = 0; n < 5; n++) {
        INOUT(double, x, [4], 0.2, 1.1);
        INOUT(double, y, [1], 0.2, 1.1);
        RETURNS(double);
        CHECK(ret = f(n, x, y), ret = f_d(n, x, x_d, y, y_d, &ret_d), ret = f_b(n, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
