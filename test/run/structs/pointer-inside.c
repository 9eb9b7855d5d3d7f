/* A struct holds a pointer to an array; its shadow struct holds the pointer to the shadow array. */
// RUN: %run-all %s
#include "check.h"

struct matrix {
    int rows, cols;
    double *at;
};

ADCC_ADJOINT(wrt(m, x), of(y))
ADCC_TANGENT(wrt(m, x), of(y))
void multiply(const struct matrix *m, const double *x, double *y)
{
    for (int i = 0; i < m->rows; i++) {
        y[i] = 0;
        for (int j = 0; j < m->cols; j++)
            y[i] += m->at[i * m->cols + j] * x[j];
        y[i] *= y[i];
    }
}

void multiply_d(const struct matrix *m, const struct matrix *m_d, const double *x, const double *x_d,
                double *y, double *y_d);
void multiply_b(const struct matrix *m, struct matrix *m_b, const double *x, double *x_b, double *y,
                double *y_b);

int main(void)
{
    IN(double, a, [6], -1, 1);
    IN(double, x, [3], -1, 1);
    OUT(double, y, [2]);
    struct matrix m = {2, 3, a}, m_b = {0, 0, a_b}, m_d = {0, 0, a_d};

    CHECK(multiply(&m, x, y), multiply_d(&m, &m_d, x, x_d, y, y_d), multiply_b(&m, &m_b, x, x_b, y, y_b));
    return check_status();
}
