/* Elements that are overwritten and read in one iteration, beside others that are the same or not. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x, y), of(x, y))
ADCC_TANGENT(wrt(x, y), of(x, y))
void f(int n, double *x, double *y, const int *at)
{
    for (int i = 0; i < n; i++) { /* known to differ */
        int j = at[i];
        if (i < j) {
            double keep = x[i];
            x[i] = x[j];
            x[j] = keep;
        }
    }
    for (int i = 0; i < n; i++) { /* perhaps the same */
        int j = at[i];
        if (i <= j) {
            double keep = x[i];
            x[i] = 0.5 * x[j];
            x[j] = keep * x[i];
        }
    }
    int k = 0;
    for (int i = 0; i < n; i++) { /* one of the two moves */
        if (k != i) {
            double keep = y[k];
            y[k] = y[i] * keep;
            k = i;
            y[i] = keep * y[k];
        }
        k = at[k];
    }
    for (int i = 0; i < n; i++) { /* other arrays, which may overlap */
        if (i != at[i]) {
            double keep = x[i];
            x[i] = y[i] * keep;
            y[at[i]] = keep + x[at[i]];
            x[at[i]] = 2.0 * keep;
        }
    }
    for (int i = 0; i < n; i++) { /* by what a sum depends on itself */
        double t = x[i];
        x[i] = y[i] * t;
        y[i] = x[i] * t;
        x[i] = y[i] + t;
    }
}

void f_d(int n, double *x, double *x_d, double *y, double *y_d, const int *at);
void f_b(int n, double *x, double *x_b, double *y, double *y_b, const int *at);

int main(void)
{
    static const int at[] = {3, 1, 4, 5, 0, 2};
    for (int apart = 0; apart < 2; apart++) {
        INOUT(double, z, [12], 0.4, 1.2);
        double *x = z, *x_b = z_b, *x_d = z_d;
        double *y = z + 1 + 5 * apart, *y_b = z_b + 1 + 5 * apart, *y_d = z_d + 1 + 5 * apart;
        CHECK(f(6, x, y, at), f_d(6, x, x_d, y, y_d, at), f_b(6, x, x_b, y, y_b, at));
    }
    return check_status();
}
