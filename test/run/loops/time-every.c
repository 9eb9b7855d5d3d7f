/* Runs of a length that the source says: of one iteration, of some, longer than the loop; and none. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

ADCC_ADJOINT(wrt(u), of(return, u))
ADCC_TANGENT(wrt(u), of(return, u))
double f(int n, double u[4])
{
    double sum = 0.0, scale = 1.0;

    ADCC_CHECKPOINT(every = 1)
    for (int t = 0; t < n; t++)
        for (int i = 0; i < 4; i++)
            u[i] = 0.5 * u[i] + sin(u[(i + 1) % 4]);
    ADCC_CHECKPOINT(every = 3)
    for (int t = n; t >= 1; t--) {
        scale *= 1.0 - 0.1 * u[t % 4];
        sum += scale * scale;
    }
    ADCC_CHECKPOINT(every = 1000)
    for (int t = 0; t < n; t++)
        u[t % 4] *= u[(t + 1) % 4] * scale;
    ADCC_NO_CHECKPOINT
    for (int t = 0; t < n; t++)
        sum += (u[t % 4] *= 0.9);
    return sum;
}

double f_d(int n, double u[4], double u_d[4], double *return_d);
double f_b(int n, double u[4], double u_b[4], double return_b);

int main(void)
{
    for (int n = 0; n < 12; n += n < 5 ? 1 : 3) {
        INOUT(double, u, [4], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, u), ret = f_d(n, u, u_d, &ret_d), ret = f_b(n, u, u_b, ret_b));
    }
    return check_status();
}
