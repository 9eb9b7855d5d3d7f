/* hand_tracking.c - distances of a hand of 22 bones from measured points, by linear blend skinning.
 *
 * Filip Srajer, Zuzana Kukelova, Andrew Fitzgibbon: A benchmark of selected algorithmic
 * differentiation tools on some problems in computer vision and machine learning, 2018; GradBench's
 * "ht".  theta is a rotation (axis times angle), a translation, and four angles a finger.
 */
#include "hand_tracking.h"

#include <math.h>

/* c = a b, of matrices that end in (0 0 0 1). */
static void multiply(const double *a, const double *b, double *c)
{
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 4; j++) {
            double sum = j == 3 ? a[4 * i + 3] : 0.0;
            for (int k = 0; k < 3; k++)
                sum += a[4 * i + k] * b[4 * k + j];
            c[4 * i + j] = sum;
        }
}

/* Rotations about x, y, z, in this order. */
static void euler(double x, double y, double z, double *r)
{
    double cx = cos(x), sx = sin(x), cy = cos(y), sy = sin(y), cz = cos(z), sz = sin(z);
    r[0] = cz * cy;
    r[1] = cz * sy * sx - sz * cx;
    r[2] = cz * sy * cx + sz * sx;
    r[4] = sz * cy;
    r[5] = sz * sy * sx + cz * cx;
    r[6] = sz * sy * cx - cz * sx;
    r[8] = -sy;
    r[9] = cy * sx;
    r[10] = cy * cx;
    r[3] = r[7] = r[11] = 0.0;
}

static void axis_angle(const double *axis, double *r)
{
    double angle = sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
    for (int i = 0; i < 9; i++)
        r[i] = i % 4 == 0;
    if (angle < 1.0e-4)
        return;
    double x = axis[0] / angle, y = axis[1] / angle, z = axis[2] / angle;
    double s = sin(angle), c = cos(angle);
    r[0] = x * x + (1.0 - x * x) * c;
    r[1] = x * y * (1.0 - c) - z * s;
    r[2] = x * z * (1.0 - c) + y * s;
    r[3] = x * y * (1.0 - c) + z * s;
    r[4] = y * y + (1.0 - y * y) * c;
    r[5] = y * z * (1.0 - c) - x * s;
    r[6] = x * z * (1.0 - c) - y * s;
    r[7] = z * y * (1.0 - c) + x * s;
    r[8] = z * z + (1.0 - z * z) * c;
}

void skin(const Model *model, const double *theta, double *restrict position)
{
    int n = model->vertices;
    double absolute[BONES][12], r[9];
    for (int i = 0; i < 3 * n; i++)
        position[i] = 0.0;
    for (int b = 0; b < BONES; b++) {
        /* Bones 2 to 4, 6 to 8, ... are the fingers' joints; the first of each has two angles. */
        int joint = b < 2 || b > 20 ? -1 : (b - 2) % 4, finger = (b - 2) / 4;
        double x = 0.0, z = 0.0, turn[12], relative[12], transform[12];
        if (joint >= 0 && joint < 3) {
            x = theta[6 + 4 * finger + (joint > 0 ? joint + 1 : 0)];
            if (joint == 0)
                z = theta[7 + 4 * finger];
        }
        euler(x, 0.0, z, turn);
        multiply(model->relative[b], turn, relative);
        if (model->parent[b] < 0)
            for (int i = 0; i < 12; i++)
                absolute[b][i] = relative[i];
        else
            multiply(absolute[model->parent[b]], relative, absolute[b]);
        multiply(absolute[b], model->inverse[b], transform);
        for (int i = 0; i < 3; i++) {
            const double *t = transform + 4 * i;
            for (int v = 0; v < n; v++)
                position[i * n + v] += model->weight[b * n + v] *
                                       (t[0] * model->base[v] + t[1] * model->base[n + v] +
                                        t[2] * model->base[2 * n + v] + t[3]);
        }
    }
    axis_angle(theta, r);
    for (int v = 0; v < n; v++) {
        double x = position[v], y = position[n + v], z = position[2 * n + v];
        for (int i = 0; i < 3; i++)
            position[i * n + v] = r[3 * i] * x + r[3 * i + 1] * y + r[3 * i + 2] * z +
                                  theta[3 + i];
    }
}

void distances(const Model *model, int first, int count, const double *position, double *error)
{
    int n = model->vertices;
    const int *corner = model->triangle + 3 * first;
    const double *measured = model->measured + 3 * first;
    for (int p = 0; p < count; p++)
        for (int i = 0; i < 3; i++)
            error[3 * p + i] = measured[3 * p + i] - position[i * n + corner[3 * p]];
}

void distances_u(const Model *model, int first, int count, const double *position, const double *u,
                 double *error)
{
    int n = model->vertices;
    const double *measured = model->measured + 3 * first;
    for (int p = 0; p < count; p++) {
        const int *corner = model->triangle + 3 * (first + p);
        for (int i = 0; i < 3; i++)
            error[3 * p + i] = measured[3 * p + i] -
                               (u[2 * p] * position[i * n + corner[0]] +
                                u[2 * p + 1] * position[i * n + corner[1]] +
                                (1.0 - u[2 * p] - u[2 * p + 1]) * position[i * n + corner[2]]);
    }
}

void hand_tracking(const Model *model, const double *theta, double *error)
{
    double position[3 * model->vertices];
    skin(model, theta, position);
    distances(model, 0, model->points, position, error);
}

void hand_tracking_u(const Model *model, const double *theta, const double *u, double *error)
{
    double position[3 * model->vertices];
    skin(model, theta, position);
    distances_u(model, 0, model->points, position, u, error);
}
