/* GNU vectors as arguments and results, in initialisers of structs and arrays, and pointed to. */
// RUN: %run-all %s
#include "check.h"

typedef double v2 __attribute__((vector_size(16)));
typedef float f4 __attribute__((vector_size(16)));
struct scaled {
    v2 at;
    double k;
};
struct ray {
    v2 from, to;
    float t;
};
struct several {
    int n;
    struct scaled s[2];
    v2 z;
};

static inline v2 axpy(double a, v2 x, v2 y)
{
    x = x * y; /* its own */
    if (a > 0.5)
        return y - x;
    return a * x + y;
}

static inline double dot(const v2 x, const v2 y)
{
    v2 z = x * y;
    return z[0] + z[1];
}

static inline v2 splat(double x)
{
    return (v2){x, x};
}

static v2 power(v2 x, int n)
{
    return n == 0 ? splat(1) : power(x, n - 1) * x;
}

static v2 along(struct ray r)
{
    return r.from + r.to * (double)r.t;
}

static void accumulate(v2 *sum, v2 x)
{
    *sum += x * *sum;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double x[4])
{
    v2 a = {x[0] * x[2], x[1] + x[3]};
    v2 b = axpy(x[0], a, a * a);
    struct scaled s = {b, x[1]}, u = {.k = 2, .at = {x[1]}};
    struct ray ray = {{x[0], x[1]}, {x[3], x[2]}, 1.25F};
    struct several t = {3, {{a, 1}, {axpy(2, b, a), x[3]}}, .z = splat(x[2])};
    v2 r = s.at * s.k + u.at * u.k;

    for (int i = 0; i < t.n; i++) {
        r = axpy(dot(r, a), axpy(x[i], r, b), splat(dot(a, b)) * 0.1);
        accumulate(&r, t.s[i % 2].at);
        r *= t.s[1].k;
    }
    if (dot(r, a) > 0)
        accumulate(&r, power(a, 3));
    r += along(ray);
    return r[0] * r[1] + dot(power(a, 2), t.z);
}

static void all(v2 *w, int n)
{
    for (int i = 0; i < n; i++)
        w[i] = w[i] * w[(i + 1) % n] + 0.5;
}

static double ends(const v2 *w)
{
    return (*w)[0] * (*w)[1];
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double g(const double x[4])
{
    v2 w[2] = {{x[0], x[1]}, {x[3]}};
    v2 p[2] = {w[1], w[0] * x[2]};

    all(w, 2);
    v2 *q = w + 1;
    *q += w[0];
    v2 s = *q;
    for (v2 *r = w; r < w + 2; r++)
        s = s * *r + p[r - w];
    v2 const c = s;
    return ends(&c) + ends(w) * s[1] * s[0];
}

static float sum(f4 x)
{
    float s = 0;

    for (int i = 0; i < 4; i++)
        s += x[i];
    return s;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
float h(const float x[4])
{
    f4 w = {x[0], x[1] * x[2], x[3]};

    return sum(w * w) * sum(w + 1.0F);
}

double f_d(const double x[4], const double x_d[4], double *return_d);
double f_b(const double x[4], double x_b[4], double return_b);
double g_d(const double x[4], const double x_d[4], double *return_d);
double g_b(const double x[4], double x_b[4], double return_b);
float h_d(const float x[4], const float x_d[4], float *return_d);
float h_b(const float x[4], float x_b[4], float return_b);

static void check_f(void)
{
    IN(double, x, [4], 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
}

static void check_g(void)
{
    IN(double, x, [4], 0.5, 1);
    RETURNS(double);
    CHECK(ret = g(x), ret = g_d(x, x_d, &ret_d), ret = g_b(x, x_b, ret_b));
}

static void check_h(void)
{
    IN(float, x, [4], 0.5, 1);
    RETURNS(float);
    CHECK(ret = h(x), ret = h_d(x, x_d, &ret_d), ret = h_b(x, x_b, ret_b));
}

int main(void)
{
    check_f();
    check_g();
    check_h();
    return check_status();
}
