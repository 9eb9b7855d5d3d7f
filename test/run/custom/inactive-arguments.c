/* inactive(...): where an argument carries no derivative, the companion is null. */
// RUN: %run-all %s
#include "check.h"

void weighted(int n, const float *w, const float *x, float *y)
{
    for (int i = 0; i < n; i++)
        y[i] += w[i] * x[i] * x[i];
}

void weighted_b(int n, const float *w, float *w_b, const float *x, float *x_b, float *y, float *y_b)
{
    for (int i = 0; i < n; i++) {
        if (w_b)
            w_b[i] += x[i] * x[i] * y_b[i];
        if (x_b)
            x_b[i] += 2.0F * w[i] * x[i] * y_b[i];
    }
    weighted(n, w, x, y);
}

void weighted_d(int n, const float *w, const float *w_d, const float *x, const float *x_d, float *y,
                float *y_d)
{
    for (int i = 0; i < n; i++)
        y_d[i] += (w_d ? w_d[i] : 0.0F) * x[i] * x[i] + 2.0F * w[i] * x[i] * (x_d ? x_d[i] : 0.0F);
    weighted(n, w, x, y);
}
ADCC_USE_ADJOINT(weighted, weighted_b, y[n], inactive(w, x))
ADCC_USE_TANGENT(weighted, weighted_d, inactive(w, x))

ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void f(const float w[3], const float x[3], float y[3])
{
    float one[3] = {1.0F, 2.0F, 3.0F};
    weighted(3, w, x, y);
    weighted(3, y, w, y + 0);
    weighted(2, one, one + 1, y);
}

void f_d(const float w[3], const float x[3], const float x_d[3], float y[3], float y_d[3]);
void f_b(const float w[3], const float x[3], float x_b[3], float y[3], float y_b[3]);

int main(void)
{
    const float w[3] = {0.5F, 1.5F, -1.0F};
    IN(float, x, [3], 0.5, 1);
    INOUT(float, y, [3], 0.5, 1);
    CHECK(f(w, x, y), f_d(w, x, x_d, y, y_d), f_b(w, x, x_b, y, y_b));
    return check_status();
}
