/* Triangles, column by column: rows that begin where indices and what stays say, or something that
 * changes; a block inside hides a name. */
// RUN: %run-all %s
#include "check.h"

/* One triangle for each of k, for all m vectors. */
ADCC_ADJOINT(wrt(a[k * (n * (n + 1) / 2)], x[m * n]), of(return))
ADCC_TANGENT(wrt(a[k * (n * (n + 1) / 2)], x[m * n]), of(return))
double f(int n, int k, int m, const double *a, const double *x)
{
    int width = n * (n + 1) / 2;
    double sum = 0.0;
    for (int l = 0; l < m; l++) {
        double term[k], product = 1.0;
        for (int j = 0; j < k; j++) {
            double y[n], square = 0.0;
            const double *row = a + j * width;
            for (int i = 0; i < n; i++)
                y[i] = 0.5 * x[l * n + i];
            for (int c = 0; c < n; c++) {
                int width = 1;
                for (int r = c; r < n; r++)
                    y[r] += row[(r - c) * width] * x[l * n + c];
                row += n - c;
            }
            for (int i = 0; i < n; i++)
                square += y[i] * y[i];
            term[j] = square;
        }
        for (int j = 0; j < k; j++)
            product *= 0.1 + term[j];
        sum += product;
    }
    return sum;
}

/* A triangle of its own for each; the second, one after the other. */
ADCC_ADJOINT(wrt(a[m * k * (n * (n + 1) / 2)], x[m * n]), of(return))
ADCC_TANGENT(wrt(a[m * k * (n * (n + 1) / 2)], x[m * n]), of(return))
double g(int n, int k, int m, const double *a, const double *x)
{
    int width = n * (n + 1) / 2;
    double sum = 0.0;
    for (int l = 0; l < m; l++) {
        double term[k], product = 1.0;
        int begin = 0;
        for (int j = 0; j < k; j++) {
            double y[n], square = 0.0;
            const double *row = a + (l * k + j) * width, *next = a + begin;
            for (int i = 0; i < n; i++)
                y[i] = 0.5 * x[l * n + i];
            for (int c = 0; c < n; c++) {
                for (int r = c; r < n; r++)
                    y[r] += row[r - c] * x[l * n + c];
                row += n - c;
            }
            for (int c = 0; c < n; c++) {
                for (int r = c; r < n; r++)
                    y[r] += next[r - c] * x[l * n + c];
                next += n - c;
            }
            begin += width;
            for (int i = 0; i < n; i++)
                square += y[i] * y[i];
            term[j] = square;
        }
        for (int j = 0; j < k; j++)
            product *= 0.1 + term[j];
        sum += product;
    }
    return sum;
}

double f_d(int n, int k, int m, const double *a, const double *a_d, const double *x,
           const double *x_d, double *return_d);
double f_b(int n, int k, int m, const double *a, double *a_b, const double *x, double *x_b,
           double return_b);
double g_d(int n, int k, int m, const double *a, const double *a_d, const double *x,
           const double *x_d, double *return_d);
double g_b(int n, int k, int m, const double *a, double *a_b, const double *x, double *x_b,
           double return_b);

int main(void)
{
    {
        IN(double, a, [18], 0.1, 0.4);
        IN(double, x, [6], 0.3, 0.8);
        RETURNS(double);
        CHECK(ret = f(3, 3, 2, a, x), ret = f_d(3, 3, 2, a, a_d, x, x_d, &ret_d),
              ret = f_b(3, 3, 2, a, a_b, x, x_b, ret_b));
    }
    {
        IN(double, a, [36], 0.1, 0.4);
        IN(double, x, [6], 0.3, 0.8);
        RETURNS(double);
        CHECK(ret = g(3, 3, 2, a, x), ret = g_d(3, 3, 2, a, a_d, x, x_d, &ret_d),
              ret = g_b(3, 3, 2, a, a_b, x, x_b, ret_b));
    }
    return check_status();
}
