/* Structs that hold pointers to active arrays, copied, passed and returned by value, kept in loops. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct {
    int n;
    double scale, *at;
} vector;

static vector part(vector v, int from, int n)
{
    vector w = v;
    w.at = v.at + from;
    w.n = n;
    w.scale = v.scale * 1.5;
    return w;
}

static double sum(vector v)
{
    double s = 0.0;
    for (int i = 0; i < v.n; i++)
        s += v.at[i] * v.at[i] * v.scale;
    return s;
}

static double fold(vector v)
{
    if (v.n == 1)
        return sin(v.at[0]) * v.scale;
    vector l = part(v, 0, v.n / 2), r = part(v, v.n / 2, v.n - v.n / 2);
    double a = fold(l), b = fold(r);
    l.at[0] += 0.1 * a * b;
    return a * b + a;
}

ADCC_ADJOINT(wrt(x, k), of(return, x))
ADCC_TANGENT(wrt(x, k), of(return, x))
double f(int n, double x[n], double k)
{
    vector v = {n, k, x}, w[2];
    double s = fold(v);
    w[0] = v;
    w[1] = part(v, 1, n - 1);
    for (int i = 0; i < 3; i++) {
        vector u = i % 2 ? w[0] : w[1], t = w[i % 2];
        w[i % 2] = part(u, 0, u.n - 1);
        t.at[0] *= 1.0 + 0.1 * u.at[u.n - 1] * u.scale;
        part(t, 0, 1);
        s += sum(u) * sum(w[0]) * t.scale;
    }
    return s;
}

double f_d(int n, double x[n], double x_d[n], double k, double k_d, double *return_d);
double f_b(int n, double x[n], double x_b[n], double k, double *k_b, double return_b);

int main(void)
{
    INOUT(double, x, [6], 0.2, 0.7);
    IN(double, k, , 0.2, 0.7);
    RETURNS(double);
    CHECK(ret = f(6, x, k), ret = f_d(6, x, x_d, k, k_d, &ret_d), ret = f_b(6, x, x_b, k, &k_b, ret_b));
    return check_status();
}
