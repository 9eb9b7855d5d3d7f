/* Short loops that read constant tables are written out: up, down, by steps, with signed and unsigned indices, with jumps; a
 * table that is written to, one of 17, and a loop that is not in another are left as they are. */
// RUN: %run-all %s
// RUN: %adcc %s -o - | FileCheck %s
// RUN: %adcc --disable=unroll %s -o - | FileCheck --check-prefix=OFF %s
#include <math.h>
#include "check.h"

static const int dx[5] = {0, 1, 0, -1, 0}, dy[5] = {0, 0, 1, 0, -1};
static const double weight[5] = {0.5, 0.125, 0.0, 0.125, -0.25};
static const double wide[17] = {1.0, -2.0, 0.25, 1.5, 0.75, 1.0, 0.5, 0.1};

/* CHECK-LABEL: f_b(
 * CHECK: ADCC_UNROLL(5)
 * CHECK-NEXT: for (int k = 0; k < 5; k++)
 * OFF-LABEL: f_b(
 * OFF-NOT: ADCC_UNROLL
 */
ADCC_ADJOINT(wrt(u), of(return))
ADCC_TANGENT(wrt(u), of(return))
double f(int n, int m, const double *u)
{
    double sum = 0.0, scale[3] = {1.0, 2.0, 3.0};
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++) {
            double s = 0.0;
            for (int k = 0; k < 5; k++)
                s += weight[k] * u[(i + dx[k] + n) % n * m + (j + dy[k] + m) % m];
            for (int k = 4; k > 0; k -= 2)
                s *= 1.0 + weight[k] * u[i * m + j] * cos(s);
            for (unsigned k = 1; k < 5u; k++) {
                if (weight[k] * u[i * m + j] > 0.05)
                    continue;
                if (s > 2.0)
                    break;
                s += weight[k] * u[i * m + j] * s;
            }
            sum += s * s;
        }
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < 3; k++) {
            sum += scale[k] * u[i] * u[i];
            scale[k] = k + 0.5 * scale[k];
        }
        for (int k = 0; k < 17; k++)
            sum += wide[k] * u[i] * u[i * m];
    }
    for (int k = 0; k < 2; k++)
        sum += weight[k] * sin(n > 0 ? u[0] : 0.0);
    return sum;
}

double f_d(int n, int m, const double *u, const double *u_d, double *return_d);
double f_b(int n, int m, const double *u, double *u_b, double return_b);

static void run(int n, int m)
{
    IN(double, u, [20], 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(n, m, u), ret = f_d(n, m, u, u_d, &ret_d), ret = f_b(n, m, u, u_b, ret_b));
}

int main(void)
{
    run(4, 5);
    run(2, 1);
    run(0, 3);
    return check_status();
}
