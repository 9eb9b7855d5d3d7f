/* Variables that are divided where they are declared, in branches and loops, once or several times. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>

static double mean(int n, const double *x, const double *w)
{
    double sum = 0.0, all = 0.0;
    for (int i = 0; i < n; i++) {
        sum += w[i] * x[i];
        all += w[i];
    }
    sum /= all;
    return sum;
}

ADCC_ADJOINT(wrt(x, w), of(return, x))
ADCC_TANGENT(wrt(x, w), of(return, x))
double f(int n, double *x, const double *w)
{
    double total = 0.0;
    for (int s = 0; s < 3; s++) {
        double r = x[s] * x[s], q = r, density = w[s] + x[s + 1];
        r /= density;
        if (s > 0)
            r /= w[s - 1]; /* not where it is declared */
        q /= r + 1.0;
        total += r * q;
        q /= density;
        q /= q + 2.0; /* by itself */
        double small = total;
        small /= 0.5 + w[s];
        x[s] = r * q + mean(n, x, w) + small;
        for (int i = 0; i < n; i++) {
            double part = x[i] * r;
            part /= w[i];
            if (part > 0.4)
                continue;
            part *= q;
            part /= x[i] + 2.0;
            total += sin(part);
        }
    }
    total /= w[0];
    return total;
}

double f_d(int n, double *x, double *x_d, const double *w, const double *w_d, double *return_d);
double f_b(int n, double *x, double *x_b, const double *w, double *w_b, double return_b);

int main(void)
{
    INOUT(double, x, [5], 0.3, 0.8);
    IN(double, w, [5], 0.6, 1.4);
    RETURNS(double);
    CHECK(ret = f(5, x, w), ret = f_d(5, x, x_d, w, w_d, &ret_d), ret = f_b(5, x, x_b, w, w_b, ret_b));
    return check_status();
}
