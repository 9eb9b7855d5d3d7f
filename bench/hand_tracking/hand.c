/* hand.c - the Jacobian column by column, each with as little as it needs: a finger's angle moves
 * only the bones beyond it, a translation everything alike. */
#include "hand_tracking.h"

#include <math.h>
#include <string.h>

typedef struct Pose {
    double turn[BONES][12], relative[BONES][12], absolute[BONES][12];
} Pose;

static void multiply(const double *restrict a, const double *restrict b, double w,
                     double *restrict c)
{
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 4; j++)
            c[4 * i + j] = a[4 * i] * b[j] + a[4 * i + 1] * b[4 + j] + a[4 * i + 2] * b[8 + j] +
                           (j == 3 ? w * a[4 * i + 3] : 0.0);
}

/* Rotation about x, then about z; or its derivative with respect to one of them. */
static void turn(double x, double z, int by, double *r)
{
    double cx = cos(x), sx = sin(x), cz = cos(z), sz = sin(z), one = by != 1, swap;
    if (by == 1)
        swap = cx, cx = -sx, sx = swap;
    if (by == 2)
        swap = cz, cz = -sz, sz = swap;
    double all[12] = {cz * one, -sz * cx, sz * sx, 0.0, sz * one, cz * cx, -cz * sx, 0.0,
                      0.0,      sx,       cx,      0.0};
    if (by == 2)
        all[9] = all[10] = 0.0;
    memcpy(r, all, sizeof all);
}

static void angles(const double *theta, int b, double *x, double *z)
{
    int joint = b < 2 || b > 20 ? -1 : (b - 2) % 4, finger = (b - 2) / 4;
    *x = *z = 0.0;
    if (joint < 0 || joint == 3)
        return;
    *x = theta[6 + 4 * finger + (joint > 0 ? joint + 1 : 0)];
    *z = joint == 0 ? theta[7 + 4 * finger] : 0.0;
}

/* Adds what a bone with this transform (w = 0: its derivative) gives to the vertices. */
static void blend(int n, const double *restrict weight, const double *restrict base, double *t,
                  double *restrict position)
{
    for (int i = 0; i < 3; i++, t += 4)
        for (int v = 0; v < n; v++)
            position[i * n + v] += weight[v] * (t[0] * base[v] + t[1] * base[n + v] +
                                                t[2] * base[2 * n + v] + t[3]);
}

static void rest(const Model *model, const double *theta, Pose *pose, double *position)
{
    int n = model->vertices;
    memset(position, 0, 3 * (size_t)n * sizeof *position);
    for (int b = 0; b < BONES; b++) {
        double x, z, transform[12];
        angles(theta, b, &x, &z);
        turn(x, z, 0, pose->turn[b]);
        multiply(model->relative[b], pose->turn[b], 1.0, pose->relative[b]);
        if (model->parent[b] < 0)
            memcpy(pose->absolute[b], pose->relative[b], sizeof transform);
        else
            multiply(pose->absolute[model->parent[b]], pose->relative[b], 1.0, pose->absolute[b]);
        multiply(pose->absolute[b], model->inverse[b], 1.0, transform);
        blend(n, model->weight + b * n, model->base, transform, position);
    }
}

/* How the vertices move when an angle of bone 'moved' changes; 'by' is 1 for x, 2 for z. */
static void bend(const Model *model, const double *theta, const Pose *pose, int moved, int by,
                 double *restrict position)
{
    int n = model->vertices, touched[BONES] = {0};
    double change[BONES][12], x, z, turned[12], relative[12], transform[12];
    memset(position, 0, 3 * (size_t)n * sizeof *position);
    angles(theta, moved, &x, &z);
    turn(x, z, by, turned);
    multiply(model->relative[moved], turned, 0.0, relative);
    for (int b = moved; b < BONES; b++) {
        int parent = model->parent[b];
        if (b == moved && parent < 0)
            memcpy(change[b], relative, sizeof relative);
        else if (b == moved)
            multiply(pose->absolute[parent], relative, 0.0, change[b]);
        else if (parent >= 0 && touched[parent])
            multiply(change[parent], pose->relative[b], 1.0, change[b]);
        else
            continue;
        touched[b] = 1;
        multiply(change[b], model->inverse[b], 1.0, transform);
        blend(n, model->weight + b * n, model->base, transform, position);
    }
}

