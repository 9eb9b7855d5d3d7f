/* Counters that cannot be negative: down to zero with i-- > 0, size_t, unsigned char, long long. */
// RUN: %run-all %s
#include <stddef.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(size_t n, double *x)
{
    for (size_t i = n; i-- > 0;)
        x[i] *= x[n - 1 - i];
    for (unsigned i = 0u; i + 1 < n; ++i)
        x[i + 1] += x[i] * x[i];
    for (unsigned char c = 0; c < n; c++)
        x[c] *= x[c];
    for (long long i = (long long)n - 1; i >= 0; i -= 2)
        x[i] += x[0];
    for (size_t i = n - 1; i < n; i--)
        x[i] *= 0.5 * x[n - 1];
}

void f_d(size_t n, double *x, double *x_d);
void f_b(size_t n, double *x, double *x_b);

int main(void)
{
    for (size_t n = 0; n < 5; n++) {
        INOUT(double, x, [5], 0.5, 1);
        CHECK(f(n, x), f_d(n, x, x_d), f_b(n, x, x_b));
    }
    return check_status();
}
