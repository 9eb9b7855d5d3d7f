/* What loops step is saved before them, unless something else changes it: triangles, one after the other. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x, y), of(return))
ADCC_TANGENT(wrt(x, y), of(return))
double f(int m, int n, const double *x, const double *y)
{
    double sum = 0.0;
    for (int o = 0; o < m; o++) {
        double t[m], u[m];
        for (int k = 0; k < m; k++) {
            const double *row = x + k;
            double s[n + 1], norm = x[o];
            int at = k;
            for (int i = 0; i < n; i++)
                s[i] = y[i] * x[o];
            for (int i = 0; i < n; i++) {
                for (int j = i; j < n; j++)
                    s[j] += row[j - i] * y[i] + x[at];
                row += n - i;
                at += 1;
            }
            for (int i = 0; i < n; i++)
                norm += s[i] * s[i];
            t[k] = norm;
        }
        for (int k = 0; k < m; k++)
            sum += t[k] * t[m - 1 - k];
        for (int k = 0; k < m; k++) { /* stepped before and after as well */
            const double *row = x + k;
            double s[n + 1], norm = 0.0;
            for (int i = 0; i < n; i++)
                s[i] = y[i] * x[o];
            row += 1;
            for (int i = 0; i < n; i++) {
                for (int j = i; j < n; j++)
                    s[j] += row[j - i] * y[i];
                row += n - i;
            }
            if (x[k] > 0.5)
                row -= 1;
            for (int i = 0; i < n; i++)
                norm += s[i] * s[i];
            u[k] = norm * row[0];
        }
        for (int k = 0; k < m; k++)
            sum += u[k] * u[m - 1 - k];
    }
    return sum;
}

double f_d(int m, int n, const double *x, const double *x_d, const double *y, const double *y_d, double *return_d);
double f_b(int m, int n, const double *x, double *x_b, const double *y, double *y_b, double return_b);

int main(void)
{
    for (int n = 0; n < 5; n += 2) {
        IN(double, x, [20], 0.2, 0.9);
        IN(double, y, [5], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(3, n, x, y), ret = f_d(3, n, x, x_d, y, y_d, &ret_d), ret = f_b(3, n, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
