/* An array that calls fill several times is another each time, unless something of it passes from one time to the
 * next. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static void slope(int n, const double *x, const double *y, double *k)
{
    for (int i = 0; i < n; i++)
        k[i] = x[i] * y[(i + 1) % n] * y[i];
}

static void move(int n, const double *y, double h, const double *k, double *moved)
{
    for (int i = 0; i < n; i++)
        moved[i] = y[i] + h * k[i];
}

static void set_some(int n, const double *y, double *some) /* not the last one */
{
    for (int i = 0; i < n - 1; i++)
        some[i] = sin(y[i]);
}

static void set_if(int n, double c, const double *y, double *w) /* nor always */
{
    for (int i = 0; i < n; i++)
        if (c > 0.5)
            w[i] = y[i] * c;
}

static void add_up(int n, const double *y, double *sum)
{
    for (int i = 0; i < n; i++)
        sum[i] += y[i] * y[i];
}

static void swap(int n, double *a, double *b)
{
    for (int i = 0; i < n; i++) {
        double t = a[i];
        a[i] = b[i] * t;
        b[i] = t;
    }
}

static double square(int n, const double *w)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += w[i] * w[i] * w[i];
    return sum;
}

static void put(int n, const double *w, double *sum)
{
    *sum += square(n, w);
}

ADCC_ADJOINT(wrt(x, y), of(return, y))
ADCC_TANGENT(wrt(x, y), of(return, y))
double f(int n, int steps, const double *x, double *y)
{
    double moved[n], k[n], total = 0.0;
    for (int s = 0; s < steps; s++) {
        slope(n, x, y, k);
        move(n, y, 0.1, k, moved);
        slope(n, x, moved, k);
        move(n, y, 0.1, k, moved);
        slope(n, x, moved, k);
        move(n, y, 0.2, k, y);
    }
    double some[n], w[n], sum[n], many[5];
    move(n, y, 0.3, x, some);
    put(n, some, &total);
    set_some(n, y, some);
    put(n, some, &total);
    move(n - 1, x, 0.4, y, some); /* all but the last, which was there */
    put(n, some, &total);
    move(n, y, 0.3, x, w);
    set_if(n, x[0], y, w);
    put(n, w, &total);
    set_if(n, x[1], y, w);
    put(n, w, &total);
    move(n, x, 0.5, y, w);
    slope(n, w, w, sum);
    add_up(n, w, sum);
    swap(n, sum, w);
    put(n, w, &total);
    move(n, sum, 0.1, w, w);
    put(n, w, &total);
    move(5, x, 0.1, y, many);
    put(5, many, &total);
    move(5, y, 0.1, x, many);
    put(5, many, &total);
    move(5, y, 0.2, many, many);
    put(5, many, &total);
    move(5, x, 0.3, y, many);
    put(4, many, &total);
    move(5, y, 0.3, y, many);
    put(5, many, &total);
    move(5, x, 0.3, x, many);
    put(5, many, &total);
    return total;
}

double f_d(int n, int steps, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, int steps, const double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.2, 0.9);
    INOUT(double, y, [6], 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(6, 5, x, y), ret = f_d(6, 5, x, x_d, y, y_d, &ret_d), ret = f_b(6, 5, x, x_b, y, y_b, ret_b));
    return check_status();
}
