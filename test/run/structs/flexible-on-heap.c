/* Structs with flexible arrays on the heap, with bit-fields and an enum beside the reals. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
enum kind { LOW = 1, HIGH };
struct row {
    unsigned n : 7, odd : 1;
    enum kind kind;
    double scale;
    double x[];
};

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = 0;

    for (int k = 1; k < 4; k++) {
        struct row *r = malloc(sizeof *r + (size_t)k * sizeof r->x[0]);

        r->n = (unsigned)k & 127;
        r->odd = k % 2;
        r->kind = k > 1 ? HIGH : LOW;
        r->scale = x[k] * x[n - 1];
        for (unsigned i = 0; i < r->n; i++)
            r->x[i] = x[i] * r->scale;
        switch (r->kind) {
        case LOW:
            s += r->x[0];
            break;
        case HIGH:
            s += r->x[1] * (r->odd ? r->scale : s);
        }
        free(r);
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
