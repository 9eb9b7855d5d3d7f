// Steps on a grid: what neighbouring rows add to one another, rows of all lengths and distances.
// RUN: %run-all %s
// RUN: %run-all --only=clang,gcc --flag=-O3 --flag=-fopenmp-simd --flag=-DADCC_OPENMP_SIMD %s
#include "check.h"

enum { N = 700, MIDDLE = 300, SIDE = 20 };

static void step(int n, int m, const double *speed, const double *u, double *other)
{
    if (n > 1000 || m > 1000)
        return;
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            int at = i * m + j;
            other[at] = 2.0 * u[at] - other[at] +
                        speed[at] * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] - 4.0 * u[at]);
        }
}

/* The fields change their places. */
ADCC_ADJOINT(wrt(speed, start), of(end))
ADCC_TANGENT(wrt(speed, start), of(end))
void steps(int n, int m, int count, const double *speed, const double *start, double *end)
{
    double first[N], second[N], *u = first, *other = second;
    for (int k = 0; k < N; k++) {
        first[k] = start[k];
        second[k] = 0.5 * start[k] * start[k];
    }
    for (int s = 0; s < count; s++) {
        step(n, m, speed, u, other);
        double *swap = u;
        u = other;
        other = swap;
        u[s] *= u[s];
    }
    for (int k = 0; k < N; k++)
        end[k] = u[k] + 2.0 * other[k];
}

static void leap(int n, int m, const double *u, double *other)
{
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            int at = i * m + j;
            other[at] = 2.0 * u[at] - other[at] +
                        0.3 * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] - 4.0 * u[at]);
        }
}

/* They may be one. */
ADCC_ADJOINT(wrt(u), of(u))
ADCC_TANGENT(wrt(u), of(u))
void leaps(int n, int m, int apart, double *u)
{
    double other[N];
    for (int k = 0; k < N; k++)
        other[k] = 0.5 * u[k] * u[k];
    leap(n, m, u, apart ? other : u);
    leap(n, m, other, u);
}

/* Rows overlap, are one, or come in the other direction; rows of u are farther apart than asked for,
 * or not as far. */
ADCC_ADJOINT(wrt(u, k, s), of(v, s))
ADCC_TANGENT(wrt(u, k, s), of(v, s))
void strided(int first, int last, int from, int to, long far, const double *restrict u,
             const double *restrict k, double *restrict v, double *restrict s)
{
    s[0] *= s[0];
    for (int i = first; i <= last; i++)
        for (int j = from; j < to; j++)
            v[i * far + j] +=
                k[i * far + j] * (u[(i - 1) * far + j] + u[(i + 1) * far + j] + u[i * far + j - 1] +
                                  u[far * i + j + 1] - 4.0 * u[i * far + j]);
}

/* Not the element itself; the rim has two columns, of float. */
ADCC_ADJOINT(wrt(u, a, b, s), of(v, s))
ADCC_TANGENT(wrt(u, a, b, s), of(v, s))
void jacobi(int n, int m, float a, float b, const float *restrict u, float *restrict v, float *restrict s)
{
    s[0] *= s[0];
    for (int i = 1; i <= n; i++)
        for (int j = 0; j <= m; j++) {
            int at = i * (m + 2) + 1 + j;
            v[at] = a * (u[at - m - 2] + u[at + m + 2]) + b * (u[at - 1] + u[at + 1]) -
                    2.0f * a * u[at - m - 2];
        }
}

/* The middle of the row is between what it adds to. */
ADCC_ADJOINT(wrt(u, s), of(v, s))
ADCC_TANGENT(wrt(u, s), of(v, s))
void average(int n, int m, const double *restrict k, const double *restrict u, double *restrict v, double *restrict s)
{
    s[0] *= s[0];
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            int up = (i - 1) * m + j, here = i * m + j;
            v[here] = k[here] * (u[up] + u[here + m] + u[here - 1] + u[here + 1]);
        }
}

