/* lstm.c - loss of a recurrent network of long short-term memory cells with diagonal weights, as
 * ADBench defines it.
 *
 * Filip Srajer, Zuzana Kukelova, Andrew Fitzgibbon: A benchmark of selected algorithmic
 * differentiation tools on some problems in computer vision and machine learning, 2018; GradBench's
 * "lstm".
 */
#include "lstm.h"

#include <math.h>
#include <string.h>

static double sigmoid(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

/* One layer: weights and biases of the four gates, one after the other. */
static void cell(int n, const double *weight, const double *input, double *hidden, double *memory)
{
    const double *bias = weight + 4 * n;
    for (int i = 0; i < n; i++) {
        double forget = sigmoid(input[i] * weight[i] + bias[i]);
        double in = sigmoid(hidden[i] * weight[n + i] + bias[n + i]);
        double out = sigmoid(input[i] * weight[2 * n + i] + bias[2 * n + i]);
        double change = tanh(hidden[i] * weight[3 * n + i] + bias[3 * n + i]);
        memory[i] = memory[i] * forget + in * change;
        hidden[i] = out * tanh(memory[i]);
    }
}

double lstm(int layers, int length, int width, const double *main, const double *extra,
            const double *state, const double *sequence)
{
    double now[layers * 2 * width], input[width], predicted[width], total = 0.0;
    memcpy(now, state, sizeof now);
    for (int t = 0; t < length - 1; t++) {
        const double *above = input, *wanted = sequence + (t + 1) * width;
        for (int i = 0; i < width; i++)
            input[i] = sequence[t * width + i] * extra[i];
        for (int l = 0; l < layers; l++) {
            double *hidden = now + l * 2 * width;
            cell(width, main + l * 8 * width, above, hidden, hidden + width);
            above = hidden;
        }
        double sum = 2.0;
        for (int i = 0; i < width; i++) {
            predicted[i] = above[i] * extra[width + i] + extra[2 * width + i];
            sum += exp(predicted[i]);
        }
        double logarithm = log(sum);
        for (int i = 0; i < width; i++)
            total += wanted[i] * (predicted[i] - logarithm);
    }
    return -total / ((length - 1) * width);
}
