/* Two threads differentiate at the same time: each has its own tape. */
// RUN: %run-all %s
#include <math.h>
#include <pthread.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
double f(int n, double x)
{
    double y = x;

    for (int i = 0; i < n; i++) {
        if (y > 1)
            y *= 0.5;
        y = sin(y) * x + y * y;
    }
    return y;
}

double f_b(int n, double x, double *x_b, double return_b);

static void *work(void *result)
{
    double x_b = 0;

#if CHECK_MODE & 2
    for (int i = 0; i < 20; i++)
        f_b(2000, 0.7, &x_b, 1);
#endif
    *(double *)result = x_b;
    return NULL;
}

int main(void)
{
    double result[4];
    pthread_t thread[4];

    for (int i = 0; i < 3; i++)
        pthread_create(&thread[i], NULL, work, &result[i]);
    work(&result[3]);
    for (int i = 0; i < 3; i++) {
        pthread_join(thread[i], NULL);
        check(result[i] == result[3]);
    }
    check(CHECK_MODE < 2 || result[3] != 0);
    return check_status();
}