/* Arrays of arrays; one row, or column, at a time. */
ADCC_ADJOINT(wrt(u, k, s), of(v, s))
ADCC_TANGENT(wrt(u, k, s), of(v, s))
void plane(int n, int m, const double u[restrict n][m], const double k[restrict n][m],
           double v[restrict n][m], double *restrict s)
{
    s[0] *= s[0];
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++)
            v[i][j] = 0.5 * u[i][j] + k[i][j] * (u[i - 1][j] + u[i + 1][j] + u[i][j - 1] +
                                                 u[i][j + 1] - 4.0 * u[i][j]);
}

/* Numbers as sizes. */
ADCC_ADJOINT(wrt(u), of(v, w))
ADCC_TANGENT(wrt(u), of(v, w))
void fixed(const double u[restrict SIDE * SIDE], double v[restrict SIDE][SIDE],
           double w[restrict SIDE][SIDE])
{
    for (int i = 1; i < SIDE - 1; i++)
        for (int j = 1; j < SIDE - 1; j++)
            v[i][j] += 0.1 * (u[SIDE * i + j - SIDE] + u[SIDE * i + j + SIDE] + u[SIDE * i + j - 1] +
                              u[SIDE * i + j + 1] - 4.0 * u[SIDE * i + j]);
    for (int i = 0; i < SIDE; i++)
        v[0][i] = v[i][i] * v[i][i];
    for (int i = 1; i < SIDE - 1; i++)
        for (int j = 0; j < SIDE - 1; j++)
            w[i][j] -= 0.1 * (v[i - 1][j] + v[i + 1][j] + v[i][j + 1] - v[i][j]);
}

/* Two fields that act on one another, and one of their sums. */
ADCC_ADJOINT(wrt(u, v, s), of(p, q, return, s))
ADCC_TANGENT(wrt(u, v, s), of(p, q, return, s))
double both(int n, int m, const double *restrict u, const double *restrict v, double *restrict p,
            double *restrict q, double *restrict s)
{
    double sum = 0.0;
    s[0] *= s[0];
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            int at = i * m + j;
            double uvv = u[at] * v[at] * v[at];
            p[at] = u[at] + 0.2 * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] - 4.0 * u[at]) - uvv;
            q[at] = v[at] + 0.1 * (v[at - m] + v[at + m] + v[at - 1] + v[at + 1] - 4.0 * v[at]) + uvv;
            sum += uvv;
        }
    return sum;
}

/* A triangle; neighbours on one side, or two rows away; and corners. */
ADCC_ADJOINT(wrt(u, s), of(v, s))
ADCC_TANGENT(wrt(u, s), of(v, s))
void other_shapes(int n, int m, const double *restrict k, const double *restrict u,
                  double *restrict v, double *restrict s)
{
    s[0] *= s[0];
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - i; j++) {
            int at = i * m + j;
            v[at] = k[at] * (u[at - m] + u[at + m] + u[at - 1] + u[at + 1] - 4.0 * u[at]);
        }
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++)
            v[i * m + j] += k[j] * (u[i * m + j - m] - u[i * m + j] + u[i * m + j - 1]);
    for (int i = 2; i < n - 2; i++)
        for (int j = 1; j < m - 1; j++)
            v[i * m + j] -= k[j] * (u[i * m + j - 2 * m] + u[i * m + j + 2 * m] - u[i * m + j + 1]);
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++)
            v[i * m + j] += k[0] * (u[i * m + j - m] - 3.0 * u[i * m + j] - u[i * m + j + m - 1] +
                                    u[i * m + j + 1 + m]);
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            const double *here = u + i * m + j;
            v[i * m + j] -= k[j] * (here[-m - 1] + here[m + 1] + here[-m] + here[m] - 3.0 * here[0]);
        }
}

