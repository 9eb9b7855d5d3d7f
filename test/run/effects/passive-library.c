/* div and its like, numbers read from text, text written: no derivative flows, all happens once. */
// RUN: %run-all %s
#include "check.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, int n, const char *text)
{
    div_t a = div(n, 3);
    ldiv_t b = ldiv(n, 2);
    lldiv_t c = lldiv(n, 7);
    imaxdiv_t d = imaxdiv(n, 5);
    char *end, buffer[40];
    double k = strtod(text, &end) + atof(end);
    ADCC_INACTIVE float z = 0.0F;
    snprintf(buffer, sizeof buffer, "%g %d", n * 0.0 + 1.5, n);
    double y = x * x;
    int fields = sscanf(buffer, "%f %d", &z, &n);
    y *= z * (float)fields;
    return y * k * (a.quot + b.rem + (int)c.rem + (int)d.quot) * abs(n) * (double)labs(-3L) +
           x * (double)strlen(buffer) * strtof(text, NULL);
}

double f_d(double x, double x_d, int n, const char *text, double *return_d);
double f_b(double x, double *x_b, int n, const char *text, double return_b);

int main(void)
{
    IN(double, x, , 0.2, 1);
    RETURNS(double);
    CHECK(ret = f(x, 17, "2.5 0.25"), ret = f_d(x, x_d, 17, "2.5 0.25", &ret_d),
          ret = f_b(x, &x_b, 17, "2.5 0.25", ret_b));
    return check_status();
}
