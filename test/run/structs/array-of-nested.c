/* Arrays of structs that hold structs that hold arrays. */
// RUN: %run-all %s
#include "check.h"

struct inner {
    double w[2];
};
struct outer {
    struct inner in[2];
    double scale;
};

ADCC_ADJOINT(wrt(o), of(return, o))
ADCC_TANGENT(wrt(o), of(return, o))
double f(int n, struct outer *o)
{
    double s = 0;

    for (int i = 0; i < n; i++)
        for (int j = 0; j < 2; j++) {
            struct inner *p = &o[i].in[j];

            p->w[0] *= o[i].scale;
            p->w[1] += p->w[0] * o[(i + 1) % n].in[1 - j].w[1];
            s += p->w[1];
            o[i].scale += s * 0.1;
        }
    return s;
}

double f_d(int n, struct outer *o, struct outer *o_d, double *return_d);
double f_b(int n, struct outer *o, struct outer *o_b, double return_b);

int main(void)
{
    struct outer o[2], o_b[2], o_d[2];
    double *p = (double *)o, *p_b = (double *)o_b, *p_d = (double *)o_d;

    RANGE(CHECK_INOUT, double, p, 10, 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(2, o), ret = f_d(2, o, o_d, &ret_d), ret = f_b(2, o, o_b, ret_b));
    return check_status();
}
