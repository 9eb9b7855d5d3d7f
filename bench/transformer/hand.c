/* hand.c - what later steps need is kept once, the rest is recomputed; all inner loops run along
 * rows. */
#include "../common.h"
#include "transformer.h"

#include <math.h>
#include <string.h>

/* y is the normalised x, before gain and shift; scale one number a row. */
static void norm(int t, int d, const double *restrict x, const double *restrict gain,
                 const double *restrict shift, double *restrict plain, double *restrict scale,
                 double *restrict y)
{
    for (int i = 0; i < t; i++, x += d, y += d, plain += d) {
        double mean = 0.0, variance = 0.0;
        for (int j = 0; j < d; j++)
            mean += x[j];
        mean /= d;
        for (int j = 0; j < d; j++)
            variance += (x[j] - mean) * (x[j] - mean);
        scale[i] = 1.0 / sqrt(variance / d + 1.0e-5);
        for (int j = 0; j < d; j++) {
            plain[j] = (x[j] - mean) * scale[i];
            y[j] = plain[j] * gain[j] + shift[j];
        }
    }
}

static void norm_b(int t, int d, const double *restrict plain, const double *restrict scale,
                   const double *restrict gain, double *restrict gain_b, double *restrict shift_b,
                   const double *restrict y_b, double *restrict x_b)
{
    for (int i = 0; i < t; i++, plain += d, y_b += d, x_b += d) {
        double sum = 0.0, along = 0.0;
#pragma omp simd reduction(+ : sum, along)
        for (int j = 0; j < d; j++) {
            gain_b[j] += y_b[j] * plain[j];
            shift_b[j] += y_b[j];
            sum += y_b[j] * gain[j];
            along += y_b[j] * gain[j] * plain[j];
        }
        sum /= d;
        along /= d;
        for (int j = 0; j < d; j++)
            x_b[j] += scale[i] * (y_b[j] * gain[j] - sum - plain[j] * along);
    }
}

static void linear(int t, int from, int to, const double *restrict x, const double *restrict w,
                   double *restrict y)
{
    for (int i = 0; i < t; i++)
        for (int j = 0; j < to; j++) {
            double sum = 0.0;
            for (int k = 0; k < from; k++)
                sum += x[i * from + k] * w[j * from + k];
            y[i * to + j] = sum;
        }
}

static void linear_b(int t, int from, int to, const double *restrict x, double *restrict x_b,
                     const double *restrict w, double *restrict w_b, const double *restrict y_b)
{
    for (int i = 0; i < t; i++)
        for (int j = 0; j < to; j++) {
            double here = y_b[i * to + j];
            for (int k = 0; k < from; k++) {
                x_b[i * from + k] += here * w[j * from + k];
                w_b[j * from + k] += here * x[i * from + k];
            }
        }
}

/* Keeps the shares, row by row. */
static void attend(int t, int d, int stride, const double *restrict q, const double *restrict k,
                   const double *restrict v, double *restrict share, double *restrict y)
{
    double scale = 1.0 / sqrt(d);
    for (int i = 0; i < t; i++, share += t) {
        double most = -INFINITY, sum = 0.0;
        for (int j = 0; j <= i; j++) {
            double score = 0.0;
            for (int c = 0; c < d; c++)
                score += q[i * stride + c] * k[j * stride + c];
            share[j] = score * scale;
            most = share[j] > most ? share[j] : most;
        }
        for (int j = 0; j <= i; j++)
            sum += share[j] = exp(share[j] - most);
        double *row = y + i * stride, over = 1.0 / sum;
        for (int c = 0; c < d; c++)
            row[c] = 0.0;
        for (int j = 0; j <= i; j++) {
            share[j] *= over;
            for (int c = 0; c < d; c++)
                row[c] += share[j] * v[j * stride + c];
        }
    }
}

static void attend_b(int t, int d, int stride, const double *restrict q, double *restrict q_b,
                     const double *restrict k, double *restrict k_b, const double *restrict v,
                     double *restrict v_b, const double *restrict share,
                     const double *restrict y_b)
{
    double scale = 1.0 / sqrt(d), share_b[t];
    for (int i = 0; i < t; i++, share += t) {
        double along = 0.0;
        for (int j = 0; j <= i; j++) {
            double sum = 0.0;
#pragma omp simd reduction(+ : sum)
            for (int c = 0; c < d; c++) {
                sum += y_b[i * stride + c] * v[j * stride + c];
                v_b[j * stride + c] += y_b[i * stride + c] * share[j];
            }
            share_b[j] = sum;
            along += sum * share[j];
        }
        for (int j = 0; j <= i; j++) {
            double score_b = share[j] * (share_b[j] - along) * scale;
            for (int c = 0; c < d; c++) {
                q_b[i * stride + c] += score_b * k[j * stride + c];
                k_b[j * stride + c] += score_b * q[i * stride + c];
            }
        }
    }
}

