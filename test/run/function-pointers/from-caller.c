/* The function to call comes from the caller of the derivative, in a parameter and in a struct. */
// RUN: %run-all %s
#include "check.h"

double square(double x);
double third(double x);
double square(double x) { return x * x; }
double third(double x) { return x / 3 + x * x * x; }

struct task {
    double weight;
    double (*g)(double);
    void (*seen)(int); /* has nothing to do with derivatives, and may be missing */
};
int count;
void see(int n);
void see(int n) { count += n; }

ADCC_ADJOINT(wrt(x, t), of(return))
ADCC_TANGENT(wrt(x, t), of(return))
double f(double x, double (*g)(double), const struct task *t)
{
    double s = g(x);

    if (t->seen)
        t->seen(1);
    if (t->g)
        s *= t->weight * t->g(s);
    return s;
}

double f_d(double x, double x_d, double (*g)(double), const struct task *t,
           const struct task *t_d, double *return_d);
double f_b(double x, double *x_b, double (*g)(double), const struct task *t, struct task *t_b,
           double return_b);

int main(void)
{
    struct task tasks[] = {{0, square, see}, {0, third, 0}, {0, 0, see}}, t_b, t_d;
    for (int k = 0; k < 6; k++) {
        struct task *t = &tasks[k % 3];
        double (*g)(double) = k < 3 ? square : third;
        double *w = &t->weight, *w_b = &t_b.weight, *w_d = &t_d.weight;
        t_b = t_d = *t;
        IN(double, x, , 0.3, 0.9);
        RANGE(CHECK_IN, double, w, 1, 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(x, g, t), ret = f_d(x, x_d, g, t, &t_d, &ret_d),
              ret = f_b(x, &x_b, g, t, &t_b, ret_b));
    }
    return check_status();
}
