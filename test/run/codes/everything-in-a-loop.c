#include "check.h"
// RUN: %run-all %s
/* hostile: nested loops with breaks, array temps, index arrays overwritten, callee overwriting */
static void shift(int n, double *a, double *t)
{
    double tmp[8];
    for (int i = 0; i < n; i++) tmp[i] = a[i] * t[i % 3];
    for (int i = 0; i < n; i++) {
        if (tmp[i] > 0.9) { t[0] *= 0.5; continue; }
        a[(i + 1) % n] = tmp[i] * a[i];
        if (a[i] < 0.01) break;
    }
}
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double *t)
{
    int idx[8];
    double s = 0, c;
    for (int k = 0; k < n; k++) idx[k] = (3 * k) % n;
    for (int step = 0; step < 4; step++) {
        shift(n, x, t);
        for (int k = 0; k < n; k++) {
            c = x[idx[k]];
            if (c > 0.5) { idx[k] = (idx[k] + 1) % n; s += c * c; }
            else { double *q = &x[idx[k]]; *q = c * s + t[k % 3]; q = t + k % 3; *q += c * *q; }
            switch (k % 4) {
            case 0: s *= 1.1; break;
            case 1: if (s > 3) { s = s / 2; break; } s += c; /* fall through */
            case 2: t[1] = t[1] * s * 0.1; break;
            default: if (k > 6) s -= c;
            }
        }
        if (s > 50) return s * t[0];
    }
    return s + x[0] * t[2];
}
double f_d(int n, double *x, double *x_d, double *t, double *t_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *t, double *t_b, double return_b);
int main(void)
{
    for (int n = 1; n < 9; n++) {
        INOUT(double, x, [8], 0.3, 1.2);
        INOUT(double, t, [3], 0.3, 1.2);
        RETURNS(double);
        CHECK(ret = f(n, x, t), ret = f_d(n, x, x_d, t, t_d, &ret_d), ret = f_b(n, x, x_b, t, t_b, ret_b));
    }
    return check_status();
}
