/* Thread-local variables of file scope and of a function: every thread has shadows of its own. */
// RUN: %run-all --whole %s
#include "check.h"

#include <pthread.h>

_Thread_local double scratch[2];
static __thread double gain = 2;

static double next(double x)
{
    static _Thread_local double last;
    double y = x * last;

    last = x;
    return y;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    next(x);
    scratch[0] = x * gain;
    gain = next(y) * scratch[0];
    scratch[1] = gain * gain;
    x = scratch[1] * next(x);
    gain = 2;
    return x;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

static void *work(void *unused)
{
    for (int i = 0; i < 2000; i++) {
        double x_b = 0, y_b = 0;

        f_b(0.5, &x_b, 0.25, &y_b, 1);
        check_near(y_b, 12.0 / 512); /* f is 4 x^5 y^3 */
        check_near(x_b, 20.0 / 1024);
    }
    return unused;
}

int main(void)
{
    pthread_t other;

    IN(double, x, , 0.3, 1);
    IN(double, y, , 0.3, 1);
    RETURNS(double);
    BYTES(scratch);
    BYTES(gain);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
#if CHECK_MODE & 2
    pthread_create(&other, NULL, work, NULL);
    work(NULL);
    pthread_join(other, NULL);
#else
    (void)work, (void)other;
#endif
    return check_status();
}