/* What is added to is read as well, or its rows are found in memory. */
ADCC_ADJOINT(wrt(x), of(x))
ADCC_TANGENT(wrt(x), of(x))
void in_place(int n, int m, double *x)
{
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++) {
            int at = i * m + j;
            x[at] = 0.5 * x[at] * x[at] + 0.1 * (x[at - m] + x[at + m] + x[at - 1] + x[at + 1]);
        }
}

ADCC_ADJOINT(wrt(x, s), of(v, s))
ADCC_TANGENT(wrt(x, s), of(v, s))
void by_pointers(int n, int m, int turn, const double *x, double *restrict v, double *restrict s)
{
    const double *row[SIDE];
    for (int i = 0; i < SIDE; i++)
        row[i] = x + (i * turn) % SIDE * m;
    s[0] *= s[0];
    for (int i = 1; i < n - 1; i++)
        for (int j = 1; j < m - 1; j++)
            v[i * m + j] = 0.3 * (row[i - 1][j] + row[i + 1][j] + row[i][j - 1] + row[i][j + 1]);
}

void steps_d(int n, int m, int count, const double *speed, const double *speed_d,
             const double *start, const double *start_d, double *end, double *end_d);
void steps_b(int n, int m, int count, const double *speed, double *speed_b, const double *start,
             double *start_b, double *end, double *end_b);
void leaps_d(int n, int m, int apart, double *u, double *u_d);
void leaps_b(int n, int m, int apart, double *u, double *u_b);
void strided_d(int first, int last, int from, int to, long far, const double *u, const double *u_d,
               const double *k, const double *k_d, double *v, double *v_d, double *s, double *s_d);
void strided_b(int first, int last, int from, int to, long far, const double *u, double *u_b,
               const double *k, double *k_b, double *v, double *v_b, double *s, double *s_b);
void jacobi_d(int n, int m, float a, float a_d, float b, float b_d, const float *u,
              const float *u_d, float *v, float *v_d, float *s, float *s_d);
void jacobi_b(int n, int m, float a, float *a_b, float b, float *b_b, const float *u, float *u_b,
              float *v, float *v_b, float *s, float *s_b);
void average_d(int n, int m, const double *k, const double *u, const double *u_d, double *v,
               double *v_d, double *s, double *s_d);
void average_b(int n, int m, const double *k, const double *u, double *u_b, double *v, double *v_b, double *s, double *s_b);
void plane_d(int n, int m, const double u[n][m], const double u_d[n][m], const double k[n][m],
             const double k_d[n][m], double v[n][m], double v_d[n][m], double *s, double *s_d);
void plane_b(int n, int m, const double u[n][m], double u_b[n][m], const double k[n][m],
             double k_b[n][m], double v[n][m], double v_b[n][m], double *s, double *s_b);
void fixed_d(const double u[SIDE * SIDE], const double u_d[SIDE * SIDE], double v[SIDE][SIDE],
             double v_d[SIDE][SIDE], double w[SIDE][SIDE], double w_d[SIDE][SIDE]);
void fixed_b(const double u[SIDE * SIDE], double u_b[SIDE * SIDE], double v[SIDE][SIDE],
             double v_b[SIDE][SIDE], double w[SIDE][SIDE], double w_b[SIDE][SIDE]);
double both_d(int n, int m, const double *u, const double *u_d, const double *v, const double *v_d,
              double *p, double *p_d, double *q, double *q_d, double *s, double *s_d, double *ret_d);
double both_b(int n, int m, const double *u, double *u_b, const double *v, double *v_b, double *p,
              double *p_b, double *q, double *q_b, double *s, double *s_b, double ret_b);
void other_shapes_d(int n, int m, const double *k, const double *u, const double *u_d, double *v,
                    double *v_d, double *s, double *s_d);
void other_shapes_b(int n, int m, const double *k, const double *u, double *u_b, double *v,
                    double *v_b, double *s, double *s_b);
void in_place_d(int n, int m, double *x, double *x_d);
void in_place_b(int n, int m, double *x, double *x_b);
void by_pointers_d(int n, int m, int turn, const double *x, const double *x_d, double *v,
                   double *v_d, double *s, double *s_d);
