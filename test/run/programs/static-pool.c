/* Particles in a static array of a function that gives pointers to them, linked by index. */
// RUN: %run-all --whole %s
#include "check.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct particle {
    double x, v;
    int next;
};
static struct particle *at(int i)
{
    static struct particle pool[8];
    return &pool[i];
}
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    int head = -1;
    double s = 0;
    for (int i = 0; i < n; i++) {
        *at(i) = (struct particle){x[i], i ? at(i - 1)->x * x[i] : 1, head};
        head = i;
    }
    for (int k = 0; k < 3; k++)
        for (int i = head; i >= 0; i = at(i)->next) {
            at(i)->v -= 0.1 * sin(at(i)->x);
            at(i)->x += at(i)->v * 0.1;
        }
    for (int i = 0; i < n; i++) {
        s += at(i)->x * at(i)->v;
        memset(at(i), 0, sizeof *at(i));
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
