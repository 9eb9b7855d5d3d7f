/* The largest or the least of elements: few and many, none, in rows of arrays, by float, by an index that begins later, as a
 * branch, turned round and as an expression; several that are equal, NaN, zeros of both signs.  Where an element may change, the
 * index goes by twos, or something else happens on the way, the loop stays. */
// RUN: %run-all %s
// RUN: %run-all --only=clang,gcc --flag=-O3 --flag=-ffp-contract=off %s
// RUN: %adcc %s -o - | FileCheck %s
// RUN: %adcc --disable=largest %s -o - | FileCheck --check-prefix=OFF %s
#include <math.h>
#include <string.h>
#include "check.h"

/* OFF-NOT: adcc_l
 * CHECK-LABEL: rows_b(
 * CHECK: adcc_least_double(x, 0, n, least);
 * CHECK: int [[LAST:[a-z_]+]] = 1 < n ? adcc_largest_double(x + i * n, 1, n, most) : -1;
 * CHECK-NEXT: if ([[LAST]] >= 0) {
 * CHECK-NEXT: most = x[i * n + [[LAST]]];
 * CHECK-NEXT: }
 * CHECK-NOT: adcc_l
 */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double rows(int m, int n, const double *x)
{
    double sum = 0.0, least = 3.0, sine = 0.0;
    for (int i = 0; i < m; i++) {
        double most = x[i * n];
        for (int k = 1; k < n; k++)
            if (x[i * n + k] > most)
                most = x[i * n + k];
        sum += most * most * (i + 1);
    }
    for (int k = 0; k < n; k++)
        if (least > x[k])
            least = x[k];
    for (int k = 0; k < n; k++)
        sine += sin(x[k] - least);
    return sum * least + sine;
}

double rows_d(int m, int n, const double *x, const double *x_d, double *return_d);
double rows_b(int m, int n, const double *x, double *x_b, double return_b);

/* CHECK-LABEL: kinds_b(
 * CHECK: 2 < n ? adcc_largest_float(a[1], 2, n, most) : -1;
 * CHECK: 0 < n + 1 ? adcc_least_float(a[0], 0, n + 1, least) : -1;
 * CHECK: 0 < n ? adcc_largest_float(a[2], 0, n, by) : -1;
 * CHECK-NOT: adcc_l
 */
ADCC_ADJOINT(wrt(a), of(return))
ADCC_TANGENT(wrt(a), of(return))
float kinds(int n, float a[3][70])
{
    float most = a[1][0], least = INFINITY, by = -2.0f;
    for (long k = 2; k < n; k++)
        most = a[1][k] > most ? a[1][k] : most;
    for (short k = 0; k < n + 1; k++)
        least = a[0][k] < least ? a[0][k] : least;
    for (int k = 0; k < n; ++k)
        if (by < a[2][k])
            by = a[2][k];
    return most * least + by * by * most;
}

float kinds_d(int n, float a[3][70], float a_d[3][70], float *return_d);
float kinds_b(int n, float a[3][70], float a_b[3][70], float return_b);

/* CHECK-LABEL: others_b(
 * CHECK-NOT: adcc_l
 */
ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
double others(int n, double *x, const float *small)
{
    double a = -5.0, b = -5.0, c = -5.0, d = -5.0, e = -5.0, g = -5.0, *p = &g;
    int count = 0;
    for (int k = 0; k < n; k += 2)
        if (x[k] > a)
            a = x[k];
    for (int k = 0; k < n; k++) {
        if (x[k] > b)
            b = x[k];
        x[n - 1 - k] = 0.5 * x[n - 1 - k];
    }
    for (int k = 0; k < n; k++)
        if (x[k] > c) {
            c = x[k];
            count++;
        }
    for (int k = 0; k < n; k++)
        if (x[k] >= d)
            d = x[k];
    for (int k = 0; k < n; k++)
        if (small[k] > e)
            e = small[k];
    for (int k = 0; k < n; k++)
        if (x[k] > *p)
            *p = x[k];
    for (int k = 0; k < 5; k++)
        if (x[k] > a)
            a = x[k];
    return a * b + c * count + d * d + e + g * a;
}