/* r and its derivatives with respect to the axis. */
static void axis_angle(const double *axis, double r[4][9])
{
    double angle = sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
    memset(r, 0, 36 * sizeof(double));
    r[0][0] = r[0][4] = r[0][8] = 1.0;
    if (angle < 1.0e-4)
        return;
    double u[3] = {axis[0] / angle, axis[1] / angle, axis[2] / angle};
    double s = sin(angle), c = cos(angle);
    for (int k = 0; k < 4; k++) {
        double du[3] = {0}, ds = 0.0, dc = 0.0;
        for (int i = 0; k > 0 && i < 3; i++)
            du[i] = ((i == k - 1) - u[i] * u[k - 1]) / angle;
        if (k > 0) {
            ds = c * u[k - 1];
            dc = -s * u[k - 1];
        }
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) {
                int other = 3 - i - j;
                double sign = (j - i + 3) % 3 == 1 ? -1.0 : 1.0, product = du[i] * u[j] + u[i] * du[j];
                double *to = &r[k][3 * i + j];
                if (k == 0)
                    *to = u[i] * u[j] * (1.0 - c) + (i == j ? c : sign * u[other] * s);
                else
                    *to = product * (1.0 - c) - u[i] * u[j] * dc +
                          (i == j ? dc : sign * (du[other] * s + u[other] * ds));
            }
    }
}

/* column[3 p] = minus the rotated position, or its change, at the measured points. */
static void gather(const Model *model, const double *u, const double *r,
                   const double *restrict position, double *restrict column)
{
    int n = model->vertices;
    for (int p = 0; p < model->points; p++) {
        const int *corner = model->triangle + 3 * p;
        double at[3];
        for (int i = 0; i < 3; i++) {
            const double *row = position + i * n;
            at[i] = u == NULL ? row[corner[0]]
                              : u[2 * p] * row[corner[0]] + u[2 * p + 1] * row[corner[1]] +
                                    (1.0 - u[2 * p] - u[2 * p + 1]) * row[corner[2]];
        }
        for (int i = 0; i < 3; i++)
            column[3 * p + i] = -(r[3 * i] * at[0] + r[3 * i + 1] * at[1] + r[3 * i + 2] * at[2]);
    }
}

static void columns_of_u(const Model *model, const double *r, const double *position,
                         double *first, double *second)
{
    int n = model->vertices;
    for (int p = 0; p < model->points; p++) {
        const int *corner = model->triangle + 3 * p;
        double a[3], b[3];
        for (int i = 0; i < 3; i++) {
            const double *row = position + i * n;
            a[i] = row[corner[0]] - row[corner[2]];
            b[i] = row[corner[1]] - row[corner[2]];
        }
        for (int i = 0; i < 3; i++) {
            const double *q = r + 3 * i;
            first[3 * p + i] = -(q[0] * a[0] + q[1] * a[1] + q[2] * a[2]);
            second[3 * p + i] = -(q[0] * b[0] + q[1] * b[1] + q[2] * b[2]);
        }
    }
}

void hand_tracking_hand(const Model *model, const double *theta, const double *u, double *error,
                        double *jacobian)
{
    int rows = 3 * model->points;
    double position[3 * model->vertices], change[3 * model->vertices], r[4][9];
    Pose pose;
    rest(model, theta, &pose, position);
    axis_angle(theta, r);
    gather(model, u, r[0], position, error);
    for (int i = 0; i < rows; i++)
        error[i] += model->measured[i] - theta[3 + i % 3];
    for (int k = 0; k < 3; k++)
        gather(model, u, r[1 + k], position, jacobian + k * rows);
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < rows; i++)
            jacobian[(3 + k) * rows + i] = i % 3 == k ? -1.0 : 0.0;
    for (int k = 6; k < ANGLES; k++) {
        int finger = (k - 6) / 4, which = (k - 6) % 4;
        bend(model, theta, &pose, 2 + 4 * finger + (which > 1 ? which - 1 : 0),
             which == 1 ? 2 : 1, change);
        gather(model, u, r[0], change, jacobian + k * rows);
    }
    if (u != NULL)
        columns_of_u(model, r[0], position, jacobian + ANGLES * rows,
                     jacobian + (ANGLES + 1) * rows);
}
