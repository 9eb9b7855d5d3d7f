/* The cost of a clustering: every point takes the nearest centre. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(centre), of(return))
ADCC_TANGENT(wrt(centre), of(return))
double cost(int n, int k, int d, const double *point, const double *centre)
{
    double total = 0;

    for (int i = 0; i < n; i++) {
        double best = 1e300;

        for (int j = 0; j < k; j++) {
            double dist = 0;

            for (int c = 0; c < d; c++) {
                double diff = point[i * d + c] - centre[j * d + c];

                dist += diff * diff;
            }
            if (dist < best)
                best = dist;
        }
        total += best;
    }
    return total;
}

double cost_d(int n, int k, int d, const double *point, const double *centre, const double *centre_d,
              double *return_d);
double cost_b(int n, int k, int d, const double *point, const double *centre, double *centre_b,
              double return_b);

int main(void)
{
    static const double p[] = {0.1, 0.4, -0.3, 0.9, 0.5, -0.6, 1.1, 0.2, -1, -1};

    IN(double, c, [4], -1, 1);
    RETURNS(double);
    CHECK(ret = cost(5, 2, 2, p, c), ret = cost_d(5, 2, 2, p, c, c_d, &ret_d),
          ret = cost_b(5, 2, 2, p, c, c_b, ret_b));
    return check_status();
}
