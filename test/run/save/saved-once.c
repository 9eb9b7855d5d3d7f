/* Numbers that change often while one old value is needed: saved before the loop, or by the first
 * write of a list; and those of which more values are needed. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double *y)
{
    double s = 0.0, c = 1.0, d = 1.0;
    int j = 0, k = 1, m = 0;
    unsigned u = 5;
    short w = 7;
    for (int i = 1; i < n; i++) {
        int bit = n >> 1;
        for (; j & bit; bit >>= 1)
            j ^= bit;
        j ^= bit;
        if (i < j)
            x[i] *= x[j % n];
        s += x[j % n] * y[i];
        for (; k < 20; k += i + 3) /* the step changes outside */
            s += 0.1 * y[k % n] * s;
        k -= 17;
        s *= x[(unsigned)k % n];
        for (int l = 0; l < i; l++) { /* its own reverse reads m */
            m = (m * 3 + l) % n;
            s += x[m] * s * 0.1;
        }
        s += y[m];
    }
    c = s * x[0];
    d = c * c;
    c = 2.0;
    c = 3.0 * x[1]; /* 2.0 is of no use to anyone */
    s += d * c;
    c = 0.5;
    for (int i = 0; i < n; i++) {
        if (i == 2) {
            c = 4.0;
            continue;
        }
        u ^= i * 3u;
        w -= i;
        s += x[u % n] * y[(unsigned)w % n] * s * 0.1;
        if (s > 3.0) {
            j = 2;
            break;
        }
        c = 0.25;
        c *= s;
        s += c * c * 0.1;
        j = i % 2;
        switch (j) {
        case 0:
            c = x[0];
            s += c * s * 0.1;
            c = 1.0; /* fall through */
        case 1:
            s += c * x[1];
            c = 2.0;
            break;
        default:
            c = 3.0;
        }
        s += c * y[j] * s * 0.01;
    }
    return s * c + x[j];
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    INOUT(double, x, [6], 0.2, 0.6);
    INOUT(double, y, [6], 0.2, 0.6);
    RETURNS(double);
    CHECK(ret = f(6, x, y), ret = f_d(6, x, x_d, y, y_d, &ret_d), ret = f_b(6, x, x_b, y, y_b, ret_b));
    return check_status();
}
