/* The projection of a point through a camera: rotation by a vector, distortion, residual. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static void rotate(const double *r, const double *p, double *out)
{
    double theta2 = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];

    if (theta2 > 1e-12) {
        double theta = sqrt(theta2), c = cos(theta), s = sin(theta), w[3], cross[3], dot;

        for (int i = 0; i < 3; i++)
            w[i] = r[i] / theta;
        cross[0] = w[1] * p[2] - w[2] * p[1];
        cross[1] = w[2] * p[0] - w[0] * p[2];
        cross[2] = w[0] * p[1] - w[1] * p[0];
        dot = (w[0] * p[0] + w[1] * p[1] + w[2] * p[2]) * (1 - c);
        for (int i = 0; i < 3; i++)
            out[i] = p[i] * c + cross[i] * s + w[i] * dot;
    } else
        for (int i = 0; i < 3; i++)
            out[i] = p[i] + r[(i + 1) % 3] * p[(i + 2) % 3] - r[(i + 2) % 3] * p[(i + 1) % 3];
}

ADCC_ADJOINT(wrt(cam, point, w), of(error))
ADCC_TANGENT(wrt(cam, point, w), of(error))
void residual(const double cam[11], const double point[3], double w, const double feature[2], double error[2])
{
    double at[3], moved[3];

    for (int i = 0; i < 3; i++)
        moved[i] = point[i] - cam[3 + i];
    rotate(cam, moved, at);
    double u[2] = {at[0] / at[2], at[1] / at[2]}, r2 = u[0] * u[0] + u[1] * u[1];
    double l = 1 + cam[9] * r2 + cam[10] * r2 * r2;

    for (int i = 0; i < 2; i++)
        error[i] = w * (u[i] * l * cam[6] + cam[7 + i] - feature[i]);
}

void residual_d(const double cam[11], const double cam_d[11], const double point[3], const double point_d[3],
                double w, double w_d, const double feature[2], double error[2], double error_d[2]);
void residual_b(const double cam[11], double cam_b[11], const double point[3], double point_b[3], double w,
                double *w_b, const double feature[2], double error[2], double error_b[2]);

int main(void)
{
    static const double feature[] = {0.3, 0.4};

    for (int i = 0; i < 2; i++) {
        IN(double, cam, [11], 0.1, 0.5);
        IN(double, point, [3], 1, 2);
        IN(double, w, , 0.5, 1);
        OUT(double, error, [2]);

        if (i == 1)
            cam[0] = cam[1] = cam[2] = 0;
        check_tolerance(1e-12, i == 1 ? 0 : 1e-6);
        CHECK(residual(cam, point, w, feature, error),
              residual_d(cam, cam_d, point, point_d, w, w_d, feature, error, error_d),
              residual_b(cam, cam_b, point, point_b, w, &w_b, feature, error, error_b));
    }
    return check_status();
}
