/* A pointer that one call gives and another leaves null; a parameter that is null in all calls. */
// RUN: %run-all %s
#include "check.h"

/* d becomes what is missing of x to 1; their sum is added to the total, if somebody wants it. */
static void missing(int n, const double *x, double *d, double *total)
{
    for (int i = 0; i < n; i++) {
        d[i] = 1.0 - x[i] * x[i];
        if (total)
            *total += d[i] * x[i];
    }
}

ADCC_ADJOINT(wrt(x), of(d))
ADCC_TANGENT(wrt(x), of(d))
double without(int n, const double x[n], double d[n])
{
    double total = 0.0;
    missing(n, x, d, 0);
    missing(n, x, d, &total);
    return total;
}

ADCC_ADJOINT(wrt(x), of(d, return))
ADCC_TANGENT(wrt(x), of(d, return))
double with(int n, const double x[n], double d[n])
{
    double total = 0.0;
    missing(n, x, d, &total);
    missing(n, x, d, (double *)0);
    return total * x[0];
}

/* Members of what is never there. */
typedef struct Sums {
    double first, weight[2];
} Sums;

static double norm(int n, const double *x, Sums *sums, const double *weight)
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        double w = weight ? weight[i] : 2.0;
        s += w * x[i] * x[i];
        if (sums) {
            sums->first += x[i];
            sums->weight[i % 2] *= w * x[i];
            s *= sums->weight[0];
        }
    }
    return s;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double never(int n, const double x[n])
{
    return norm(n, x, NULL, NULL) * norm(n - 1, x + 1, NULL, NULL);
}

double without_b(int n, const double x[n], double x_b[n], double d[n], double d_b[n]);
double without_d(int n, const double x[n], const double x_d[n], double d[n], double d_d[n]);
double with_b(int n, const double x[n], double x_b[n], double d[n], double d_b[n], double return_b);
double with_d(int n, const double x[n], const double x_d[n], double d[n], double d_d[n],
              double *return_d);
double never_b(int n, const double x[n], double x_b[n], double return_b);
double never_d(int n, const double x[n], const double x_d[n], double *return_d);

int main(void)
{
    {
        IN(double, x, [4], -1, 1);
        OUT(double, d, [4]);
        double ret = 0;
        BYTES(ret);
        CHECK(ret = without(4, x, d), ret = without_d(4, x, x_d, d, d_d),
              ret = without_b(4, x, x_b, d, d_b));
    }
    {
        IN(double, x, [4], -1, 1);
        OUT(double, d, [4]);
        RETURNS(double);
        CHECK(ret = with(4, x, d), ret = with_d(4, x, x_d, d, d_d, &ret_d),
              ret = with_b(4, x, x_b, d, d_b, ret_b));
    }
    {
        IN(double, x, [4], -1, 1);
        RETURNS(double);
        CHECK(ret = never(4, x), ret = never_d(4, x, x_d, &ret_d), ret = never_b(4, x, x_b, ret_b));
    }
    return check_status();
}
