/* The largest of no elements: what leads to them is not there, an offset has no value; elements in packed structs, and such as
 * may begin anywhere; offsets that are negative. */
// RUN: %run-all %s
#include <stddef.h>
#include <string.h>
#include "check.h"

typedef struct Row {
    int n;
    double *x;
} Row;

ADCC_ADJOINT(wrt(row, x, y), of(return))
ADCC_TANGENT(wrt(row, x, y), of(return))
double none(int n, const Row *row, double **x, const double *y, const int *at, int m)
{
    double a = 0.1, b = 0.1, c = 0.1, d = 0.1;
    for (int i = 0; i < n; i++)
        a = row->x[i] > a ? row->x[i] : a;
    for (int i = 0; i < n; i++)
        if (x[0][i] > b)
            b = x[0][i];
    for (int i = 0; i < n; i++)
        if (y[at[0] + i] > c)
            c = y[at[0] + i];
    for (int i = 0; i < n; i++)
        if (y[7 / m + i] > d)
            d = y[7 / m + i];
    return a * b + c * d * d;
}

#pragma pack(push, 1)
typedef struct Packed {
    char c;
    double a[40];
} Packed;
#pragma pack(pop)

ADCC_ADJOINT(wrt(p), of(return))
ADCC_TANGENT(wrt(p), of(return))
double packed(int n, const Packed *p)
{
    double most = -2.0, least = 2.0;
    for (int i = 0; i < n; i++)
        if (p->a[i] > most)
            most = p->a[i];
    for (int i = 3; i < n + 3; i++)
        if (p->a[-3 + i] < least)
            least = p->a[-3 + i];
    return most * most * least;
}

ADCC_ADJOINT(wrt(y), of(return))
ADCC_TANGENT(wrt(y), of(return))
double before(int n, int from, const double y[40])
{
    double most = -2.0, least = 2.0, all[40];
    for (int i = 0; i < n; i++)
        all[i] = y[i] * y[i];
    for (int i = 3; i < n + 3; i++)
        if (all[-3 + i] > most)
            most = all[-3 + i];
    for (int i = 5; i < n + 5; i++)
        if (all[from + i] < least)
            least = all[from + i];
    return most * least;
}

double none_d(int n, const Row *row, const Row *row_d, double **x, double **x_d, const double *y, const double *y_d, const int *at,
              int m, double *return_d);
double none_b(int n, const Row *row, Row *row_b, double **x, double **x_b, const double *y, double *y_b, const int *at, int m,
              double return_b);
double packed_d(int n, const Packed *p, const Packed *p_d, double *return_d);
double packed_b(int n, const Packed *p, Packed *p_b, double return_b);
double before_d(int n, int from, const double y[40], const double y_d[40], double *return_d);
double before_b(int n, int from, const double y[40], double y_b[40], double return_b);

static void check_none(int n)
{
    IN(double, a, [40], -1, 1);
    IN(double, b, [40], -1, 1);
    IN(double, y, [50], -1, 1);
    RETURNS(double);
    Row row = {n, a}, row_d = {n, a_d}, row_b = {n, a_b};
    double *x[1] = {b}, *x_d[1] = {b_d}, *x_b[1] = {b_b};
    int at = 2, m = n > 0;
    CHECK(ret = none(n, n ? &row : NULL, n ? x : NULL, y, n ? &at : NULL, m),
          ret = none_d(n, n ? &row : NULL, n ? &row_d : NULL, n ? x : NULL, n ? x_d : NULL, y, y_d, n ? &at : NULL, m, &ret_d),
          ret = none_b(n, n ? &row : NULL, n ? &row_b : NULL, n ? x : NULL, n ? x_b : NULL, y, y_b, n ? &at : NULL, m, ret_b));
}

static void check_packed(void)
{
    Packed p = {0}, p_d = {0}, p_b = {0};
    IN(double, a, [40], -1, 1);
    RETURNS(double);
    CHECK((memcpy(p.a, a, sizeof a), ret = packed(40, &p)),
          (memcpy(p.a, a, sizeof a), memcpy(p_d.a, a_d, sizeof a), ret = packed_d(40, &p, &p_d, &ret_d)),
          (memcpy(p.a, a, sizeof a), memcpy(p_b.a, a_b, sizeof a), ret = packed_b(40, &p, &p_b, ret_b),
           memcpy(a_b, p_b.a, sizeof a)));
}

int main(void)
{
    check_none(0);
    check_none(40);
    check_packed();
    IN(double, y, [40], -1, 1);
    RETURNS(double);
    CHECK(ret = before(40, -5, y), ret = before_d(40, -5, y, y_d, &ret_d), ret = before_b(40, -5, y, y_b, ret_b));
    return check_status();
}
