// Sums of several iterations are formed side by side; where an iteration matters to those of the next ones, they must not be.
// RUN: %run-all %s
#include "check.h"

#include <math.h>
#include <stddef.h>

enum { N = 11, M = 13 };

/* Rows of a matrix, of which one is left over; then what is not even a whole group. */
ADCC_TANGENT(wrt(a, x), of(y))
ADCC_ADJOINT(wrt(a[n * m], x[m]), of(y[n]))
void product(int n, int m, const double *restrict a, const double *restrict x, double *restrict y)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < m; j++)
            sum += a[i * m + j] * x[j] * x[j];
        y[i] = sin(sum);
    }
}

/* The same memory: row i sees what the rows before it have left. */
ADCC_TANGENT(wrt(a, x), of(x))
ADCC_ADJOINT(wrt(a[n * n], x[n]), of(x[n]))
void solve(int n, const double *a, double *x)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.1;
        for (int j = 0; j < n; j++)
            sum += a[i * n + j] * x[j];
        x[i] = 0.5 * sum;
    }
}

/* Perhaps the same memory. */
ADCC_TANGENT(wrt(a, x), of(y))
ADCC_ADJOINT(wrt(a[n * n], x[n]), of(y[n]))
void perhaps(int n, const double *a, const double *x, double *y)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < n; j++)
            sum += a[i * n + j] * x[j];
        y[i] = 0.5 * sum * sum;
    }
}

/* A sum that begins where the row before ended, and one that begins at its own. */
ADCC_TANGENT(wrt(a), of(y, z))
ADCC_ADJOINT(wrt(a[n * m]), of(y[n], z[n]))
void chained(int n, int m, const double *restrict a, double *restrict y, double *restrict z)
{
    for (int i = 1; i < n; i++) {
        double sum = y[i - 1];
        for (int j = 0; j < m; j++)
            sum += a[i * m + j] * a[i * m + j];
        y[i] = 0.3 * sum;
    }
    for (int i = 2; i <= n - 2; i++) {
        double sum = z[i], weight = 1.0 / i;
        for (int j = 1; j < m - 1; j++) {
            double here = weight * a[i * m + j];
            sum -= here * z[i] * a[(i - 1) * m + j];
        }
        z[i] = weight * sum;
    }
}

/* What an iteration leaves in a variable is in the sums of the next. */
ADCC_TANGENT(wrt(a), of(return))
ADCC_ADJOINT(wrt(a[n * m]), of(return))
double carried(int n, int m, const double *a)
{
    double scale = 1.0, all = 0.0;
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < m; j++)
            sum += scale * a[i * m + j];
        scale = cos(sum);
        all += scale * sum;
    }
    return all;
}

/* The smallest, the first of equal ones; and how often another was smaller. */
ADCC_TANGENT(wrt(a, x), of(return))
ADCC_ADJOINT(wrt(a[n * m], x[m]), of(return))
double nearest(size_t n, size_t m, const double *a, const double *x, int *steps)
{
    double least = INFINITY;
    for (size_t i = 0; i < n; i++) {
        double square = 0.0, count = 0.0;
        for (size_t j = 0; j < m; j++) {
            double away = a[i * m + j] - x[j];
            square += away * away;
            count += 1.0;
        }
        if (square / count < least) {
            least = square / count;
            *steps += 1;
        }
    }
    return sqrt(least);
}

/* Rows of different length; rows that end the loop; rows with a loop of their own behind. */
ADCC_TANGENT(wrt(a), of(return))
ADCC_ADJOINT(wrt(a[n * n]), of(return))
double uneven(int n, const double *a)
{
    double all = 0.0;
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = i; j < n; j++)
            sum += a[i * n + j] * a[j * n + i];
        all += sum * sum;
    }
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < n; j++)
            sum += a[i * n + j];
        if (sum > 1.0)
            break;
        all += sum * sum;
    }
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < n; j++)
            sum += a[i * n + j];
        if (sum > 0.5)
            continue;
        all += sum * sum;
    }
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < n; j++)
            sum += a[i * n + j];
        for (int j = 0; j < n; j++)
            all += sum * a[j * n + i];
    }
    return all;
}

double weights[M];

static double heavier(double sum)
{
    weights[3] += 0.25 * sum;
    return sum * sum;
}

/* A call that changes what the sums are made of. */
ADCC_TANGENT(wrt(a), of(return))
ADCC_ADJOINT(wrt(a[n * M]), of(return))
double called(int n, const double *a)
{
    double all = 0.0;
    for (int j = 0; j < M; j++)
        weights[j] = 1.0 / (j + 1);
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < M; j++)
            sum += weights[j] * a[i * M + j];
        all += heavier(sum);
    }
    return all;
}

/* Two sums, pointers to rows, floats; the index is read after the loop and in the sums. */
ADCC_TANGENT(wrt(a), of(y))
ADCC_ADJOINT(wrt(a[n * m]), of(y[n]))
void moments(long n, int m, const float *restrict a, float *restrict y)
{
    for (long i = 0; i < n; i++) {
        const float *row = a + i * m;
        float mean = (float)i, square = 0.0f;
        for (int j = 0; j < m; j++) {
            mean += row[j] * (float)i;
            square += row[j] * row[j];
        }
        mean /= (float)m;
        y[i] = square / (float)m - mean * mean;
    }
}

