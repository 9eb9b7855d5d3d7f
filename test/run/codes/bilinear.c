/* Bilinear sampling of an image at points that move. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double sample(int w, int h, const double *image, double x, double y)
{
    int i = (int)floor(x), j = (int)floor(y);
    double u = x - i, v = y - j;

    if (i < 0 || j < 0 || i + 1 >= w || j + 1 >= h)
        return 0;
    const double *p = image + j * w + i;
    return (1 - v) * ((1 - u) * p[0] + u * p[1]) + v * ((1 - u) * p[w] + u * p[w + 1]);
}

ADCC_ADJOINT(wrt(image, at), of(return))
ADCC_TANGENT(wrt(image, at), of(return))
double energy(int w, int h, const double *image, int n, const double (*at)[2])
{
    double e = 0;

    for (int k = 0; k < n; k++) {
        double s = sample(w, h, image, at[k][0], at[k][1]);

        e += s * s;
    }
    return e;
}

double energy_d(int w, int h, const double *image, const double *image_d, int n, const double (*at)[2],
                const double (*at_d)[2], double *return_d);
double energy_b(int w, int h, const double *image, double *image_b, int n, const double (*at)[2],
                double (*at_b)[2], double return_b);

int main(void)
{
    static const double start[][2] = {{0.3, 0.4}, {2.6, 1.7}, {1.5, 0.5}, {7.5, 0.5}};

    IN(double, image, [12], 0, 1);
    IN(double, at, [4][2], 0, 1);
    RETURNS(double);
    for (int i = 0; i < 8; i++)
        at[i / 2][i % 2] = start[i / 2][i % 2];
#define P (const double(*)[2])
    CHECK(ret = energy(4, 3, image, 4, P at), ret = energy_d(4, 3, image, image_d, 4, P at, P at_d, &ret_d),
          ret = energy_b(4, 3, image, image_b, 4, P at, at_b, ret_b));
    return check_status();
}
