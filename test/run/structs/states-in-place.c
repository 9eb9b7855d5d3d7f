/* f(x, x)-style aliasing of arguments, overlapping ranges, structs in loops, early return in loops
 * with rerun */
// RUN: %run-all --flag=-w %s
#include "check.h"
#include <math.h>
typedef struct {
    double p[2], v[2];
} body;
static body move(body b, double dt)
{
    for (int i = 0; i < 2; i++)
        b.p[i] += dt * b.v[i] * b.p[1 - i];
    return b;
}
static double energy(const body *b, int n)
{
    double e = 0;
    for (int i = 0; i < n; i++) {
        body c = b[i];
        for (int k = 0; k < 2; k++) {
            double r = c.p[k] * c.v[k];
            if (r > 0.5)
                return e + r;
            e += r * r;
        }
    }
    return e;
}
static void axpy(int n, double a, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] += a * x[i] * x[i];
}
ADCC_ADJOINT(wrt(b, x), of(return, b, x))
ADCC_TANGENT(wrt(b, x), of(return, b, x))
double f(int n, body *b, double *x)
{
    double s = 0, h = 0.1;
    for (int t = 0; t < 4; t++) {
        for (int i = 0; i < n; i++) {
            body q = b[i];
            q.v[0] *= 1 - h * q.p[0];
            b[i] = move(q, h);
            s += q.v[0];
        }
        axpy(n, x[0], x, x);
        axpy(n - 1, x[1], x, x + 1);
        h += energy(b, n) * 0.01;
        if (h > 0.2)
            return s * h;
    }
    for (int i = 0; i < n; i++) {
        body r[2] = {b[i], b[(i + 1) % n]};
        double d = 0;
        for (int k = 0; k < 2; k++)
            d += (r[0].p[k] - r[1].p[k]) * (r[0].p[k] - r[1].v[k]);
        s += sqrt(d * d + 1) * h;
    }
    return s;
}
double f_d(int n, body *b, body *b_d, double *x, double *x_d, double *return_d);
double f_b(int n, body *b, body *b_b, double *x, double *x_b, double return_b);
int main(void)
{
    body b[3], b_d[3], b_b[3];
    double *q = b[0].p, *q_d = b_d[0].p, *q_b = b_b[0].p;
    RANGE(CHECK_INOUT, double, q, 12, 0.1, 0.9);
    INOUT(double, x, [4], 0.1, 0.5);
    RETURNS(double);
    CHECK(ret = f(3, b, x), ret = f_d(3, b, b_d, x, x_d, &ret_d),
          ret = f_b(3, b, b_b, x, x_b, ret_b));
    return check_status();
}
