/* Rows reached through an array of pointers, and a shadow of it that the caller sets up. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double **rows)
{
    double s = 0;

    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            rows[i][j] *= rows[j][i] + 1;
            s += rows[i][j];
        }
    return s;
}

double f_d(int n, double **rows, double **rows_d, double *return_d);
double f_b(int n, double **rows, double **rows_b, double return_b);

int main(void)
{
    INOUT(double, a, [3][3], 0.5, 1);
    RETURNS(double);
    double *rows[] = {a[0], a[1], a[2]}, *rows_b[] = {a_b[0], a_b[1], a_b[2]},
           *rows_d[] = {a_d[0], a_d[1], a_d[2]};

    CHECK(ret = f(3, rows), ret = f_d(3, rows, rows_d, &ret_d), ret = f_b(3, rows, rows_b, ret_b));
    return check_status();
}
