#ifndef HAND_TRACKING_H
#define HAND_TRACKING_H

#include <adcc.h>

enum { BONES = 22, ANGLES = 26, SWEEP = ANGLES + 2 /* columns of the Jacobian */ };

/* Matrices by rows, with 4 columns; the last row of each is (0 0 0 1), and not stored. */
typedef struct Model {
    int vertices, points;
    int parent[BONES];            /* -1 or an earlier bone */
    double relative[BONES][12];   /* to the parent, at rest */
    double inverse[BONES][12];    /* of the absolute one at rest */
    double *base;                 /* vertices at rest, 3 x vertices */
    double *weight;               /* of the bones, BONES x vertices */
    int *triangle;                /* where each measured point is: 3 vertices */
    double *measured;             /* 3 a point */
} Model;

/* Positions of the vertices, 3 x vertices. */
ADCC_CHECK(model[1], model->vertices = 5, model->points = 4, model->parent = i - 1,
           model->base[15] = uniform(-1, 1), model->weight[22 * 5] = uniform(0, 1),
           model->triangle[12] = i % 5, model->measured[12] = uniform(-1, 1), position[15])
ADCC_TANGENT(wrt(theta[ANGLES]), of(position), directions(SWEEP))
void skin(const Model *model, const double *theta, double *restrict position);

/* Distances of vertices, the first of each triangle, from 'count' measured points from 'first' on;
 * error is that of the first of them. */
ADCC_CHECK(model[1], model->vertices = 5, model->points = 4, model->parent = i - 1,
           model->base[15] = uniform(-1, 1), model->weight[22 * 5] = uniform(0, 1),
           model->triangle[12] = i % 5, model->measured[12] = uniform(-1, 1), first = 1, count = 3,
           position[15] = uniform(-1, 1), error[9])
ADCC_TANGENT(wrt(position), of(error), directions(SWEEP))
void distances(const Model *model, int first, int count, const double *position, double *error);

/* Distances of places in the triangles; u has two coordinates a point, from the first one on. */
ADCC_CHECK(model[1], model->vertices = 5, model->points = 4, model->parent = i - 1,
           model->base[15] = uniform(-1, 1), model->weight[22 * 5] = uniform(0, 1),
           model->triangle[12] = i % 5, model->measured[12] = uniform(-1, 1), first = 1, count = 3,
           position[15] = uniform(-1, 1), error[9], u[6])
ADCC_TANGENT(wrt(position, u), of(error), directions(SWEEP))
void distances_u(const Model *model, int first, int count, const double *position, const double *u,
                 double *error);

/* Both together, for all points. */
void hand_tracking(const Model *model, const double *theta, double *error);
void hand_tracking_u(const Model *model, const double *theta, const double *u, double *error);

/* The Jacobian by columns; u is NULL for the first function. */
void hand_tracking_hand(const Model *model, const double *theta, const double *u, double *error,
                        double *jacobian);

#endif
