/* What a loop adds to a few places of memory, which a loop inside runs through, is summed in an array, unless the
 * adjoints there are read or the places move. */
// RUN: %run-all %s
#include <math.h>
#include <stddef.h>
#include "check.h"

enum { SIZE = 3 };

typedef struct Model {
    double rate[3], scale;
    struct {
        double at[2];
    } part[3];
} Model;

static double pairs(int n, const int *first, const int *near, const double *x)
{
    double energy = 0.0;
    for (int i = 0; i < n; i++)
        for (int k = first[i]; k < first[i + 1]; k++) {
            double square = 0.1;
            for (int d = 0; d < SIZE; d++) {
                double away = x[SIZE * i + d] - x[SIZE * near[k] + d];
                square += away * away;
            }
            if (square < 0.9)
                energy += 1.0 / (square * square);
        }
    return energy;
}

ADCC_ADJOINT(wrt(m, x, y), of(return, y))
ADCC_TANGENT(wrt(m, x, y), of(return, y))
double f(int n, const int *first, const int *near, int *at, const Model *m, const double *x, double *y)
{
    double sum = pairs(n, first, near, x);
    for (int i = 0; i < n; i++) { /* fields; from one on; down; a place in memory says which */
        double v = x[i];
        for (int d = 1; d < 3; d++)
            v += m->rate[d] * x[i + d] * m->part[d].at[0];
        for (int d = 2; d >= 0; d--)
            v *= 1.0 + 0.1 * m->part[near[d] % 3].at[1] * sin(v);
        for (unsigned d = 0; d < 2; d++)
            v += m->rate[d] * v * v * 0.1;
        sum += v * m->scale;
    }
    for (int i = 0; i < n; i++) /* y[at[0] + d] is another element each time */
        for (int d = 0; d < 2; d++) {
            y[at[0] + d] += x[i] * m->rate[d] * y[i];
            at[0] = (at[0] + 1) % n;
        }
    for (int i = 0; i < n; i++) /* the adjoints of y[0] and y[1] are read */
        for (int d = 0; d < 2; d++)
            y[d] = y[d] * cos(x[i]) + y[1 - d] * x[d];
    for (int i = 2; i < n; i++) /* those of y[d] are the places that y[i] goes through */
        for (int d = 0; d < 2; d++)
            y[i] += y[d] * x[i] * sin(y[i]);
    for (int i = 0; i < n; i++) /* many */
        for (int d = 0; d < 12; d++)
            sum += x[d] * x[d] * x[i] * 0.1;
    return sum;
}

double f_d(int n, const int *first, const int *near, int *at, const Model *m, const Model *m_d, const double *x,
           const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const int *first, const int *near, int *at, const Model *m, Model *m_b, const double *x,
           double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    static const int first[] = {0, 2, 3, 5, 5}, near[] = {1, 2, 3, 2, 0, 3};
    IN(double, x, [12], 0.2, 0.9);
    INOUT(double, y, [6], 0.2, 0.9);
    IN(double, v, [10], 0.2, 0.9);
    Model *m = (Model *)v, *m_b = (Model *)v_b, *m_d = (Model *)v_d;
    int at[1] = {1};
    BYTES(at);
    RETURNS(double);
    CHECK(ret = f(4, first, near, at, m, x, y), ret = f_d(4, first, near, at, m, m_d, x, x_d, y, y_d, &ret_d),
          ret = f_b(4, first, near, at, m, m_b, x, x_b, y, y_b, ret_b));
    check(!check_status() && f(0, first, near, at, m, x, y) == 0.0);
    f_b(0, first, near, at, m, NULL, x, NULL, y, NULL, 1.0); /* nothing that a loop would add to is touched */
    return check_status();
}
