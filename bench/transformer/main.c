/* main.c - the block with random weights, on random tokens. */
#include "../common.h"
#include "transformer.h"
#include "transformer_grad.h"

#include <stdio.h>

static Sizes s;
static double *x;
static int *next;

/* Where the weights are in an array that starts with the activations; returns its length. */
static size_t place(double *p, Weights *w)
{
    double **part[] = {&w->gain1, &w->shift1, &w->query, &w->key,     &w->value, &w->mixed, &w->gain2,
                       &w->shift2, &w->up,    &w->up_bias, &w->down, &w->down_bias, &w->out};
    int d = s.d, h = s.h;
    int lengths[] = {d, d, d * d, d * d, d * d, d * d, d, d, h * d, h, d * h, d, s.v * d};
    size_t at = (size_t)(s.t * d);
    for (int i = 0; i < 13; at += (size_t)lengths[i++])
        *part[i] = p != NULL ? p + at : NULL;
    return at;
}

static void set_up(int size, Case *c)
{
    static const Sizes sizes[] = {
        {4, 6, 2, 8, 7}, {16, 32, 4, 64, 64}, {64, 64, 4, 256, 256}, {128, 128, 8, 512, 1000}};
    Weights w;
    s = sizes[size];
    c->inputs = place(NULL, &w);
    c->x = x = bench_array(c->inputs);
    place(x, &w);
    for (size_t i = 0; i < c->inputs; i++)
        x[i] = bench_normal() * (i < (size_t)(s.t * s.d) ? 1.0 : 0.3);
    for (int i = 0; i < s.d; i++)
        w.gain1[i] = w.gain2[i] = 1.0;
    next = bench_integers((size_t)s.t);
    for (int i = 0; i < s.t; i++)
        next[i] = (int)bench_uniform(0.0, s.v);
    snprintf(c->label, sizeof c->label, "t=%d d=%d h=%d v=%d", s.t, s.d, s.h, s.v);
}

static double primal(void)
{
    Weights w;
    place(x, &w);
    return transformer(&s, x, &w, next);
}

static double adcc(double *b)
{
    Weights w, w_b;
    place(x, &w);
    place(b, &w_b);
    return transformer_b(&s, x, b, &w, &w_b, next, 1.0);
}

static double hand(double *b)
{
    Weights w, w_b;
    place(x, &w);
    place(b, &w_b);
    return transformer_hand(&s, x, b, &w, &w_b, next);
}

const Problem problem = {"transformer", 4, set_up, primal, adcc, hand, .large = 0};
