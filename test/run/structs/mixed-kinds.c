/* Members of every kind: float, long double, integers, bit-fields, enums, pointers to integers. */
// RUN: %run-all %s
// RUN: %adcc -w --disable=tbr,liveness -I%S/../.. %s -o - | FileCheck %s
#include <math.h>
#include "check.h"

typedef struct {
    float a;
    unsigned low : 3, high : 5;
    long double b;
    enum { RED, GREEN } color;
    _Bool on;
    const int *table;
    const char *name;
    short s[3];
    double c;
} mixed;

// CHECK: {{^}}    unsigned{{( int)?}} color_was = m.color;
static mixed next(mixed m, int i)
{
    m.low += 3;
    m.high = m.low + i;
    m.on = !m.on;
    m.color = m.on ? GREEN : RED;
    m.s[i % 3] = (short)(m.high + m.table[i % 2]);
    m.c *= m.a * (m.s[0] + 1) * 0.1;
    m.b += m.c * m.low * 0.1L;
    m.a = (float)(m.b * 0.1L);
    return m;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    static const int table[2] = {3, 1};
    mixed m = {.a = (float)x[0], .b = x[1], .c = x[2], .table = table, .name = "m", .low = 2}, old;
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        old = m;
        m = next(m, i);
        s += m.c * old.a + (double)m.b * old.high * (m.name[0] == 'm');
        if (m.on)
            old.c = m.c;
        x[i] = old.c * old.s[i % 3];
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n++) {
        INOUT(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        check_tolerance(1e-6, 1e-3);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
