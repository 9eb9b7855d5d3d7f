/* fft.c - misfit of the cyclic convolution of a signal and a filter, by fast Fourier transforms of
 * radix two, in place; n is a power of two.
 *
 * James Cooley, John Tukey: An algorithm for the machine calculation of complex Fourier series, 1965.
 */
#include "fft.h"

#include <math.h>

static void permute(int n, double *re, double *im)
{
    for (int i = 1, j = 0; i < n; i++) {
        int bit = n >> 1;
        for (; j & bit; bit >>= 1)
            j ^= bit;
        j ^= bit;
        if (i < j) {
            double keep = re[i];
            re[i] = re[j];
            re[j] = keep;
            keep = im[i];
            im[i] = im[j];
            im[j] = keep;
        }
    }
}

/* The sign is -1 for the transform, 1 for its inverse times n; c and s are cosines and sines of
 * multiples of 2 pi / n. */
static void transform(int n, double sign, const double *c, const double *s, double *re, double *im)
{
    permute(n, re, im);
    for (int half = 1; half < n; half *= 2)
        for (int start = 0; start < n; start += 2 * half)
            for (int k = 0; k < half; k++) {
                double wr = c[k * (n / (2 * half))], wi = sign * s[k * (n / (2 * half))];
                int i = start + k, j = i + half;
                double tr = wr * re[j] - wi * im[j], ti = wr * im[j] + wi * re[j];
                re[j] = re[i] - tr;
                im[j] = im[i] - ti;
                re[i] += tr;
                im[i] += ti;
            }
}

double convolution(int n, const double *x, const double *filter, const double *wanted)
{
    double c[n / 2], s[n / 2], xr[n], xi[n], fr[n], fi[n], misfit = 0.0;
    for (int k = 0; k < n / 2; k++) {
        c[k] = cos(2.0 * 3.14159265358979323846 * k / n);
        s[k] = sin(2.0 * 3.14159265358979323846 * k / n);
    }
    for (int i = 0; i < n; i++) {
        xr[i] = x[i];
        fr[i] = filter[i];
        xi[i] = fi[i] = 0.0;
    }
    transform(n, -1.0, c, s, xr, xi);
    transform(n, -1.0, c, s, fr, fi);
    for (int i = 0; i < n; i++) {
        double re = xr[i] * fr[i] - xi[i] * fi[i];
        xi[i] = xr[i] * fi[i] + xi[i] * fr[i];
        xr[i] = re;
    }
    transform(n, 1.0, c, s, xr, xi);
    for (int i = 0; i < n; i++) {
        double off = xr[i] / n - wanted[i];
        misfit += 0.5 * off * off;
    }
    return misfit;
}
