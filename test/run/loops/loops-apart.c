/* Rows of one array that lie a multiple of the loop's iterations apart, also behind pointers to
 * parts of it; rows that do not quite, and pointers that do not stay where they began. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(w, x), of(y))
ADCC_TANGENT(wrt(w, x), of(y))
void f(int n, const double *restrict w, const double *restrict x, double *restrict y)
{
    const double *bias = w + 4 * n, *near = w + (2 * n - 1), *moves = w + n;
    for (int i = 0; i < n; i++) /* apart */
        y[i] += x[i] * w[i] * w[n + i] + x[i] * w[i + 3 * n] * bias[i] - bias[n + i] * w[2 * n + i];
    for (int i = 0; i < n; i++) /* one nearer */
        y[i] += x[i] * w[n + i] * near[i];
    for (int i = 0; i < n - 1; i++) /* one further */
        y[i] += x[i] * w[n + i] * near[i];
    for (int i = 0; i < n; i++) { /* another distance each time */
        y[i] += x[i] * w[i] * moves[0];
        moves = w + n + 1 + i / 2;
    }
    for (int i = 0; 2 * i < n; i++) /* fewer iterations than the rows are apart */
        y[i] += x[i] * w[i] * w[n + i];
    for (int i = 0; i < 2 * n; i++) /* more */
        y[i % n] += x[i % n] * w[i] * w[n + i];
}

void f_d(int n, const double *w, const double *w_d, const double *x, const double *x_d, double *y,
         double *y_d);
void f_b(int n, const double *w, double *w_b, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    for (int n = 3; n <= 6; n++) {
        IN(double, w, [36], 0.3, 0.9);
        IN(double, x, [6], 0.5, 1.2);
        INOUT(double, y, [6], 0.5, 1.2);
        CHECK(f(n, w, x, y), f_d(n, w, w_d, x, x_d, y, y_d), f_b(n, w, w_b, x, x_b, y, y_b));
    }
    return check_status();
}
