/* Prediction and update of a Kalman filter over measurements; its log-likelihood. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(q, r, x, p), of(return, x, p))
ADCC_TANGENT(wrt(q, r, x, p), of(return, x, p))
double kalman(int n, const double *z, double q, double r, double x[2], double p[2][2])
{
    const double dt = 0.5;
    double like = 0;

    for (int t = 0; t < n; t++) {
        x[0] += dt * x[1];
        p[0][0] += dt * (p[1][0] + p[0][1] + dt * p[1][1]) + q;
        p[0][1] += dt * p[1][1];
        p[1][0] += dt * p[1][1];
        p[1][1] += q;

        double s = p[0][0] + r, e = z[t] - x[0], k[2] = {p[0][0] / s, p[1][0] / s};

        x[0] += k[0] * e;
        x[1] += k[1] * e;
        p[1][1] -= k[1] * p[0][1];
        p[1][0] -= k[1] * p[0][0];
        p[0][1] *= 1 - k[0];
        p[0][0] *= 1 - k[0];
        like -= 0.5 * (e * e / s + log(s));
    }
    return like;
}

double kalman_d(int n, const double *z, double q, double q_d, double r, double r_d, double x[2],
                double x_d[2], double p[2][2], double p_d[2][2], double *return_d);
double kalman_b(int n, const double *z, double q, double *q_b, double r, double *r_b, double x[2],
                double x_b[2], double p[2][2], double p_b[2][2], double return_b);

int main(void)
{
    static const double z[] = {0.3, 0.9, 1.2, 1.4, 2.1};

    IN(double, q, , 0.1, 0.3);
    IN(double, r, , 0.2, 0.4);
    INOUT(double, x, [2], 0, 1);
    INOUT(double, p, [2][2], 0.1, 0.2);
    RETURNS(double);
    p[0][0] += 1;
    p[1][1] += 1;
    CHECK(ret = kalman(5, z, q, r, x, p), ret = kalman_d(5, z, q, q_d, r, r_d, x, x_d, p, p_d, &ret_d),
          ret = kalman_b(5, z, q, &q_b, r, &r_b, x, x_b, p, p_b, ret_b));
    return check_status();
}