/* Sets hidden to the activations and slope to their derivatives. */
static void activate(int t, int h, const double *restrict bias, double *restrict hidden,
                     double *restrict slope)
{
    for (int i = 0; i < t; i++)
        for (int j = 0; j < h; j++) {
            double x = hidden[i * h + j] + bias[j];
            double both = 0.5 * (1.0 + erf(x * 0.70710678118654752440));
            hidden[i * h + j] = x * both;
            slope[i * h + j] = both + x * 0.39894228040143267794 * exp(-0.5 * x * x);
        }
}

/* Loss and its derivative go together, a token at a time. */
static double loss_b(int t, int d, int v, const double *restrict x, double *restrict x_b,
                     const double *restrict out, double *restrict out_b, const int *next)
{
    double total = 0.0, score[v];
    for (int i = 0; i < t; i++) {
        double most = -INFINITY, sum = 0.0;
        linear(1, d, v, x + i * d, out, score);
        total -= score[next[i]];
        for (int j = 0; j < v; j++)
            most = score[j] > most ? score[j] : most;
        for (int j = 0; j < v; j++)
            sum += score[j] = exp(score[j] - most);
        total += most + log(sum);
        double scale = 1.0 / (sum * t);
        for (int j = 0; j < v; j++)
            score[j] *= scale;
        score[next[i]] -= 1.0 / t;
        linear_b(1, d, v, x + i * d, x_b + i * d, out, out_b, score);
    }
    return total / t;
}

double transformer_hand(const Sizes *size, const double *x, double *x_b, const Weights *w,
                        Weights *w_b, const int *next)
{
    int t = size->t, d = size->d, h = size->h, width = d / size->heads;
    size_t all = (size_t)(t * d);
    double *a = bench_scratch(13 * all + (size_t)(3 * t * h + t * t * size->heads + 2 * t));
    double *plain1 = a + all, *q = plain1 + all, *k = q + all, *v = k + all, *mixed = v + all;
    double *y = mixed + all, *plain2 = y + all, *a2 = plain2 + all, *zero = a2 + all;
    double *a_b = zero, *q_b = a_b + all, *k_b = q_b + all, *v_b = k_b + all, *hidden = v_b + all;
    double *slope = hidden + t * h, *hidden_b = slope + t * h, *share = hidden_b + t * h;
    double *scale1 = share + t * t * size->heads, *scale2 = scale1 + t;
    norm(t, d, x, w->gain1, w->shift1, plain1, scale1, a);
    linear(t, d, d, a, w->query, q);
    linear(t, d, d, a, w->key, k);
    linear(t, d, d, a, w->value, v);
    for (int c = 0; c < d; c += width)
        attend(t, width, d, q + c, k + c, v + c, share + c / width * t * t, mixed + c);
    linear(t, d, d, mixed, w->mixed, y);
    for (size_t i = 0; i < all; i++)
        y[i] += x[i];
    norm(t, d, y, w->gain2, w->shift2, plain2, scale2, a2);
    linear(t, d, h, a2, w->up, hidden);
    activate(t, h, w->up_bias, hidden, slope);
    linear(t, h, d, hidden, w->down, q_b);
    for (int i = 0; i < t; i++)
        for (int j = 0; j < d; j++)
            y[i * d + j] += q_b[i * d + j] + w->down_bias[j];
    memset(zero, 0, 4 * all * sizeof *zero);
    memset(hidden_b, 0, (size_t)(t * h) * sizeof *hidden_b);
    double y_b[t * d];
    memset(y_b, 0, sizeof y_b);
    double result = loss_b(t, d, size->v, y, y_b, w->out, w_b->out, next);
    for (int i = 0; i < t; i++)
        for (int j = 0; j < d; j++)
            w_b->down_bias[j] += y_b[i * d + j];
    linear_b(t, h, d, hidden, hidden_b, w->down, w_b->down, y_b);
    for (int i = 0; i < t; i++)
        for (int j = 0; j < h; j++)
            w_b->up_bias[j] += hidden_b[i * h + j] *= slope[i * h + j];
    linear_b(t, d, h, a2, a_b, w->up, w_b->up, hidden_b);
    norm_b(t, d, plain2, scale2, w->gain2, w_b->gain2, w_b->shift2, a_b, y_b);
    memset(a_b, 0, all * sizeof *a_b);
    linear_b(t, d, d, mixed, a_b, w->mixed, w_b->mixed, y_b);
    for (int c = 0; c < d; c += width)
        attend_b(t, width, d, q + c, q_b + c, k + c, k_b + c, v + c, v_b + c,
                 share + c / width * t * t, a_b + c);
    memset(a_b, 0, all * sizeof *a_b);
    linear_b(t, d, d, a, a_b, w->query, w_b->query, q_b);
    linear_b(t, d, d, a, a_b, w->key, w_b->key, k_b);
    linear_b(t, d, d, a, a_b, w->value, w_b->value, v_b);
    for (size_t i = 0; i < all; i++)
        x_b[i] += y_b[i];
    norm_b(t, d, plain1, scale1, w->gain1, w_b->gain1, w_b->shift1, a_b, x_b);
    return result;
}