double others_d(int n, double *x, double *x_d, const float *small, double *return_d);
double others_b(int n, double *x, double *x_b, const float *small, double return_b);

/* CHECK-LABEL: ends_b(
 * CHECK: adcc_largest_double(
 * CHECK: adcc_largest_double(
 */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double ends(int n, const double *x, double start)
{
    double most = start, late = 0.0, all = 0.0;
    for (int k = 0; k < n; k++)
        if (x[k] > most)
            most = x[k];
    for (int k = 3; k < n - 2; k++)
        late = x[k] > late ? x[k] : late;
    for (int k = 0; k < n; k++)
        all += x[k] > -1.0 ? x[k] * late : 0.0;
    return (most > 100.0 ? 1.0 : all) + most * late;
}

double ends_d(int n, const double *x, const double *x_d, double start, double *return_d);
double ends_b(int n, const double *x, double *x_b, double start, double return_b);

/* Equal elements, NaN and zeros of both signs: the value bit for bit, the derivative where the loop takes it from. */
static void check_special(int n, double start)
{
#if CHECK_MODE & 2
    double x[390], x_b[390] = {0}, most = start;
    int at = -1;
    for (int i = 0; i < n; i++) {
        x[i] = i % 5 == 0 ? NAN : i % 7 == 0 ? 0.75 : i % 3 == 0 ? -0.0 : i % 4 == 0 ? 0.0 : -0.5;
        at = x[i] > most ? i : at;
        most = x[i] > most ? x[i] : most;
    }
    double value = ends(n, x, start), same = ends_b(n, x, x_b, start, 1.0);
    check(memcmp(&value, &same, sizeof value) == 0 || (value != value && same != same));
    double late = 0.0, all = 0.0;
    for (int i = 3; i < n - 2; i++)
        late = x[i] > late ? x[i] : late;
    for (int i = 0; i < n; i++)
        all += x[i] > -1.0 ? x[i] : 0.0;
    for (int i = 0; i < n; i++) {
        double expected = x[i] > -1.0 ? late : 0.0;
        if (i == at)
            expected += late;
        if (late > 0.0 && i == 7)
            expected += all + most;
        check(start != start || x_b[i] == expected);
    }
#else
    (void)n, (void)start;
#endif
}

int main(void)
{
    for (int n = 1; n <= 66; n += n < 4 ? 1 : 31) {
        IN(double, x, [200], -1, 1);
        RETURNS(double);
        CHECK(ret = rows(3, n, x), ret = rows_d(3, n, x, x_d, &ret_d), ret = rows_b(3, n, x, x_b, ret_b));
    }
    for (int n = 1; n <= 66; n += 13) {
        IN(float, a, [3][70], -1, 1);
        RETURNS(float);
        CHECK(ret = kinds(n, a), ret = kinds_d(n, a, a_d, &ret_d), ret = kinds_b(n, a, a_b, ret_b));
    }
    float small[40];
    for (int k = 0; k < 40; k++)
        small[k] = (float)(k * 7 % 11);
    INOUT(double, x, [40], -1, 1);
    RETURNS(double);
    check_if_smooth();
    CHECK(ret = others(40, x, small), ret = others_d(40, x, x_d, small, &ret_d), ret = others_b(40, x, x_b, small, ret_b));
    for (int n = 0; n <= 390; n += 130) {
        IN(double, x, [390], -1, 1);
        RETURNS(double);
        CHECK(ret = ends(n, x, -1.0), ret = ends_d(n, x, x_d, -1.0, &ret_d), ret = ends_b(n, x, x_b, -1.0, ret_b));
    }
    check_special(390, -1.0);
    check_special(40, -0.25);
    check_special(6, -0.25);
    check_special(6, -0.0);
    check_special(40, 0.75);
    check_special(40, NAN);
    return check_status();
}
