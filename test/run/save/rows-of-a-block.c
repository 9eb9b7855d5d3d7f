// Blocks of the tape in nests of loops, of rows that have the same length in all iterations and of others.
// RUN: %run-all %s
#include "check.h"

#include <math.h>

enum { N = 6, M = 5, K = 3 };
typedef struct Shape {
    int n, m;
} Shape;

/* Three loops, which run up, down and in steps; the middle one is left out at times. */
ADCC_TANGENT(wrt(x), of(x))
ADCC_ADJOINT(wrt(x[n * m * 3]), of(x[n * m * 3]))
void deep(int n, int m, double *x)
{
    for (int i = n - 1; i >= 0; i--) {
        if (i == 2)
            continue;
        for (int j = 0; j < m; j += 2) {
            for (int k = 1; k <= 3; k++)
                x[(i * m + j) * 3 + k - 1] *= sin(x[(i * m + j) * 3 + k - 1]);
            x[i * m * 3] *= x[(i * m + j) * 3 + 1];
        }
        for (int j = m; j-- > 0;)
            x[(i * m + j) * 3] *= x[i * m * 3 + 2];
    }
}

/* Rows whose length changes: with the index, with a variable, where it is read, at the end. */
ADCC_TANGENT(wrt(x), of(x))
ADCC_ADJOINT(wrt(x[n * n]), of(x[n * n]))
void uneven(int n, const Shape *shape, double *x)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++)
            x[i * n + j] *= x[j * n + i] * x[i * n + j];
    int length = n;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < length; j++)
            x[i * n + j] *= 0.5 * x[i * n + j];
        length -= i > 1;
    }
    for (int i = 0; i < shape->n; i++) {
        int m = shape->m - (i > 1);
        for (int j = 0; j < m; j++)
            x[i * n + j] = sin(x[i * n + j] * x[i * n + j]);
        for (int j = 0; j < shape->m; j++)
            x[i * n + j] += x[i * n + j] * x[i * n + j];
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            x[i * n + j] *= 1.0 + 0.1 * x[i * n + j] * x[j];
    n = 1;
    x[0] *= x[n];
}

/* Where only some iterations have a row, or several; in a loop that is left and one that is not counted. */
ADCC_TANGENT(wrt(x), of(x))
ADCC_ADJOINT(wrt(x[n * m]), of(x[n * m]))
void some(long n, unsigned m, float *x)
{
    for (long i = 0; i < n; i++) {
        if (x[i * m] > 0.2f)
            for (unsigned j = 0; j < m; j++)
                x[i * m + j] *= x[i * m + j];
        else
            for (unsigned j = 1; j < m; j++)
                x[i * m + j] *= 0.5f * x[i * m + j - 1];
    }
    int rounds = 0;
    while (x[0] < 3.0f && rounds < 4) {
        for (long i = 0; i < n; i++)
            for (unsigned j = 0; j < m; j++)
                x[i * m + j] = 1.1f * x[i * m + j] + 0.1f * x[i * m + j] * x[i * m + j];
        rounds++;
    }
    for (long i = 0; i < n; i++) {
        for (unsigned j = 0; j < m; j++)
            x[i * m + j] *= x[i * m + j];
        if (x[i * m + 1] > 0.5f)
            break;
    }
}

/* Arrays of the iterations, in one of them of arrays; and a pointer that is kept as well. */
ADCC_TANGENT(wrt(x), of(return))
ADCC_ADJOINT(wrt(x[n * m]), of(return))
double arrays(int n, int m, const double *x)
{
    double all = 0.0;
    for (int i = 0; i < n; i++) {
        double row[m], table[m][2];
        const double *from = x + i * m;
        for (int j = 0; j < m; j++) {
            row[j] = sin(from[j]);
            table[j][0] = row[j] * row[j];
            table[j][1] = cos(from[j]);
        }
        for (int j = 1; j < m; j++) {
            row[j] *= row[j - 1] * table[j][1];
            table[j][0] *= table[j - 1][0] + row[j];
        }
        for (int j = 0; j < m; j++)
            all += row[j] * table[j][0] * table[j][1];
        if (i % 2)
            from = row;
        all *= 1.0 + 0.1 * from[1];
    }
    return all;
}

/* Arrays of an iteration that have one length or the other. */
ADCC_TANGENT(wrt(x), of(return))
ADCC_ADJOINT(wrt(x[n]), of(return))
double either(int n, int wide, const double *x)
{
    double t[n], all = 0.0;
    for (int i = 0; i < n; i++) {
        double row[wide ? 20 : 40], last[wide ? 20 : 40];
        for (int j = 0; j < (wide ? 20 : 40); j++) {
            row[j] = 0.02 * x[i] * j;
            last[j] = x[0] * row[j];
        }
        for (int j = 1; j < (wide ? 20 : 40); j++)
            last[j] += last[j - 1] * row[j];
        t[i] = 0.01 * last[wide ? 19 : 39];
    }
    for (int i = 0; i < n; i++)
        all += exp(t[i]);
    return log(all);
}

void deep_d(int n, int m, double *x, double *x_d);
void deep_b(int n, int m, double *x, double *x_b);
void uneven_d(int n, const struct Shape *shape, double *x, double *x_d);
void uneven_b(int n_in, const struct Shape *shape, double *x, double *x_b);
void some_d(long n, unsigned int m, float *x, float *x_d);
void some_b(long n, unsigned int m, float *x, float *x_b);
double arrays_d(int n, int m, const double *x, const double *x_d, double *return_d);
double arrays_b(int n, int m, const double *x, double *x_b, double return_b);

double either_d(int n, int wide, const double *x, const double *x_d, double *return_d);
double either_b(int n, int wide, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n <= N; n++)
        for (int m = n ? 1 : 0; m <= M; m++) {
            INOUT(double, x, [N * M * K], 0.2, 1.2);
            CHECK(deep(n, m, x), deep_d(n, m, x, x_d), deep_b(n, m, x, x_b));
        }
    for (int n = 3; n <= N; n++) {
        INOUT(double, x, [N * N], 0.2, 1.2);
        Shape shape = {n - 1, n - 1};
        CHECK(uneven(n, &shape, x), uneven_d(n, &shape, x, x_d), uneven_b(n, &shape, x, x_b));
    }
    for (int n = 1; n <= N; n++) {
        INOUT(float, x, [N * M], -0.8, 0.8);
        check_if_smooth();
        CHECK(some(n, M, x), some_d(n, M, x, x_d), some_b(n, M, x, x_b));
    }
    for (int n = 0; n <= N; n++) {
        IN(double, x, [N * M], -1, 1);
        RETURNS(double);
        CHECK(ret = arrays(n, M, x), ret = arrays_d(n, M, x, x_d, &ret_d),
              ret = arrays_b(n, M, x, x_b, ret_b));
    }
    for (int wide = 0; wide < 2; wide++) {
        IN(double, x, [N], -0.1, 0.1);
        RETURNS(double);
        check_if_smooth();
        CHECK(ret = either(N, wide, x), ret = either_d(N, wide, x, x_d, &ret_d),
              ret = either_b(N, wide, x, x_b, ret_b));
    }
    return check_status();
}
