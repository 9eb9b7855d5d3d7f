/* hand.c - residuals and their nonzero derivatives: two rows of 15 an observation, and one entry.
 * Both rows go back through the rotation together. */
#include "ba.h"

#include <math.h>

typedef struct Turn {
    double w[3], along, angle, c, s; /* as in rotate(), ba.c */
    int turned;
} Turn;

static Turn rotate(const double *axis, const double *p, double *out)
{
    Turn t = {{axis[0], axis[1], axis[2]}, 0.0, 0.0, 1.0, 1.0, 0};
    double square = axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2];
    if (square != 0.0) {
        t.turned = 1;
        t.angle = sqrt(square);
        t.c = cos(t.angle);
        t.s = sin(t.angle);
        for (int i = 0; i < 3; i++)
            t.w[i] = axis[i] / t.angle;
        t.along = t.w[0] * p[0] + t.w[1] * p[1] + t.w[2] * p[2];
    }
    double most = t.along * (1.0 - t.c);
    out[0] = p[0] * t.c + (t.w[1] * p[2] - t.w[2] * p[1]) * t.s + t.w[0] * most;
    out[1] = p[1] * t.c + (t.w[2] * p[0] - t.w[0] * p[2]) * t.s + t.w[1] * most;
    out[2] = p[2] * t.c + (t.w[0] * p[1] - t.w[1] * p[0]) * t.s + t.w[2] * most;
    return t;
}

/* For the adjoint b of the rotated point: axis_b and p_b. */
static void rotate_b(const Turn *t, const double *p, const double *restrict b,
                     double *restrict axis_b, double *restrict p_b)
{
    const double *w = t->w;
    double wb = w[0] * b[0] + w[1] * b[1] + w[2] * b[2], rest = 1.0 - t->c;
    double cross[3] = {p[1] * b[2] - p[2] * b[1], p[2] * b[0] - p[0] * b[2],
                       p[0] * b[1] - p[1] * b[0]};
    p_b[0] = b[0] * t->c + (w[2] * b[1] - w[1] * b[2]) * t->s + w[0] * rest * wb;
    p_b[1] = b[1] * t->c + (w[0] * b[2] - w[2] * b[0]) * t->s + w[1] * rest * wb;
    p_b[2] = b[2] * t->c + (w[1] * b[0] - w[0] * b[1]) * t->s + w[2] * rest * wb;
    if (!t->turned) {
        for (int i = 0; i < 3; i++)
            axis_b[i] = cross[i];
        return;
    }
    double pb = p[0] * b[0] + p[1] * b[1] + p[2] * b[2], w_b[3], inner = 0.0;
    for (int i = 0; i < 3; i++) {
        w_b[i] = cross[i] * t->s + rest * (t->along * b[i] + wb * p[i]);
        inner += w_b[i] * w[i];
    }
    double s_b = w[0] * cross[0] + w[1] * cross[1] + w[2] * cross[2];
    double angle_b = t->c * s_b - t->s * (pb - t->along * wb);
    for (int i = 0; i < 3; i++)
        axis_b[i] = (w_b[i] - inner * w[i]) / t->angle + angle_b * w[i];
}

void ba_hand(int observations, const double *restrict cameras, const double *restrict points,
             const double *restrict weights, const int *restrict seen,
             const double *restrict features, double *restrict error, double *restrict jacobian)
{
    for (int o = 0; o < observations; o++, jacobian += 31, error += 3) {
        const double *camera = cameras + 11 * seen[2 * o], *point = points + 3 * seen[2 * o + 1];
        double relative[3], turned[3], weight = weights[o];
        for (int i = 0; i < 3; i++)
            relative[i] = point[i] - camera[3 + i];
        Turn t = rotate(camera, relative, turned);
        double over = 1.0 / turned[2], focal = camera[6];
        double at[2] = {turned[0] * over, turned[1] * over};
        double square = at[0] * at[0] + at[1] * at[1];
        double distortion = 1.0 + camera[9] * square + camera[10] * square * square;
        double slope = 2.0 * (camera[9] + 2.0 * camera[10] * square), scale = weight * focal;
        for (int row = 0; row < 2; row++) {
            double *j = jacobian + 15 * row, p_b[3];
            double difference = at[row] * distortion * focal + camera[7 + row] -
                                features[2 * o + row];
            double x_b = scale * at[row] * slope * at[0], y_b = scale * at[row] * slope * at[1];
            x_b += row == 0 ? scale * distortion : 0.0;
            y_b += row == 1 ? scale * distortion : 0.0;
            double turned_b[3] = {x_b * over, y_b * over, -(x_b * at[0] + y_b * at[1]) * over};
            rotate_b(&t, relative, turned_b, j, p_b);
            for (int i = 0; i < 3; i++) {
                j[3 + i] = -p_b[i];
                j[11 + i] = p_b[i];
            }
            j[6] = weight * at[row] * distortion;
            j[7] = row == 0 ? weight : 0.0;
            j[8] = row == 1 ? weight : 0.0;
            j[9] = scale * at[row] * square;
            j[10] = j[9] * square;
            j[14] = difference;
            error[row] = weight * difference;
        }
        jacobian[30] = -2.0 * weight;
        error[2] = 1.0 - weight * weight;
    }
}
