/* ba.c - residuals of bundle adjustment: how far the projections of points are from where cameras
 * saw them, and how far the weights are from one.
 *
 * Filip Srajer, Zuzana Kukelova, Andrew Fitzgibbon: A benchmark of selected algorithmic
 * differentiation tools on some problems in computer vision and machine learning, 2018; GradBench's
 * "ba".  A camera: rotation (axis times angle), centre, focal length, principal point, two
 * coefficients of radial distortion.
 */
#include "ba.h"

#include <math.h>

static void rotate(const double *axis, const double *p, double *rotated)
{
    double square = axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2];
    if (square != 0.0) {
        double angle = sqrt(square), c = cos(angle), s = sin(angle);
        double w[3] = {axis[0] / angle, axis[1] / angle, axis[2] / angle};
        double along = (w[0] * p[0] + w[1] * p[1] + w[2] * p[2]) * (1.0 - c);
        rotated[0] = p[0] * c + (w[1] * p[2] - w[2] * p[1]) * s + w[0] * along;
        rotated[1] = p[1] * c + (w[2] * p[0] - w[0] * p[2]) * s + w[1] * along;
        rotated[2] = p[2] * c + (w[0] * p[1] - w[1] * p[0]) * s + w[2] * along;
    } else {
        rotated[0] = p[0] + axis[1] * p[2] - axis[2] * p[1];
        rotated[1] = p[1] + axis[2] * p[0] - axis[0] * p[2];
        rotated[2] = p[2] + axis[0] * p[1] - axis[1] * p[0];
    }
}

void reprojection(const double *camera, const double *point, const double *weight,
                  const double *feature, double *error)
{
    double relative[3], turned[3];
    for (int i = 0; i < 3; i++)
        relative[i] = point[i] - camera[3 + i];
    rotate(camera, relative, turned);
    double x = turned[0] / turned[2], y = turned[1] / turned[2];
    double square = x * x + y * y;
    double distortion = 1.0 + camera[9] * square + camera[10] * square * square;
    error[0] = *weight * (x * distortion * camera[6] + camera[7] - feature[0]);
    error[1] = *weight * (y * distortion * camera[6] + camera[8] - feature[1]);
}

double weight_error(const double *weight)
{
    return 1.0 - *weight * *weight;
}

/* error[3 * o], two of the projection and one of the weight. */
void ba(int observations, const double *cameras, const double *points, const double *weights,
        const int *seen, const double *features, double *error)
{
    for (int o = 0; o < observations; o++) {
        reprojection(cameras + 11 * seen[2 * o], points + 3 * seen[2 * o + 1], weights + o,
                     features + 2 * o, error + 3 * o);
        error[3 * o + 2] = weight_error(weights + o);
    }
}
