/* Elements as far apart as the loop has iterations, nearer, further, and where the distance moves. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x, w), of(x))
ADCC_TANGENT(wrt(x, w), of(x))
void f(int n, double *restrict x, const double *restrict w)
{
    for (int half = 1; half < n; half *= 2)
        for (int start = 0; start < n; start += 2 * half)
            for (int k = 0; k < half; k++) { /* a loop apart */
                int i = start + k, j = i + half;
                double t = w[k] * x[j];
                x[j] = x[i] - t;
                x[i] += t;
            }
    for (int k = 0; k < n / 2; k++) { /* one nearer */
        int i = k, j = i + n / 2 - 1;
        x[j] = x[i] * x[j] + w[k];
    }
    for (int k = 0; k < n / 2 - 1; k++) { /* one further */
        int j = k + n / 2;
        x[j] = x[k] * x[j] + w[k];
    }
    for (int k = 0; 2 * k < n - 2; k++) { /* the index moves by two, the distance is n / 2 */
        int j = 2 * k + 2;
        x[j] = x[2 * k] * x[j] + w[k];
    }
    for (int k = 2; k < 5; k++) { /* from two on, three iterations */
        x[k + 3] *= x[k];
        x[k] += w[k] * x[k + 3];
    }
    for (int k = 0, d = 3; k < 3; k++, d--) { /* the distance shrinks */
        x[k + d] *= x[k];
        x[k] += w[k] * x[k + d];
    }
}

void f_d(int n, double *x, double *x_d, const double *w, const double *w_d);
void f_b(int n, double *x, double *x_b, const double *w, double *w_b);

int main(void)
{
    for (int n = 8; n <= 16; n *= 2) {
        INOUT(double, x, [16], 0.5, 1.2);
        IN(double, w, [8], 0.3, 0.9);
        CHECK(f(n, x, w), f_d(n, x, x_d, w, w_d), f_b(n, x, x_b, w, w_b));
    }
    return check_status();
}
