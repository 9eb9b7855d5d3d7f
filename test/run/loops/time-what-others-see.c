/* A time loop whose state, and what else it writes, is the caller's or at file scope and is overwritten after it. */
// RUN: %run-all %s
#include "check.h"

double level;
int ticks;

static void tick(const double push[3], double z[3])
{
    for (int i = 0; i < 3; i++)
        z[i] += push[i] * z[(i + 1) % 3] * level;
    level = 0.5 * level + 0.1 * z[0];
    ticks++;
}

ADCC_ADJOINT(wrt(z, push), of(return, z, log))
ADCC_TANGENT(wrt(z, push), of(return, z, log))
double f(int n, double push[3], double z[3], double log[32])
{
    double sum = 0.0;

    level = z[2];
    for (int t = 0; t < n; t++) {
        tick(push, z);
        log[t] = z[1] * z[1];
        if (ticks % 2 == 0)
            sum += level * push[0];
    }
    for (int t = 0; t < n; t++)
        log[t] = t % 2 ? 3.0 : log[t] * log[t];
    push[0] = sum * z[0];
    z[1] = level;
    ticks *= 2;
    level = 0.0;
    return sum;
}

double f_d(int n, double push[3], double push_d[3], double z[3], double z_d[3], double log[32], double log_d[32],
           double *return_d);
double f_b(int n, double push[3], double push_b[3], double z[3], double z_b[3], double log[32], double log_b[32],
           double return_b);

int main(void)
{
    for (int n = 0; n < 32; n += n < 5 ? 1 : 13) {
        INOUT(double, push, [3], 0.1, 0.3);
        INOUT(double, z, [3], 0.3, 0.9);
        INOUT(double, log, [32], 0.3, 0.9);
        RETURNS(double);
        BYTES(ticks);
        CHECK(ret = f(n, push, z, log), ret = f_d(n, push, push_d, z, z_d, log, log_d, &ret_d),
              ret = f_b(n, push, push_b, z, z_b, log, log_b, ret_b));
    }
    return check_status();
}
