/* Pointers to where an element of an integer array says, as in the rows of a sparse matrix. */
// RUN: %run-all %s
#include "check.h"

struct matrix {
    int rows;
    const int *begin, *column;
};

ADCC_ADJOINT(wrt(value, x), of(y))
ADCC_TANGENT(wrt(value, x), of(y))
void f(const struct matrix *m, const int *order, const double *value, const double *x, double *y)
{
    for (int i = 0; i < m->rows; i++) {
        const double *a = value + m->begin[i];
        const int *column = m->column + m->begin[i];
        double *to = y + order[i], s = 0.0;
        for (int k = 0; k < m->begin[i + 1] - m->begin[i]; k++)
            s += a[k] * x[column[k]];
        *to = s * s;
    }
}

void f_d(const struct matrix *m, const int *order, const double *value, const double *value_d,
         const double *x, const double *x_d, double *y, double *y_d);
void f_b(const struct matrix *m, const int *order, const double *value, double *value_b,
         const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    static const int begin[] = {0, 2, 3, 3, 5}, column[] = {0, 2, 1, 0, 3}, order[] = {2, 0, 3, 1};
    struct matrix m = {4, begin, column};
    IN(double, value, [5], 0.2, 0.9);
    IN(double, x, [4], 0.2, 0.9);
    OUT(double, y, [4]);
    CHECK(f(&m, order, value, x, y), f_d(&m, order, value, value_d, x, x_d, y, y_d),
          f_b(&m, order, value, value_b, x, x_b, y, y_b));
    return check_status();
}
