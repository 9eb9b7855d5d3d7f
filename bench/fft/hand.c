/* hand.c - the adjoint of a Fourier transform is the inverse one: only the two spectra are kept. */
#include "fft.h"

#include <math.h>
#include <string.h>

static void permute(int n, double *restrict re, double *restrict im)
{
    for (int i = 1, j = 0; i < n; i++) {
        int bit = n >> 1;
        for (; j & bit; bit >>= 1)
            j ^= bit;
        j ^= bit;
        if (i < j) {
            double keep = re[i], other = im[i];
            re[i] = re[j];
            re[j] = keep;
            im[i] = im[j];
            im[j] = other;
        }
    }
}

static void transform(int n, double sign, const double *restrict c, const double *restrict s,
                      double *restrict re, double *restrict im)
{
    permute(n, re, im);
    for (int half = 1; half < n; half *= 2)
        for (int start = 0; start < n; start += 2 * half) {
            int stride = n / (2 * half);
            double *ur = re + start, *ui = im + start, *vr = ur + half, *vi = ui + half;
#pragma omp simd
            for (int k = 0; k < half; k++) {
                double wr = c[k * stride], wi = sign * s[k * stride];
                double tr = wr * vr[k] - wi * vi[k], ti = wr * vi[k] + wi * vr[k];
                vr[k] = ur[k] - tr;
                vi[k] = ui[k] - ti;
                ur[k] += tr;
                ui[k] += ti;
            }
        }
}

double convolution_hand(int n, const double *restrict x, double *restrict x_b,
                        const double *restrict filter, double *restrict filter_b,
                        const double *restrict wanted)
{
    double c[n / 2], s[n / 2], xr[n], xi[n], fr[n], fi[n], yr[n], yi[n], misfit = 0.0;
    for (int k = 0; k < n / 2; k++) {
        c[k] = cos(2.0 * 3.14159265358979323846 * k / n);
        s[k] = sin(2.0 * 3.14159265358979323846 * k / n);
    }
    memcpy(xr, x, sizeof xr);
    memcpy(fr, filter, sizeof fr);
    memset(xi, 0, sizeof xi);
    memset(fi, 0, sizeof fi);
    transform(n, -1.0, c, s, xr, xi);
    transform(n, -1.0, c, s, fr, fi);
    for (int i = 0; i < n; i++) {
        yr[i] = xr[i] * fr[i] - xi[i] * fi[i];
        yi[i] = xr[i] * fi[i] + xi[i] * fr[i];
    }
    transform(n, 1.0, c, s, yr, yi);
    for (int i = 0; i < n; i++) {
        double off = yr[i] / n - wanted[i];
        misfit += 0.5 * off * off;
        yr[i] = off / n;
        yi[i] = 0.0;
    }
    transform(n, -1.0, c, s, yr, yi);
    for (int i = 0; i < n; i++) {
        double a = fr[i], b = fi[i];
        fr[i] = xr[i] * yr[i] + xi[i] * yi[i];
        fi[i] = xr[i] * yi[i] - xi[i] * yr[i];
        xr[i] = a * yr[i] + b * yi[i];
        xi[i] = a * yi[i] - b * yr[i];
    }
    transform(n, 1.0, c, s, xr, xi);
    transform(n, 1.0, c, s, fr, fi);
    for (int i = 0; i < n; i++) {
        x_b[i] += xr[i];
        filter_b[i] += fr[i];
    }
    return misfit;
}
