/* A two-dimensional convolution with zero padding, stride and a rectifier. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(in, kernel, bias), of(out))
ADCC_TANGENT(wrt(in, kernel, bias), of(out))
void conv(int h, int w, const float *in, const float kernel[3][3], float bias, int stride, float *out)
{
    for (int y = 0; y < h; y += stride)
        for (int x = 0; x < w; x += stride) {
            float s = bias;

            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++) {
                    int yy = y + dy, xx = x + dx;

                    if (yy < 0 || yy >= h || xx < 0 || xx >= w)
                        continue;
                    s += in[yy * w + xx] * kernel[dy + 1][dx + 1];
                }
            *out++ = s > 0.0f ? s : 0.01f * s;
        }
}

void conv_d(int h, int w, const float *in, const float *in_d, const float kernel[3][3],
            const float kernel_d[3][3], float bias, float bias_d, int stride, float *out, float *out_d);
void conv_b(int h, int w, const float *in, float *in_b, const float kernel[3][3], float kernel_b[3][3],
            float bias, float *bias_b, int stride, float *out, float *out_b);

int main(void)
{
    IN(float, in, [20], -1, 1);
    IN(float, kernel, [3][3], -1, 1);
    IN(float, bias, , 0.1, 0.2);
    OUT(float, out, [6]);
#define K (const float(*)[3])
    check_tolerance(1e-5, 3e-2);
    CHECK(conv(4, 5, in, K kernel, bias, 2, out),
          conv_d(4, 5, in, in_d, K kernel, K kernel_d, bias, bias_d, 2, out, out_d),
          conv_b(4, 5, in, in_b, K kernel, kernel_b, bias, &bias_b, 2, out, out_b));
    return check_status();
}
