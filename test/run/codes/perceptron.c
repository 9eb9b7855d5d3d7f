/* A network of two layers in float with a squared loss over a batch. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

enum { IN_N = 3, HIDDEN = 4 };

ADCC_ADJOINT(wrt(w1, w2), of(return))
ADCC_TANGENT(wrt(w1, w2), of(return))
float loss(int batch, const float x[][IN_N], const float *label, const float w1[HIDDEN][IN_N],
           const float w2[HIDDEN])
{
    float total = 0;

    for (int b = 0; b < batch; b++) {
        float h[HIDDEN], y = 0;

        for (int i = 0; i < HIDDEN; i++) {
            h[i] = 0;
            for (int j = 0; j < IN_N; j++)
                h[i] += w1[i][j] * x[b][j];
            h[i] = tanhf(h[i]);
        }
        for (int i = 0; i < HIDDEN; i++)
            y += w2[i] * h[i];
        total += (y - label[b]) * (y - label[b]);
    }
    return total / (float)batch;
}

float loss_d(int batch, const float x[][IN_N], const float *label, const float w1[HIDDEN][IN_N],
             const float w1_d[HIDDEN][IN_N], const float w2[HIDDEN], const float w2_d[HIDDEN],
             float *return_d);
float loss_b(int batch, const float x[][IN_N], const float *label, const float w1[HIDDEN][IN_N],
             float w1_b[HIDDEN][IN_N], const float w2[HIDDEN], float w2_b[HIDDEN], float return_b);

int main(void)
{
    static const float x[2][IN_N] = {{0.5f, 0.2f, -0.4f}, {0.1f, -0.7f, 0.3f}}, label[2] = {0.3f, 0.9f};

    IN(float, w1, [HIDDEN][IN_N], -1, 1);
    IN(float, w2, [HIDDEN], -1, 1);
    RETURNS(float);
#define W (const float(*)[IN_N])
    CHECK(ret = loss(2, x, label, W w1, w2), ret = loss_d(2, x, label, W w1, W w1_d, w2, w2_d, &ret_d),
          ret = loss_b(2, x, label, W w1, w1_b, w2, w2_b, ret_b));
    return check_status();
}
