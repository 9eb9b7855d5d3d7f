/* transformer.c - loss of one block of a transformer: layer norm, causal attention, layer norm, two
 * layers with GELU, each added to its input, then the cross entropy of the next tokens.
 *
 * Ashish Vaswani et al.: Attention is all you need, 2017; Dan Hendrycks, Kevin Gimpel: Gaussian error
 * linear units, 2016; the order of the norms as in Alec Radford et al.: Language models are
 * unsupervised multitask learners, 2019.
 */
#include "transformer.h"

#include <math.h>

static void norm(int t, int d, const double *x, const double *gain, const double *shift, double *y)
{
    for (int i = 0; i < t; i++) {
        double mean = 0.0, variance = 0.0;
        for (int j = 0; j < d; j++)
            mean += x[i * d + j];
        mean /= d;
        for (int j = 0; j < d; j++)
            variance += (x[i * d + j] - mean) * (x[i * d + j] - mean);
        double scale = 1.0 / sqrt(variance / d + 1.0e-5);
        for (int j = 0; j < d; j++)
            y[i * d + j] = (x[i * d + j] - mean) * scale * gain[j] + shift[j];
    }
}

/* y = x w', for w with 'to' rows. */
static void linear(int t, int from, int to, const double *x, const double *w, double *y)
{
    for (int i = 0; i < t; i++)
        for (int j = 0; j < to; j++) {
            double sum = 0.0;
            for (int k = 0; k < from; k++)
                sum += x[i * from + k] * w[j * from + k];
            y[i * to + j] = sum;
        }
}

/* One head: its d columns of q, k, v, whose rows are 'stride' apart. */
static void attend(int t, int d, int stride, const double *q, const double *k, const double *v,
                   double *y)
{
    double share[t], scale = 1.0 / sqrt(d);
    for (int i = 0; i < t; i++) {
        double most = -INFINITY, sum = 0.0;
        for (int j = 0; j <= i; j++) {
            double score = 0.0;
            for (int c = 0; c < d; c++)
                score += q[i * stride + c] * k[j * stride + c];
            share[j] = score * scale;
            if (share[j] > most)
                most = share[j];
        }
        for (int j = 0; j <= i; j++) {
            share[j] = exp(share[j] - most);
            sum += share[j];
        }
        for (int c = 0; c < d; c++)
            y[i * stride + c] = 0.0;
        for (int j = 0; j <= i; j++)
            for (int c = 0; c < d; c++)
                y[i * stride + c] += share[j] / sum * v[j * stride + c];
    }
}

static double gelu(double x)
{
    return 0.5 * x * (1.0 + erf(x * 0.70710678118654752440));
}

/* Mean cross entropy of the next tokens. */
static double loss(int t, int d, int v, const double *x, const double *out, const int *next)
{
    double total = 0.0, score[v];
    for (int i = 0; i < t; i++) {
        double most = -INFINITY, sum = 0.0;
        linear(1, d, v, x + i * d, out, score);
        for (int j = 0; j < v; j++)
            if (score[j] > most)
                most = score[j];
        for (int j = 0; j < v; j++)
            sum += exp(score[j] - most);
        total += most + log(sum) - score[next[i]];
    }
    return total / t;
}

double transformer(const Sizes *size, const double *x, const Weights *w, const int *next)
{
    int t = size->t, d = size->d, h = size->h, width = d / size->heads;
    double a[t * d], q[t * d], k[t * d], v[t * d], hidden[t * h], y[t * d];
    norm(t, d, x, w->gain1, w->shift1, a);
    linear(t, d, d, a, w->query, q);
    linear(t, d, d, a, w->key, k);
    linear(t, d, d, a, w->value, v);
    for (int c = 0; c < d; c += width)
        attend(t, width, d, q + c, k + c, v + c, a + c);
    linear(t, d, d, a, w->mixed, y);
    for (int i = 0; i < t * d; i++)
        y[i] += x[i];
    norm(t, d, y, w->gain2, w->shift2, a);
    linear(t, d, h, a, w->up, hidden);
    for (int i = 0; i < t; i++)
        for (int j = 0; j < h; j++)
            hidden[i * h + j] = gelu(hidden[i * h + j] + w->up_bias[j]);
    linear(t, h, d, hidden, w->down, a);
    for (int i = 0; i < t; i++)
        for (int j = 0; j < d; j++)
            y[i * d + j] += a[i * d + j] + w->down_bias[j];
    return loss(t, d, size->v, y, w->out, next);
}
