/* A time loop that keeps every k-th state in a caller's buffer and reads an old one back. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(u, c, store), of(u, store))
ADCC_TANGENT(wrt(u, c, store), of(u, store))
void run(int n, int steps, int every, double *u, double c, double *store)
{
    int kept = 0;

    for (int t = 0; t < steps; t++) {
        if (t % every == 0) {
            for (int i = 0; i < n; i++)
                store[kept * n + i] = u[i];
            kept++;
        }
        for (int i = 0; i < n; i++)
            u[i] += c * u[(i + 1) % n] * u[i];
        if (t % every == every - 1)
            for (int i = 0; i < n; i++)
                u[i] = 0.7 * u[i] + 0.3 * store[(kept - 1) * n + i];
    }
}

void run_d(int n, int steps, int every, double *u, double *u_d, double c, double c_d, double *store,
           double *store_d);
void run_b(int n, int steps, int every, double *u, double *u_b, double c, double *c_b, double *store,
           double *store_b);

int main(void)
{
    INOUT(double, u, [3], 0.1, 0.9);
    IN(double, c, , 0.1, 0.4);
    INOUT(double, store, [9], 0.1, 0.9);
    CHECK(run(3, 7, 3, u, c, store), run_d(3, 7, 3, u, u_d, c, c_d, store, store_d),
          run_b(3, 7, 3, u, u_b, c, &c_b, store, store_b));
    return check_status();
}
