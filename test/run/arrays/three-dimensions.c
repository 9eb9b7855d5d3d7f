/* Three dimensions, all fixed, updated in place. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(u), of(u))
ADCC_TANGENT(wrt(u), of(u))
void f(double u[3][2][4])
{
    for (int i = 1; i < 3; i++)
        for (int j = 0; j < 2; j++)
            for (int k = 0; k < 4; k++)
                u[i][j][k] *= u[i - 1][1 - j][k] + u[i][j][3 - k];
}

void f_d(double u[3][2][4], double u_d[3][2][4]);
void f_b(double u[3][2][4], double u_b[3][2][4]);

int main(void)
{
    INOUT(double, u, [3][2][4], 0.2, 1);
    CHECK(f(u), f_d(u, u_d), f_b(u, u_b));
    return check_status();
}
