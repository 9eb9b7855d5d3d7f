/* Large structs passed, returned and copied, of which few members are used. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double m[6][6], diag[6]; struct { int n; double norm; } info; } matrix;

static matrix product(matrix a, matrix b)
{
    matrix c = {.info = {a.info.n, 0.0}};
    for (int i = 0; i < a.info.n; i++)
        for (int j = 0; j < a.info.n; j++) {
            double s = 0.0;
            for (int k = 0; k < a.info.n; k++)
                s += a.m[i][k] * b.m[k][j];
            c.m[i][j] = s;
            c.info.norm += s * s;
        }
    for (int i = 0; i < c.info.n; i++)
        c.diag[i] = c.m[i][i] / sqrt(c.info.norm);
    return c;
}

static matrix power(matrix a, int n)
{
    if (n == 1)
        return a;
    matrix h = power(a, n / 2);
    h = product(h, h);
    return n % 2 ? product(h, a) : h;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    matrix a = {.info.n = 3};
    for (int i = 0; i < 9; i++)
        a.m[i / 3][i % 3] = x[i % 8] * 0.3 + (i % 4 == 0);
    matrix p = power(a, n);
    double s = p.info.norm;
    for (int i = 0; i < 3; i++)
        s += p.diag[i] * p.m[i][2 - i];
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
