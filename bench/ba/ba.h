#ifndef BA_H
#define BA_H

#include <adcc.h>

ADCC_CHECK(camera[11] = uniform(0.1, 1), point[3] = uniform(2, 3), weight[1] = uniform(0.5, 1),
           feature[2] = uniform(-1, 1))
ADCC_ADJOINT(wrt(camera[11], point[3], weight[1]), of(error[2]), directions(2))
void reprojection(const double *camera, const double *point, const double *weight,
                  const double *feature, double *error);

ADCC_ADJOINT(wrt(weight[1]), of(return))
double weight_error(const double *weight);

void ba(int observations, const double *cameras, const double *points, const double *weights,
        const int *seen, const double *features, double *error);

void ba_hand(int observations, const double *cameras, const double *points,
             const double *weights, const int *seen, const double *features, double *error,
             double *jacobian);

#endif
