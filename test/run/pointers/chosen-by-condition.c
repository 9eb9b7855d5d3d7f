/* Which object a pointer means depends on the data. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double *u, double *v, double t)
{
    double *p = t > 0 ? u : v, *q;
    double local = t;

    if (t * t > 1)
        q = p + 1;
    else
        q = &local;
    *p = *p * *q;
    *q += t * u[0] + v[1];
    return *p * *q + local;
}

double f_d(double *u, double *u_d, double *v, double *v_d, double t, double t_d, double *return_d);
double f_b(double *u, double *u_b, double *v, double *v_b, double t, double *t_b, double return_b);

int main(void)
{
    static const double at[] = {0.5, -0.5, 1.5, -1.5};

    for (int i = 0; i < 4; i++) {
        INOUT(double, u, [2], 0.3, 1);
        INOUT(double, v, [2], 0.3, 1);
        IN(double, t, , 0, 1);
        RETURNS(double);

        t = at[i];
        CHECK(ret = f(u, v, t), ret = f_d(u, u_d, v, v_d, t, t_d, &ret_d),
              ret = f_b(u, u_b, v, v_b, t, &t_b, ret_b));
    }
    return check_status();
}
