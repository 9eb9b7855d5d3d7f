// Four rows add to what they share in one loop; rows that overlap, or that see what others have added, must not.
// RUN: %run-all %s
#include "check.h"

#include <math.h>
#include <stddef.h>

enum { N = 11, M = 13 };

/* The adjoints of what the rows leave are known only after the reverse of this. */
#define MIX(n, y) \
    for (int i = 1; i < (int)(n); i++) \
        (y)[i] *= (y)[i - 1]

/* Rows of a matrix, of which some are left over; then too few for a group. */
ADCC_TANGENT(wrt(a, x), of(y))
ADCC_ADJOINT(wrt(a[n * m], x[m]), of(y[n]))
void product(int n, int m, const double *restrict a, const double *restrict x, double *restrict y)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.5 * y[i];
        for (int j = 0; j < m; j++)
            sum += a[i * m + j] * x[j] * x[j];
        y[i] = sin(sum);
    }
    MIX(n, y);
}

/* Rows that begin one element, and three, after one another: each overlaps the next ones. */
ADCC_TANGENT(wrt(h, x), of(y))
ADCC_ADJOINT(wrt(h[3 * n + m], x[m]), of(y[n]))
void convolve(int n, int m, const double *restrict h, const double *restrict x, double *restrict y)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < m; j++)
            sum += h[i + j] * x[j];
        y[i] = sum * sum;
    }
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < m; j++)
            sum += h[3 * i + j] * x[j];
        y[i] += sum * sum;
    }
    MIX(n, y);
}

/* Rows as far apart as a variable says: less than they are long. */
ADCC_TANGENT(wrt(a, x), of(y))
ADCC_ADJOINT(wrt(a[n * m], x[m]), of(y[n]))
void overlap(int n, int m, int apart, const double *restrict a, const double *restrict x,
    double *restrict y)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < m; j++)
            sum += a[i * apart + j] * x[j];
        y[i] = sum * sum;
    }
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j <= apart; j++)
            sum += a[i * apart + j] * x[j];
        y[i] += sum * sum;
    }
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < apart; j++)
            sum += a[i * apart + j] * x[j];
        y[i] += sum * sum;
    }
    MIX(n, y);
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
    MIX(n, y);
}

/* A matrix times one of its rows: what is shared is a row as well; then two rows of one matrix. */
ADCC_TANGENT(wrt(a), of(y))
ADCC_ADJOINT(wrt(a[n * m]), of(y[n]))
void itself(int n, int m, const double *restrict a, double *restrict y)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < m; j++)
            sum += a[i * m + j] * a[2 * m + j];
        y[i] = sum;
    }
    for (int i = 0; i < n - 1; i++) {
        double sum = 0.0;
        for (int j = 0; j < m; j++)
            sum += a[i * m + j] * a[(i + 1) * m + j];
        y[i] += sum * sum;
    }
    MIX(n, y);
}

/* Arrays of arrays, from the second column on; what a row leaves is in the next ones. */
ADCC_TANGENT(wrt(a, x), of(return))
ADCC_ADJOINT(wrt(a, x), of(return))
double chained(const double a[restrict N][M], const double x[restrict M])
{
    double last = 1.0, scale[N], all = 0.0;
    for (int i = 0; i < N; i++) {
        double sum = 0.0;
        for (int j = 1; j < M; j++)
            sum += a[i][j] * x[j];
        scale[i] = sum * sum;
        all += scale[i] * x[i];
    }
    MIX(N, scale);
    for (int i = 0; i < N; i++) {
        double sum = last;
        for (int j = 2; j < M - 1; j++)
            sum += a[i][j] * x[j] * scale[i];
        last = cos(sum);
    }
    return all + last;
}

/* The result of a row goes to an element that later rows read, and to one that earlier ones did. */
ADCC_TANGENT(wrt(a, x), of(x, y))
ADCC_ADJOINT(wrt(a[n * m], x[n + m]), of(x[n + m], y[n]))
void forward(int n, int m, const double *restrict a, double *restrict x, double *restrict y)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int j = 0; j < m; j++)
            sum += a[i * m + j] * x[j];
        x[i + 3] += 0.1 * sum;
        y[i] = x[i] * sum;
    }
    for (int i = 0; i < n; i++) {
        double sum = y[n - 1 - i];
        for (int j = 0; j < m; j++)
            sum += a[i * m + j] * x[j];
        y[i] = sum;
    }
    MIX(n, y);
}

/* Rows through pointers, two of which lead to the same one; indices that wrap around in theory. */
ADCC_TANGENT(wrt(a, x), of(y))
ADCC_ADJOINT(wrt(a[n * m], x[m]), of(y[n]))
void indexed(size_t n, unsigned m, const float *restrict a, const float *restrict x,
    float *restrict y)
{
    const float *rows[N];
    for (size_t i = 0; i < n; i++)
        rows[i] = a + (i == 5 ? 1 : i) * m;
    for (size_t i = 0; i < n; i++) {
        float sum = 0.0f;
        for (unsigned j = 0; j < m; j++)
            sum += rows[i][j] * x[j];
        y[i] = sum * sum;
    }
    for (unsigned i = 0; i < n; i++) {
        float sum = 0.0f;
        for (unsigned j = 0; j < m; j++)
            sum += a[i * m + j] * x[j];
        y[i] += sum * sum;
    }
    for (size_t i = 0; i < n; i++) {
        float sum = 0.0f;
        for (size_t j = 0; j < m; j++)
            sum += a[i * m + j] * x[j];
        y[i] *= sum;
    }
    MIX(n, y);
}