void by_pointers_b(int n, int m, int turn, const double *x, double *x_b, double *v, double *v_b, double *s, double *s_b);

static void check_grids(int n, int m)
{
    for (int count = 1; count < 3; count++) {
        IN(double, speed, [N], -1, 1);
        IN(double, start, [N], -1, 1);
        OUT(double, end, [N]);
        CHECK(steps(n, m, count, speed, start, end),
              steps_d(n, m, count, speed, speed_d, start, start_d, end, end_d),
              steps_b(n, m, count, speed, speed_b, start, start_b, end, end_b));
    }
    for (int apart = 0; apart < 2; apart++) {
        INOUT(double, u, [N], -1, 1);
        CHECK(leaps(n, m, apart, u), leaps_d(n, m, apart, u, u_d), leaps_b(n, m, apart, u, u_b));
    }
    {
        IN(double, u, [N], -1, 1);
        IN(double, v, [N], -1, 1);
        INOUT(double, p, [N], -1, 1);
        INOUT(double, q, [N], -1, 1);
        RETURNS(double);
        INOUT(double, s, [1], -1, 1);
        CHECK(ret = both(n, m, u, v, p, q, s),
              ret = both_d(n, m, u, u_d, v, v_d, p, p_d, q, q_d, s, s_d, &ret_d),
              ret = both_b(n, m, u, u_b, v, v_b, p, p_b, q, q_b, s, s_b, ret_b));
    }
    double k[N];
    for (int i = 0; i < N; i++)
        k[i] = 0.3 + i % 7;
    {
        IN(double, u, [N], -1, 1);
        INOUT(double, v, [N], -1, 1);
        INOUT(double, s, [1], -1, 1);
        CHECK(average(n, m, k, u, v, s), average_d(n, m, k, u, u_d, v, v_d, s, s_d),
              average_b(n, m, k, u, u_b, v, v_b, s, s_b));
    }
    {
        IN(double, u, [N], -1, 1);
        INOUT(double, v, [N], -1, 1);
        INOUT(double, s, [1], -1, 1);
        CHECK(other_shapes(n, m, k, u, v, s), other_shapes_d(n, m, k, u, u_d, v, v_d, s, s_d),
              other_shapes_b(n, m, k, u, u_b, v, v_b, s, s_b));
    }
    INOUT(double, x, [N], -1, 1);
    CHECK(in_place(n, m, x), in_place_d(n, m, x, x_d), in_place_b(n, m, x, x_b));
}

static void check_planes(int n, int m)
{
    if (n > 0 && m > 0) {
        IN(double, u, [N], -1, 1);
        IN(double, k, [N], -1, 1);
        INOUT(double, v, [N], -1, 1);
        INOUT(double, s, [1], -1, 1);
        CHECK(plane(n, m, (void *)u, (void *)k, (void *)v, s),
              plane_d(n, m, (void *)u, (void *)u_d, (void *)k, (void *)k_d, (void *)v, (void *)v_d, s, s_d),
              plane_b(n, m, (void *)u, (void *)u_b, (void *)k, (void *)k_b, (void *)v, (void *)v_b, s, s_b));
    }
    IN(float, u, [2 * N], -1, 1);
    IN(float, a, , -1, 1);
    IN(float, b, , -1, 1);
    INOUT(float, v, [2 * N], -1, 1);
    INOUT(float, s, [1], -1, 1);
    CHECK(jacobi(n, m, a, b, u, v, s), jacobi_d(n, m, a, a_d, b, b_d, u, u_d, v, v_d, s, s_d),
          jacobi_b(n, m, a, &a_b, b, &b_b, u, u_b, v, v_b, s, s_b));
}

