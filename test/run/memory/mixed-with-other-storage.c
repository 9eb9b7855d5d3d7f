/* heap hostile: memory reused, pointers in heap to stack, aliasing heap, joint leaf with malloc,
 * recursion, malloc zero, loops with continue */
// RUN: %run-all --flag=-w %s
#include "check.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
static double leaf(int n, const double *x)
{
    double *w = malloc(n * sizeof *w), s = 0;
    for (int i = 0; i < n; i++)
        w[i] = exp(x[i]);
    for (int i = 0; i < n; i++)
        s += w[i] * w[n - 1 - i];
    free(w);
    return s;
}
typedef struct {
    double **row;
    double *data;
    int n;
} mat;
static mat make(int n)
{
    mat m = {malloc(n * sizeof(double *)), calloc((size_t)n * n, sizeof(double)), n};
    for (int i = 0; i < n; i++)
        m.row[i] = m.data + i * n;
    return m;
}
static void drop(mat *m)
{
    free(m->row);
    free(m->data);
    m->row = NULL;
    m->data = NULL;
}
static double quick(double *a, int n, double *tmp)
{
    if (n < 2)
        return a[0];
    memcpy(tmp, a, n * sizeof *a);
    for (int i = 0; i < n; i++)
        a[i] = tmp[n - 1 - i] * tmp[i];
    return quick(a, n / 2, tmp) * quick(a + n / 2, n - n / 2, tmp);
}
ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
double f(int n, double *x)
{
    double s = 0, **hold = malloc(3 * sizeof *hold), local[2] = {x[0], x[1]};
    hold[0] = local;
    hold[1] = x + 1;
    hold[2] = malloc(2 * sizeof **hold);
    hold[2][0] = local[0] * 2;
    hold[2][1] = 0.3;
    for (int k = 0; k < 6; k++) {
        double *p = hold[k % 3];
        if (k == 1)
            continue;
        p[0] *= p[1] + 1.0;
        s += p[0] * leaf(n - k % 2, x);
        double *t = hold[0];
        hold[0] = hold[1];
        hold[1] = t;
    }
    free(hold[2]);
    free(hold);
    mat m = make(3);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            m.row[i][j] = x[i] * x[(j + 1) % n] + s * 0.01;
    for (int i = 0; i < 3; i++) {
        double *r = m.row[i];
        m.row[i] = m.row[2 - i];
        m.row[2 - i] = r;
        s += m.row[0][i] * m.data[i * 3];
    }
    drop(&m);
    double *tmp = malloc(n * sizeof *tmp);
    s += quick(x, n, tmp);
    void *none = malloc(0);
    free(none);
    free(tmp);
    return s;
}
double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);
int main(void)
{
    for (int n = 5; n > 2; n -= 2) {
        INOUT(double, x, [5], 0.1, 0.7);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
