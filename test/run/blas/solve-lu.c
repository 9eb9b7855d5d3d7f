/* Linear systems by LU: at once and by factors, transposed, pivots, factors used again. */
// RUN: %run-all --lib=-llapacke --lib=-lopenblas %s
#include "check.h"
#include <cblas.h>
#include <lapacke.h>

/* The solution of gesv, and with its factors one of the transposed system. */
ADCC_ADJOINT(wrt(a, b, c), of(return, a, b, c))
ADCC_TANGENT(wrt(a, b, c), of(return, a, b, c))
double both(int layout, char trans, double a[12], double b[12], double c[12])
{
    int pivots[3];
    if (LAPACKE_dgesv(layout, 3, 2, a, 4, pivots, b, 4) != 0)
        return 0.0;
    LAPACKE_dgetrs(layout, trans, 3, 2, a, 4, pivots, c, 4);
    return b[0] * c[1] * a[1];
}

/* Only the solution, of systems that change from step to step. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
float steps(int n, const float x[n])
{
    float a[n][n], b[n], s = 0.0F;
    int pivots[n];
    for (int i = 0; i < n; i++)
        b[i] = x[i];
    for (int step = 0; step < 3; step++) {
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                a[i][j] = (i == j ? 3.0F : 0.5F) + x[i] * b[j];
        s += LAPACKE_sgesv(LAPACK_ROW_MAJOR, n, 1, a[0], n, pivots, b, 1) == 0 ? b[0] : 0.0F;
        b[n - 1] *= x[0];
    }
    return s;
}

/* Factors of rectangles. */
ADCC_ADJOINT(wrt(a), of(a))
ADCC_TANGENT(wrt(a), of(a))
void factors(int layout, int m, int n, int *pivots, double a[20])
{
    LAPACKE_dgetrf(layout, m, n, a, 5, pivots);
}

double both_d(int layout, char trans, double a[12], double a_d[12], double b[12], double b_d[12],
              double c[12], double c_d[12], double *return_d);
double both_b(int layout, char trans, double a[12], double a_b[12], double b[12], double b_b[12],
              double c[12], double c_b[12], double return_b);
float steps_d(int n, const float x[n], const float x_d[n], float *return_d);
float steps_b(int n, const float x[n], float x_b[n], float return_b);
void factors_d(int layout, int m, int n, int *pivots, double a[20], double a_d[20]);
void factors_b(int layout, int m, int n, int *pivots, double a[20], double a_b[20]);

int main(void)
{
    for (int i = 0; i < 4; i++) {
        int layout = i & 1 ? LAPACK_ROW_MAJOR : LAPACK_COL_MAJOR;
        char trans = i & 2 ? 'N' : 'T';
        INOUT(double, a, [12], -1, 1);
        INOUT(double, b, [12], -1, 1);
        INOUT(double, c, [12], -1, 1);
        RETURNS(double);
        CHECK(ret = both(layout, trans, a, b, c),
              ret = both_d(layout, trans, a, a_d, b, b_d, c, c_d, &ret_d),
              ret = both_b(layout, trans, a, a_b, b, b_b, c, c_b, ret_b));
        for (int m = 2; m < 5; m++) {
            int pivots[4] = {0};
            INOUT(double, f, [20], 0.5, 1);
            BYTES(pivots);
            CHECK(factors(layout, m, 6 - m, pivots, f), factors_d(layout, m, 6 - m, pivots, f, f_d),
                  factors_b(layout, m, 6 - m, pivots, f, f_b));
        }
    }
    IN(float, x, [3], 0.3, 0.9);
    RETURNS(float);
    CHECK(ret = steps(3, x), ret = steps_d(3, x, x_d, &ret_d), ret = steps_b(3, x, x_b, ret_b));
    return check_status();
}
