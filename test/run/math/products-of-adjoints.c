/* Adjoints that are products: with numbers in some places or in all, of other types, zero, infinite. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

/* Numbers that move to where the adjoint is worked out, past a sum, a sign and another number. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double energy(int n, const double *x, double far)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        double square = 0.0;
        for (int d = 0; d < 3; d++)
            square += x[3 * i + d] * x[3 * i + d];
        if (square < far) {
            double inverse = 1.0 / (square * square * square);
            sum += 4.0 * inverse * (inverse - 1.0) - 0.5 * inverse * (2.0 + inverse);
        }
    }
    return sum;
}

/* The same number in all places, in all but one, in none; more than once; halves of it. */
ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void mixed(const double x[6], double y[4])
{
    double a = x[0] * x[1], b = x[2] * x[3], c = x[4] + x[5], d = x[0] - x[5];
    double all = a * a + b * b, most = a * a + b, none = a * b * c, cubes = c * c * c + d * d * d;
    for (int i = 0; i < 2; i++)
        cubes += 3.0 * (x[i] * x[i]) * d;
    y[0] = 0.5 * all * x[4];
    y[1] = most * most - sin(most);
    y[2] = none * 2.0 + none * x[1];
    y[3] = -cubes * (0.25 * cubes - 7.0 * x[2]);
}

/* Sums of what has one factor in common: signs, other factors, other types. */
ADCC_ADJOINT(wrt(x, k, l), of(return))
ADCC_TANGENT(wrt(x, k, l), of(return))
double sums(double x, float k, long double l)
{
    double u = x * exp(x) * (x - 2.0), v = 3.0 * x * (1.0 - x) - x * (x + k) / (1.0 + x * x);
    float w = k * k * (2.0f - k) - 3.0f * k * (k + 1.0f);
    long double z = l * (l - 1.0L) * (5.0L * l) + l * x + k;
    return (double)(u * v + w * z + 2.0 * w * w + 2.0 * z * z);
}

/* A half and two tenths on the way, signs of what is no product. */
ADCC_ADJOINT(wrt(p, t), of(return))
ADCC_TANGENT(wrt(p, t), of(return))
double signs(const double *p, double t)
{
    t -= 0.1 * 0.5 * (t * t - t * p[0]);
    return -p[1] * p[1] + -t * 2.0 * t - (-(-p[2]) * -p[1]);
}

/* Adjoints that change between their uses, or that a condition decides about. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double changing(int n, const double *x)
{
    double s = 1.0, r = 0.0;
    for (int i = 0; i < n; i++) {
        double t = s * x[i];
        s = t * t - 2.0 * s * (s - 1.0);
        if (s > 2.0)
            s = 2.0 / s;
        r += s > 0.5 ? 2.0 * t * t : sqrt(t * t) * s;
    }
    return r * s;
}

/* Numbers times adjoints that loops do not change: in branches, in loops inside, with signs, in
 * several loops of a list. */
ADCC_ADJOINT(wrt(x, k), of(return))
ADCC_TANGENT(wrt(x, k), of(return))
double ahead(int n, const double *x, const float *k)
{
    double r = 0.0, s = 1.0;
    float q = 0.0f;
    for (int i = 0; i < n; i++) {
        double t = x[i] * x[0], u = 0.0;
        if (t > 0.5)
            r += 3.0 * x[i] * x[i] * x[i];
        for (int j = 0; j < n; j++) {
            u -= 5.0 * t * t * x[j];
            u += -(t * x[j] * x[j]) - -1.5 * x[j] * (-t * x[j]);
        }
        for (int j = i; j < n; j++)
            if (j != 1)
                u -= 100.0 * x[j] * sin(x[j]) + 0.25 * x[j] * x[j];
        s += x[i] > 0.8 ? u * u : 2.0 * u * x[i];
        q += 3.0f * k[i] * k[i] * k[i];
    }
    for (int i = 0; i < n; i++)
        r += 3.0 * x[i] * x[i] * x[i];
    return r * s + q;
}

/* Loops that are jumped to, and into. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double jumps(int n, const double *x, int from)
{
    double r = 0.0;
    int i = 0;
    switch (from) {
    case 0:
        for (int j = 0; j < n; j++)
            r += x[j] * x[j] * x[j];
        /* fall through */
    case 1:
        for (int j = 1; j < n; j++)
            r -= 2.0 * x[j] * x[j - 1] * x[j];
        break;
    default:
        if (from == 3)
            goto inside;
        for (; i < n; i++) {
            r += x[i] * x[i];
            if (r > 1.0e3)
                goto out;
        inside:
            r += 5.0 * x[i] * x[i] * x[i];
        }
    }