/* A pointer that leads to what the rows write; a row that is written behind its sums. */
ADCC_TANGENT(wrt(a), of(a, y))
ADCC_ADJOINT(wrt(a[n * m]), of(a[n * m], y[n]))
void behind(int n, int m, double *restrict a, double *restrict y)
{
    double *next = a + m;
    for (int i = 0; i < n - 1; i++) {
        double sum = 0.0;
        for (int j = 0; j < m; j++)
            sum += a[i * m + j];
        next[i * m] = 0.5 * sum;
        y[i] = sum;
    }
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < m; j++)
            sum += a[i * m + j] * a[i * m + j];
        a[i * m + 2] = sum;
        y[i] += sum;
    }
}

void product_d(int n, int m, const double *a, const double *a_d, const double *x,
    const double *x_d, double *y, double *y_d);
void product_b(int n, int m, const double *a, double *a_b, const double *x, double *x_b,
    double *y, double *y_b);
void solve_d(int n, const double *a, const double *a_d, double *x, double *x_d);
void solve_b(int n, const double *a, double *a_b, double *x, double *x_b);
void perhaps_d(int n, const double *a, const double *a_d, const double *x,
    const double *x_d, double *y, double *y_d);
void perhaps_b(int n, const double *a, double *a_b, const double *x, double *x_b,
    double *y, double *y_b);
void chained_d(int n, int m, const double *a, const double *a_d, double *y, double *y_d,
    double *z, double *z_d);
void chained_b(int n, int m, const double *a, double *a_b, double *y, double *y_b,
    double *z, double *z_b);
double carried_d(int n, int m, const double *a, const double *a_d, double *return_d);
double carried_b(int n, int m, const double *a, double *a_b, double return_b);
double nearest_d(size_t n, size_t m, const double *a, const double *a_d, const double *x,
    const double *x_d, int *steps, double *return_d);
double nearest_b(size_t n, size_t m, const double *a, double *a_b, const double *x,
    double *x_b, int *steps, double return_b);
double uneven_d(int n, const double *a, const double *a_d, double *return_d);
double uneven_b(int n, const double *a, double *a_b, double return_b);
double called_d(int n, const double *a, const double *a_d, double *return_d);
double called_b(int n, const double *a, double *a_b, double return_b);
void moments_d(long n, int m, const float *a, const float *a_d, float *y, float *y_d);
void moments_b(long n, int m, const float *a, float *a_b, float *y, float *y_b);
void behind_d(int n, int m, double *a, double *a_d, double *y, double *y_d);
void behind_b(int n, int m, double *a, double *a_b, double *y, double *y_b);

int main(void)
{
    for (int n = 0; n <= N; n += n < 6 ? 1 : 5) {
        IN(double, a, [N * M], -1, 1);
        IN(double, x, [M], -1, 1);
        INOUT(double, y, [N], -1, 1);
        CHECK(product(n, M, a, x, y), product_d(n, M, a, a_d, x, x_d, y, y_d),
              product_b(n, M, a, a_b, x, x_b, y, y_b));
    }
    {
        IN(double, a, [N * N], -0.3, 0.3);
        INOUT(double, x, [N], -1, 1);
        CHECK(solve(N, a, x), solve_d(N, a, a_d, x, x_d), solve_b(N, a, a_b, x, x_b));
    }
    {
        IN(double, a, [N * N], -0.3, 0.3);
        INOUT(double, x, [N + 3], -1, 1);
        CHECK(perhaps(N, a, x, x + 3), perhaps_d(N, a, a_d, x, x_d, x + 3, x_d + 3),
              perhaps_b(N, a, a_b, x, x_b, x + 3, x_b + 3));
    }
    {
        IN(double, a, [N * M], -1, 1);
        INOUT(double, y, [N], -1, 1);
        INOUT(double, z, [N], -1, 1);
        CHECK(chained(N, M, a, y, z), chained_d(N, M, a, a_d, y, y_d, z, z_d),
              chained_b(N, M, a, a_b, y, y_b, z, z_b));
    }
    {
        IN(double, a, [N * M], -1, 1);
        RETURNS(double);
        CHECK(ret = carried(N, M, a), ret = carried_d(N, M, a, a_d, &ret_d),
              ret = carried_b(N, M, a, a_b, ret_b));
    }
    {
        IN(double, a, [N * M], -1, 1);
        IN(double, x, [M], -1, 1);
        RETURNS(double);
        int steps = 0;
        BYTES(steps);
        CHECK(ret = nearest(N, M, a, x, &steps), ret = nearest_d(N, M, a, a_d, x, x_d, &steps, &ret_d),
              ret = nearest_b(N, M, a, a_b, x, x_b, &steps, ret_b));
    }
    {
        IN(double, a, [N * N], -0.3, 0.3);
        RETURNS(double);
        CHECK(ret = uneven(N, a), ret = uneven_d(N, a, a_d, &ret_d),
              ret = uneven_b(N, a, a_b, ret_b));
    }
    {
        IN(double, a, [N * M], -1, 1);
        RETURNS(double);
        CHECK(ret = called(N, a), ret = called_d(N, a, a_d, &ret_d),
              ret = called_b(N, a, a_b, ret_b));
    }
    {
        IN(float, a, [N * M], -1, 1);
        OUT(float, y, [N]);
        CHECK(moments(N, M, a, y), moments_d(N, M, a, a_d, y, y_d),
              moments_b(N, M, a, a_b, y, y_b));
    }
    {
        INOUT(double, a, [N * M], -1, 1);
        INOUT(double, y, [N], -1, 1);
        CHECK(behind(N, M, a, y), behind_d(N, M, a, a_d, y, y_d),
              behind_b(N, M, a, a_b, y, y_b));
    }
    return check_status();
}