void product_d(int n, int m, const double *a, const double *a_d, const double *x,
    const double *x_d, double *y, double *y_d);
void product_b(int n, int m, const double *a, double *a_b, const double *x, double *x_b,
    double *y, double *y_b);
void convolve_d(int n, int m, const double *h, const double *h_d, const double *x,
    const double *x_d, double *y, double *y_d);
void convolve_b(int n, int m, const double *h, double *h_b, const double *x, double *x_b,
    double *y, double *y_b);
void overlap_d(int n, int m, int apart, const double *a, const double *a_d, const double *x,
    const double *x_d, double *y, double *y_d);
void overlap_b(int n, int m, int apart, const double *a, double *a_b, const double *x,
    double *x_b, double *y, double *y_b);
void perhaps_d(int n, const double *a, const double *a_d, const double *x,
    const double *x_d, double *y, double *y_d);
void perhaps_b(int n, const double *a, double *a_b, const double *x, double *x_b,
    double *y, double *y_b);
void itself_d(int n, int m, const double *a, const double *a_d, double *y, double *y_d);
void itself_b(int n, int m, const double *a, double *a_b, double *y, double *y_b);
double chained_d(const double a[N][M], const double a_d[N][M], const double x[M],
    const double x_d[M], double *return_d);
double chained_b(const double a[N][M], double a_b[N][M], const double x[M], double x_b[M],
    double return_b);
void forward_d(int n, int m, const double *a, const double *a_d, double *x, double *x_d,
    double *y, double *y_d);
void forward_b(int n, int m, const double *a, double *a_b, double *x, double *x_b, double *y,
    double *y_b);
void indexed_d(size_t n, unsigned m, const float *a, const float *a_d, const float *x,
    const float *x_d, float *y, float *y_d);
void indexed_b(size_t n, unsigned m, const float *a, float *a_b, const float *x, float *x_b,
    float *y, float *y_b);

static void check_rows(void)
{
    for (int n = 0; n <= N; n += n < 6 ? 1 : 5) {
        IN(double, a, [N * M], -1, 1);
        IN(double, x, [M], -1, 1);
        INOUT(double, y, [N], -1, 1);
        CHECK(product(n, M, a, x, y), product_d(n, M, a, a_d, x, x_d, y, y_d),
              product_b(n, M, a, a_b, x, x_b, y, y_b));
    }
    {
        IN(double, h, [3 * N + M], -1, 1);
        IN(double, x, [M], -1, 1);
        OUT(double, y, [N]);
        CHECK(convolve(N, M, h, x, y), convolve_d(N, M, h, h_d, x, x_d, y, y_d),
              convolve_b(N, M, h, h_b, x, x_b, y, y_b));
    }
    for (int apart = 0; apart < M; apart += 3) {
        IN(double, a, [N * M], -1, 1);
        IN(double, x, [M], -1, 1);
        OUT(double, y, [N]);
        CHECK(overlap(N, M, apart, a, x, y), overlap_d(N, M, apart, a, a_d, x, x_d, y, y_d),
              overlap_b(N, M, apart, a, a_b, x, x_b, y, y_b));
    }
}

static void check_memory(void)
{
    {
        IN(double, a, [N * N], -0.3, 0.3);
        INOUT(double, x, [N + 3], -1, 1);
        CHECK(perhaps(N, a, x, x + 3), perhaps_d(N, a, a_d, x, x_d, x + 3, x_d + 3),
              perhaps_b(N, a, a_b, x, x_b, x + 3, x_b + 3));
    }
    {
        IN(double, a, [N * M], -1, 1);
        OUT(double, y, [N]);
        CHECK(itself(N, M, a, y), itself_d(N, M, a, a_d, y, y_d), itself_b(N, M, a, a_b, y, y_b));
    }
}

int main(void)
{
    check_rows();
    check_memory();
    {
        IN(double, a, [N][M], -0.3, 0.3);
        IN(double, x, [M], -1, 1);
        RETURNS(double);
        CHECK(ret = chained(a, x), ret = chained_d(a, a_d, x, x_d, &ret_d),
              ret = chained_b(a, a_b, x, x_b, ret_b));
    }
    {
        IN(double, a, [N * M], -0.3, 0.3);
        INOUT(double, x, [N + M], -1, 1);
        OUT(double, y, [N]);
        CHECK(forward(N, M, a, x, y), forward_d(N, M, a, a_d, x, x_d, y, y_d),
              forward_b(N, M, a, a_b, x, x_b, y, y_b));
    }
    {
        IN(float, a, [N * M], -1, 1);
        IN(float, x, [M], -1, 1);
        OUT(float, y, [N]);
        CHECK(indexed(N, M, a, x, y), indexed_d(N, M, a, a_d, x, x_d, y, y_d),
              indexed_b(N, M, a, a_b, x, x_b, y, y_b));
    }
    return check_status();
}
