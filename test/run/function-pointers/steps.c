/* A program of steps that change an array in place, chosen by data that the steps change too. */
// RUN: %run-all %s
#include "check.h"

struct machine {
    double *x;
    int n, next;
};
typedef void op(struct machine *m, double k);

static void scale(struct machine *m, double k)
{
    for (int i = 0; i < m->n; i++)
        m->x[i] *= k * m->x[0];
    m->next = 1;
}

static void smooth(struct machine *m, double k)
{
    for (int i = 1; i < m->n; i++)
        m->x[i] += k * m->x[i - 1] * m->x[i];
    m->next = m->x[1] > 0.5 ? 2 : 0;
}

static void turn(struct machine *m, double k)
{
    double first = m->x[0];

    for (int i = 0; i + 1 < m->n; i++)
        m->x[i] = m->x[i + 1];
    m->x[m->n - 1] = first * k;
    m->next = (m->next + 1) % 3;
}

static op *const ops[] = {scale, smooth, turn};

ADCC_ADJOINT(wrt(x, k), of(x))
ADCC_TANGENT(wrt(x, k), of(x))
void f(int n, double *x, int steps, double k)
{
    struct machine m = {x, n, 0};

    while (steps-- > 0)
        ops[m.next](&m, k);
}

void f_d(int n, double *x, double *x_d, int steps, double k, double k_d);
void f_b(int n, double *x, double *x_b, int steps, double k, double *k_b);

int main(void)
{
    for (int steps = 0; steps < 8; steps++) {
        INOUT(double, x, [4], 0.5, 1.2);
        IN(double, k, , 0.8, 1.1);
        CHECK(f(4, x, steps, k), f_d(4, x, x_d, steps, k, k_d), f_b(4, x, x_b, steps, k, &k_b));
    }
    return check_status();
}
