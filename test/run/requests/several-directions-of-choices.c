/* Choices by reals, long integers and pointers, and names of file scope that variables of the derivative must not hide. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>

double c = 0.5, d = 2.0;
int is = 1;

ADCC_ADJOINT(wrt(x), of(return), directions(2))
ADCC_TANGENT(wrt(x), of(return), directions(2))
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double x[3], const double *w, const long *n)
{
    double y = w[0] ? x[0] * x[1] / w[1] : sin(x[2]);
    y += n[0] ? c * cos(x[1] * d) : x[0];
    return (w ? y * x[2] : exp(y)) * is;
}

double f_b(const double x[3], double x_b[3], const double *w, const long *n, double return_b);
double f_d(const double x[3], const double x_d[3], const double *w, const long *n, double *return_d);
double f_bv(const double x[3], double x_b[3][2], const double *w, const long *n, const double return_b[2]);
double f_dv(const double x[3], const double x_d[3][2], const double *w, const long *n, double (*return_d)[2]);

int main(void)
{
    const double x[3] = {0.7, -0.4, 0.3}, x_d[3][2] = {{1.0, -0.2}, {0.4, 0.5}, {-0.6, 3.0}}, seed[2] = {1.0, -3.0};
    for (int k = 0; k < 4; k++) {
        const long wide = k / 2 * 1099511627776;
        double w[2] = {k % 2 ? 0.4 : 0.0, 0.9}, x_b[3][2] = {{0.0}}, y_d[2];
        f_bv(x, x_b, w, &wide, seed);
        f_dv(x, x_d, w, &wide, &y_d);
        for (int j = 0; j < 2; j++) {
            double one_d[3] = {x_d[0][j], x_d[1][j], x_d[2][j]}, one_b[3] = {0.0}, y1_d;
            f_b(x, one_b, w, &wide, seed[j]);
            f_d(x, one_d, w, &wide, &y1_d);
            check_near(y_d[j], y1_d);
            for (int i = 0; i < 3; i++)
                check_near(x_b[i][j], one_b[i]);
        }
    }
    return check_status();
}
