/* What a loop adds to one place of memory is summed beside it, unless the loop reads or moves that place. */
// RUN: %run-all %s
#include <math.h>
#include <stddef.h>
#include "check.h"

typedef struct Model {
    double rate, speed[2], scale;
} Model;

ADCC_ADJOINT(wrt(m, x, y), of(return, y))
ADCC_TANGENT(wrt(m, x, y), of(return, y))
double f(int n, int *at, const Model *m, const double *x, double *y)
{
    double sum = 0.0, discount = exp(-m->rate);
    for (int i = 0; i < n; i++) { /* one with its reverse */
        double v = x[0];
        for (int j = 0; j < 3; j++)
            v += sin(m->speed[1] * v) * m->scale;
        sum += v * x[i];
    }
    for (int i = 0; i < n; i++) { /* y[at[0]] is another element each time */
        y[at[0]] += x[i] * m->speed[0] * y[i];
        at[0] = (at[0] + 2) % n;
    }
    for (int i = 0; i < n; i++) /* the adjoint of y[0] is read */
        y[0] = y[0] * cos(x[i]) + y[1] * x[2];
    return discount * sum;
}

double f_d(int n, int *at, const Model *m, const Model *m_d, const double *x, const double *x_d, double *y, double *y_d,
           double *return_d);
double f_b(int n, int *at, const Model *m, Model *m_b, const double *x, double *x_b, double *y, double *y_b,
           double return_b);

int main(void)
{
    IN(double, x, [6], 0.2, 0.9);
    INOUT(double, y, [6], 0.2, 0.9);
    IN(double, v, [4], 0.2, 0.9);
    Model *m = (Model *)v, *m_b = (Model *)v_b, *m_d = (Model *)v_d;
    int at[1] = {1};
    BYTES(at);
    RETURNS(double);
    CHECK(ret = f(6, at, m, x, y), ret = f_d(6, at, m, m_d, x, x_d, y, y_d, &ret_d),
          ret = f_b(6, at, m, m_b, x, x_b, y, y_b, ret_b));
    check(!check_status() && f(0, at, m, x, y) == 0.0);
    f_b(0, at, m, m_b, x, NULL, y, NULL, 1.0); /* nothing that a loop would add to is touched */
    return check_status();
}