static void check_strides(int first, int last, int from, int to)
{
    const long far[] = {-40, -2, 0, 1, 17, 40};
    for (unsigned k = 0; k < sizeof far / sizeof *far; k++) {
        IN(double, u, [N], -1, 1);
        IN(double, c, [N], -1, 1);
        INOUT(double, v, [N], -1, 1);
        INOUT(double, s, [1], -1, 1);
        CHECK(strided(first, last, from, to, far[k], u + MIDDLE, c + MIDDLE, v + MIDDLE, s),
              strided_d(first, last, from, to, far[k], u + MIDDLE, u_d + MIDDLE, c + MIDDLE,
                        c_d + MIDDLE, v + MIDDLE, v_d + MIDDLE, s, s_d),
              strided_b(first, last, from, to, far[k], u + MIDDLE, u_b + MIDDLE, c + MIDDLE,
                        c_b + MIDDLE, v + MIDDLE, v_b + MIDDLE, s, s_b));
    }
}

/* Seeds that are zero change nothing, whatever the factors; nothing waits for what is outside. */
static void check_bounds(void)
{
#if CHECK_MODE & 2
    double u[9] = {0}, u_b[9], k[9] = {0}, k_b[9] = {0}, v[9] = {0}, v_b[9] = {0}, s = 1, s_b = 0;
    for (int i = 0; i < 9; i++) {
        u_b[i] = i;
        k[i] = 1e300;
    }
    for (int call = 0; call < 2; call++)
        strided_b(1, 1, 1, 2, 3, u, u_b, k, k_b, v, v_b, &s, &s_b);
    for (int i = 0; i < 9; i++)
        check(u_b[i] == i);
    v_b[4] = 1.0;
    /* what is before the first neighbour, and behind the last one, is not there */
    strided_b(1, 1, 1, 2, 3, u + 1, u_b + 1, k, k_b, v, v_b, &s, &s_b);
    check(u_b[2] == 2.0 + 1e300 && u_b[4] == 4.0 + 1e300 && u_b[5] == 5.0 - 4e300);
    check(u_b[0] == 0.0 && u_b[1] == 1.0 && u_b[3] == 3.0 && u_b[7] == 7.0);
    /* too few rows, or columns, for any step */
    average_b(2, 2147483647, k, u, u_b, v, v_b, &s, &s_b);
    average_b(100000, 2, k, u, u_b, v, v_b, &s, &s_b);
    check(u_b[0] == 0.0 && u_b[7] == 7.0);
#endif
}

int main(void)
{
    const int sizes[][2] = {{0, 0}, {1, 9}, {2, 9},  {3, 9},   {9, 2},   {9, 3},
                            {3, 3}, {4, 4}, {-4, 5}, {9, -30}, {4, 150}, {20, 20}};
    for (unsigned k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        check_grids(sizes[k][0], sizes[k][1]);
        check_planes(sizes[k][0], sizes[k][1]);
    }
    for (int last = 0; last < 4; last++)
        check_strides(1, last, 2, 20 + last);
    check_strides(-2, 2, -7, 9);
    check_strides(-2, 2, 3, 4);
    check_strides(0, 3, 3, -3);
    {
        IN(double, u, [SIDE * SIDE], -1, 1);
        INOUT(double, v, [SIDE][SIDE], -1, 1);
        INOUT(double, w, [SIDE][SIDE], -1, 1);
        CHECK(fixed(u, v, w), fixed_d(u, u_d, v, v_d, w, w_d), fixed_b(u, u_b, v, v_b, w, w_b));
    }
    for (int turn = 0; turn < 2; turn++) {
        IN(double, x, [N], -1, 1);
        INOUT(double, v, [N], -1, 1);
        INOUT(double, s, [1], -1, 1);
        CHECK(by_pointers(SIDE, 30, turn, x, v, s), by_pointers_d(SIDE, 30, turn, x, x_d, v, v_d, s, s_d),
              by_pointers_b(SIDE, 30, turn, x, x_b, v, v_b, s, s_b));
    }
    check_bounds();
    return check_status();
}
