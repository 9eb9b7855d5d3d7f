/* Pointers to three buffers turn round; loops nest in time; a step may be skipped; NOALIAS in a
 * callee. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <stdlib.h>

static double leap(int n, const float *c, double *restrict nxt, const double *cur,
                   const double *old)
{
    double e = 0;
    for (int i = 1; i < n - 1; i++) {
        nxt[i] = 1.2 * cur[i] - 0.4 * old[i] +
                 c[i] * (1 + 0.1 * sin(cur[i])) * (cur[i + 1] - 2 * cur[i] + cur[i - 1]);
        e += nxt[i] * nxt[i];
    }
    if (n > 0)
        nxt[0] = nxt[n - 1] = cur[n / 2] * 0.5;
    return e;
}
ADCC_ADJOINT(wrt(u, c), of(return, u))
ADCC_TANGENT(wrt(u, c), of(return, u))
double f(int n, int outer, int inner, double *u, const float *c)
{
    double *b = calloc((size_t)(3 * n), sizeof *b), *p[3] = {b, b + n, b + 2 * n}, s = 0;
    for (int i = 0; i < n; i++)
        p[1][i] = u[i], p[0][i] = u[n - 1 - i];
    double *old = p[0], *cur = p[1], *nxt = p[2];
    for (int o = 0; o < outer; ++o) {
        double part = 0;
        for (int t = inner; t-- > 0;) {
            double e = leap(n, c, nxt, cur, old);
            part += e / (1 + e);
            if (part > 2.5)
                break;
            double *k = old;
            old = cur, cur = nxt, nxt = k;
        }
        s = s * 0.5 + part;
        if (s < 0.2)
            continue;
        for (int i = 0; i < n; i += 3)
            cur[i] = cur[i] / (1 + cur[i] * cur[i]);
    }
    for (int i = 0; i < n; i++)
        u[i] = cur[i] - 0.3 * old[i] * nxt[i];
    free(b);
    return s;
}
double f_d(int n, int outer, int inner, double *u, double *u_d, const float *c, const float *c_d,
           double *return_d);
double f_b(int n, int outer, int inner, double *u, double *u_b, const float *c, float *c_b,
           double return_b);
int main(void)
{
    for (int n = 1; n < 12; n += 1 + n / 2)
        for (int outer = 0; outer < 9; outer = 2 * outer + 1)
            for (int inner = 0; inner < 6; inner += 1 + inner / 2) {
                INOUT(double, u, [12], -0.5, 0.5);
                IN(float, c, [12], 0.01, 0.2);
                RETURNS(double);
                check_tolerance(1e-5, 1e-2);
                check_if_smooth();
                CHECK(ret = f(n, outer, inner, u, c),
                      ret = f_d(n, outer, inner, u, u_d, c, c_d, &ret_d),
                      ret = f_b(n, outer, inner, u, u_b, c, c_b, ret_b));
            }
    return check_status();
}
