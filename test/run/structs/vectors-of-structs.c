/* Arrays of structs sorted and reduced by hand, with swaps through pointers. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double key, value; int from; } entry;

static void sort(entry *a, int n)
{
    for (int i = 1; i < n; i++) {
        entry e = a[i];
        int j = i;
        for (; j > 0 && a[j - 1].key > e.key; j--)
            a[j] = a[j - 1];
        a[j] = e;
    }
}

static entry best(const entry *first, const entry *last)
{
    const entry *b = first;
    for (const entry *p = first; p != last; p++)
        if (p->value > b->value)
            b = p;
    return *b;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    entry a[6];
    for (int i = 0; i < 6; i++)
        a[i] = (entry){x[i] * x[(i + 3) % 8], x[(i * 3) % 8], i};
    sort(a, n + 2);
    double s = 0.0;
    for (int i = 0; i < 6; i++)
        s += a[i].key * a[i].value * (i + 1) + a[i].from;
    entry b = best(a, a + 6);
    a[b.from].value *= b.key;
    return s * best(a, a + 6).value;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n++) {
        INOUT(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
