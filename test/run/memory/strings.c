/* Strings beside reals: literals, members, copies by strdup, buffers, switched pointers. */
// RUN: %run-all %s
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *strdup(const char *s);

struct item {
    const char *name;
    double value;
};

static int length_of(const char *name, int i)
{
    char buffer[32];

    snprintf(buffer, sizeof buffer, "%s%d", name, i);
    return buffer[0] == 'b' ? (int)strlen(buffer) : 3;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x, const char *mode)
{
    char *name = strdup(mode), *other;
    struct item a = {"beta", x[0]};
    double s = 0;

    for (int i = 0; i < n; i++) {
        s += x[i] * x[i] * length_of(name, i) + (strcmp(a.name, "beta") == 0 ? a.value : s);
        a.name = i % 2 ? "beta" : name;
        other = strdup(a.name);
        a.value *= other[0] == mode[0] ? x[i] : 1;
        free(other);
    }
    free(name);
    return mode[1] == 'o' ? s * a.value : s;
}

double f_d(int n, const double *x, const double *x_d, const char *mode, double *return_d);
double f_b(int n, const double *x, double *x_b, const char *mode, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x, "bold"), ret = f_d(6, x, x_d, "bold", &ret_d),
          ret = f_b(6, x, x_b, "bold", ret_b));
    return check_status();
}
