/* hand.c - p, q and r of each step are kept where they are computed. */
#include "../common.h"
#include "cg.h"

#include <string.h>

static void multiply(int n, const int *restrict first, const int *restrict column,
                     const double *restrict a, const double *restrict p, double *restrict q)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int k = first[i]; k < first[i + 1]; k++)
            sum += a[k] * p[column[k]];
        q[i] = sum;
    }
}

static void multiply_b(int n, const int *restrict first, const int *restrict column,
                       const double *restrict a, double *restrict a_b, const double *restrict p,
                       double *restrict p_b, const double *restrict q_b)
{
    for (int i = 0; i < n; i++) {
        double here = q_b[i];
        for (int k = first[i]; k < first[i + 1]; k++) {
            a_b[k] += here * p[column[k]];
            p_b[column[k]] += here * a[k];
        }
    }
}

static double dot(int n, const double *restrict x, const double *restrict y)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

static double fast_dot(int n, const double *restrict x, const double *restrict y)
{
    double sum = 0.0;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

/* The adjoints of a step, in reverse: before it and after it p_b, r_b, square_b. */
typedef struct Adjoint {
    double *x, *r, *p, *q, square;
} Adjoint;

static void step_b(int n, double square, double next, double pq, const double *restrict p,
                   const double *restrict q, const double *restrict r, Adjoint *b)
{
    double alpha = square / pq, beta = next / square, beta_b = fast_dot(n, b->p, p);
    double *restrict x_b = b->x, *restrict r_b = b->r, *restrict p_b = b->p, *restrict q_b = b->q;
    double next_b = b->square + beta_b / square, alpha_b = 0.0;
#pragma omp simd reduction(+ : alpha_b)
    for (int i = 0; i < n; i++) {
        r_b[i] += p_b[i] + 2.0 * next_b * r[i];
        p_b[i] = beta * p_b[i] + alpha * x_b[i];
        alpha_b += x_b[i] * p[i] - r_b[i] * q[i];
    }
    double pq_b = -alpha_b * alpha / pq;
    b->square = alpha_b / pq - beta_b * beta / square;
    for (int i = 0; i < n; i++) {
        q_b[i] = pq_b * p[i] - alpha * r_b[i];
        p_b[i] += pq_b * q[i];
    }
}

double cg_hand(int n, int iterations, const int *restrict first, const int *restrict column,
               const double *restrict a, double *restrict a_b, const double *restrict b,
               double *restrict b_b, const double *restrict target)
{
    size_t row = (size_t)n;
    double *p = bench_scratch(3 * row * (size_t)(iterations + 1) + 4 * row), misfit = 0.0;
    double *r = p + row * (size_t)(iterations + 1), *q = r + row * (size_t)(iterations + 1);
    double *rest = q + row * (size_t)iterations, x[n], square[iterations + 1], pq[iterations];
    Adjoint all = {rest, rest + row, rest + 2 * row, rest + 3 * row, 0.0};
    memset(x, 0, sizeof x);
    memcpy(r, b, sizeof x);
    memcpy(p, b, sizeof x);
    square[0] = dot(n, r, r);
    for (int s = 0; s < iterations; s++, p += row, q += row, r += row) {
        multiply(n, first, column, a, p, q);
        pq[s] = dot(n, p, q);
        double alpha = square[s] / pq[s];
        for (int i = 0; i < n; i++) {
            x[i] += alpha * p[i];
            r[n + i] = r[i] - alpha * q[i];
        }
        square[s + 1] = dot(n, r + row, r + row);
        double beta = square[s + 1] / square[s];
        for (int i = 0; i < n; i++)
            p[n + i] = r[n + i] + beta * p[i];
    }
    for (int i = 0; i < n; i++) {
        all.x[i] = x[i] - target[i];
        misfit += 0.5 * all.x[i] * all.x[i];
        all.r[i] = all.p[i] = 0.0;
    }
    for (int s = iterations - 1; s >= 0; s--) {
        p -= row, q -= row, r -= row;
        step_b(n, square[s], square[s + 1], pq[s], p, q, r + row, &all);
        multiply_b(n, first, column, a, a_b, p, all.p, all.q);
    }
    for (int i = 0; i < n; i++)
        b_b[i] += all.r[i] + all.p[i] + 2.0 * all.square * r[i];
    return misfit;
}
