/* Complex numbers as structs: a small Fourier transform and Newton's iteration. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double re, im; } cpx;

static cpx add(cpx a, cpx b) { return (cpx){a.re + b.re, a.im + b.im}; }
static cpx sub(cpx a, cpx b) { return (cpx){a.re - b.re, a.im - b.im}; }
static cpx mul(cpx a, cpx b) { return (cpx){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }
static cpx divide(cpx a, cpx b)
{
    double d = b.re * b.re + b.im * b.im;
    cpx r = {(a.re * b.re + a.im * b.im) / d, (a.im * b.re - a.re * b.im) / d};
    return r;
}

static void fft(cpx *a, int n, int stride)
{
    if (n == 1)
        return;
    fft(a, n / 2, 2 * stride);
    fft(a + stride, n / 2, 2 * stride);
    cpx out[4];
    for (int k = 0; k < n / 2; k++) {
        cpx w = {cos(2 * 3.14159265358979 * k / n), -sin(2 * 3.14159265358979 * k / n)};
        cpx e = a[2 * k * stride], o = mul(w, a[(2 * k + 1) * stride]);
        out[k] = add(e, o);
        out[k + n / 2] = sub(e, o);
    }
    for (int k = 0; k < n; k++)
        a[k * stride] = out[k];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    cpx a[4], z = {x[0], x[1]};
    for (int i = 0; i < 4; i++)
        a[i] = (cpx){x[2 * i], x[2 * i + 1]};
    fft(a, 4, 1);
    for (int i = 0; i < n; i++) {
        cpx z2 = mul(z, z);
        z = sub(z, divide(sub(mul(z2, z), a[0]), mul((cpx){3.0, 0.0}, z2)));
    }
    x[0] = a[3].im;
    return z.re * a[1].re + z.im * a[2].im;
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