out:
    return r * r;
}

double energy_d(int n, const double *x, const double *x_d, double far, double *return_d);
double energy_b(int n, const double *x, double *x_b, double far, double return_b);
void mixed_d(const double x[6], const double x_d[6], double y[4], double y_d[4]);
void mixed_b(const double x[6], double x_b[6], double y[4], double y_b[4]);
double sums_d(double x, double x_d, float k, float k_d, long double l, long double l_d,
              double *return_d);
double sums_b(double x, double *x_b, float k, float *k_b, long double l, long double *l_b,
              double return_b);
double signs_d(const double *p, const double *p_d, double t, double t_d, double *return_d);
double signs_b(const double *p, double *p_b, double t, double *t_b, double return_b);
double changing_d(int n, const double *x, const double *x_d, double *return_d);
double changing_b(int n, const double *x, double *x_b, double return_b);
double ahead_d(int n, const double *x, const double *x_d, const float *k, const float *k_d,
               double *return_d);
double ahead_b(int n, const double *x, double *x_b, const float *k, float *k_b, double return_b);
double jumps_d(int n, const double *x, const double *x_d, int from, double *return_d);
double jumps_b(int n, const double *x, double *x_b, int from, double return_b);

int main(void)
{
    for (int n = 0; n < 6; n++) {
        IN(double, x, [15], 0.6, 1.1);
        RETURNS(double);
        CHECK(ret = energy(n < 5 ? n : 5, x, 2.0), ret = energy_d(n < 5 ? n : 5, x, x_d, 2.0, &ret_d),
              ret = energy_b(n < 5 ? n : 5, x, x_b, 2.0, ret_b));
    }
    for (int n = 0; n < 3; n++) {
        IN(double, x, [6], -1, 1);
        OUT(double, y, [4]);
        CHECK(mixed(x, y), mixed_d(x, x_d, y, y_d), mixed_b(x, x_b, y, y_b));
    }
    for (int n = 0; n < 3; n++) {
        IN(double, x, , -1, 1);
        IN(float, k, , -1, 1);
        IN(long double, l, , -1, 1);
        RETURNS(double);
        CHECK(ret = sums(x, k, l), ret = sums_d(x, x_d, k, k_d, l, l_d, &ret_d),
              ret = sums_b(x, &x_b, k, &k_b, l, &l_b, ret_b));
    }
    for (int n = 0; n < 3; n++) {
        IN(double, p, [3], -1, 1);
        IN(double, t, , -1, 1);
        RETURNS(double);
        CHECK(ret = signs(p, t), ret = signs_d(p, p_d, t, t_d, &ret_d),
              ret = signs_b(p, p_b, t, &t_b, ret_b));
    }
    for (int n = 0; n < 4; n++) {
        IN(double, x, [4], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = changing(n, x), ret = changing_d(n, x, x_d, &ret_d),
              ret = changing_b(n, x, x_b, ret_b));
    }
    for (int n = 0; n < 4; n++) {
        IN(double, x, [4], 0.3, 0.9);
        IN(float, k, [4], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = ahead(n, x, k), ret = ahead_d(n, x, x_d, k, k_d, &ret_d),
              ret = ahead_b(n, x, x_b, k, k_b, ret_b));
    }
    for (int from = 0; from < 4; from++) {
        IN(double, x, [4], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = jumps(4, x, from), ret = jumps_d(4, x, x_d, from, &ret_d),
              ret = jumps_b(4, x, x_b, from, ret_b));
    }
#if CHECK_MODE & 2
    double none_b[3] = {0.0, -0.0, 1.0};
    float k[3] = {INFINITY, 1.0f, NAN}, k_b[3] = {0};
    ahead_b(0, none_b, none_b, k, k_b, NAN);
    check(none_b[0] == 0.0 && signbit(none_b[1]) && none_b[2] == 1.0);
    double x[6] = {0}, y[4], x_b[6] = {0}, y_b[4] = {1.0, -1.0, 2.0, 0.0};
    mixed_b(x, x_b, y, y_b);
    for (int i = 0; i < 6; i++)
        check_near(x_b[i], 0.0);
    double far[3] = {1.0e60, 0.0, 1.0e-60}, far_b[3] = {0};
    energy_b(1, far, far_b, INFINITY, 1.0);
    for (int i = 0; i < 3; i++)
        check(isfinite(far_b[i]));
    double tiny[3] = {1.0e-40, 0.0, 0.0}, tiny_b[3] = {0};
    energy_b(1, tiny, tiny_b, 1.0, 1.0);
    check(!isfinite(tiny_b[0])); /* as f overflows there */
#endif
    return check_status();
}
