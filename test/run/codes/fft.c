/* A radix-2 fast Fourier transform in place on real and imaginary parts. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(re, im), of(re, im))
ADCC_TANGENT(wrt(re, im), of(re, im))
void fft(int n, double *re, double *im)
{
    for (int i = 1, j = 0; i < n; i++) {
        int bit = n >> 1;

        for (; j & bit; bit >>= 1)
            j ^= bit;
        j ^= bit;
        if (i < j) {
            double t = re[i];
            re[i] = re[j], re[j] = t;
            t = im[i];
            im[i] = im[j], im[j] = t;
        }
    }
    for (int len = 2; len <= n; len <<= 1) {
        double angle = -6.283185307179586 / len;

        for (int i = 0; i < n; i += len)
            for (int k = 0; k < len / 2; k++) {
                double c = cos(angle * k), s = sin(angle * k);
                int a = i + k, b = a + len / 2;
                double x = re[b] * c - im[b] * s, y = re[b] * s + im[b] * c;

                re[b] = re[a] - x, im[b] = im[a] - y;
                re[a] += x, im[a] += y;
            }
    }
    for (int i = 0; i < n; i++)
        re[i] = re[i] * re[i] + im[i] * im[i];
}

void fft_d(int n, double *re, double *re_d, double *im, double *im_d);
void fft_b(int n, double *re, double *re_b, double *im, double *im_b);

int main(void)
{
    INOUT(double, re, [8], -1, 1);
    INOUT(double, im, [8], -1, 1);
    CHECK(fft(8, re, im), fft_d(8, re, re_d, im, im_d), fft_b(8, re, re_b, im, im_b));
    return check_status();
}
