/* Inner scopes declare a name again; each means another variable. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, int n)
{
    double s = x;

    for (int i = 0; i < n; i++) {
        double t = s * x;
        {
            double s = t * t;
            double x = s + i;

            t += s * x;
            {
                double t = x;

                s = t * x;
            }
            t += s;
        }
        s += t / 20;
        double x = s * s;
        s += x / 10;
    }
    return s * x;
}

double f_d(double x, double x_d, int n, double *return_d);
double f_b(double x, double *x_b, int n, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 0.5);
    RETURNS(double);
    CHECK(ret = f(x, 3), ret = f_d(x, x_d, 3, &ret_d), ret = f_b(x, &x_b, 3, ret_b));
    return check_status();
}
