/* Active and inactive parameters of many types, interleaved. */
// RUN: %run-all %s
#include <stdbool.h>
#include <stdio.h>
#include "check.h"

ADCC_ADJOINT(wrt(a, b, c, d), of(return, e, c))
ADCC_TANGENT(wrt(a, b, c, d), of(return, e, c))
long double f(const char *name, float a, bool flag, const double *b, int n, double c[2], void *user,
              long double d, FILE *log, double *e)
{
    if (flag && name[0] == 'f' && user == NULL && log == NULL)
        for (int i = 0; i < n; i++) {
            c[i] *= a * b[i];
            *e = c[i] * (double)d;
            d += *e;
        }
    return d * a;
}

long double f_d(const char *name, float a, float a_d, bool flag, const double *b, const double *b_d, int n,
                double c[2], double c_d[2], void *user, long double d, long double d_d, FILE *log, double *e,
                double *e_d, long double *return_d);
long double f_b(const char *name, float a, float *a_b, bool flag, const double *b, double *b_b, int n,
                double c[2], double c_b[2], void *user, long double d, long double *d_b, FILE *log,
                double *e, double *e_b, long double return_b);

int main(void)
{
    IN(float, a, , 0.1, 0.4);
    IN(double, b, [2], 0.1, 0.4);
    INOUT(double, c, [2], 0.1, 0.4);
    IN(long double, d, , 0.1, 0.4);
    OUT(double, e, );
    RETURNS(long double);
    CHECK(ret = f("f", a, true, b, 2, c, NULL, d, NULL, &e),
          ret = f_d("f", a, a_d, true, b, b_d, 2, c, c_d, NULL, d, d_d, NULL, &e, &e_d, &ret_d),
          ret = f_b("f", a, &a_b, true, b, b_b, 2, c, c_b, NULL, d, &d_b, NULL, &e, &e_b, ret_b));
    return check_status();
}
