/* hand.c - of each cell its gates and two values are kept, in rows; all other things follow. */
#include "../common.h"
#include "lstm.h"

#include <math.h>
#include <string.h>

enum { FORGET, IN, OUT, CHANGE, BEFORE, SQUASHED, HIDDEN_BEFORE, HIDDEN, ROWS };

static double sigmoid(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

static void cell(int n, const double *restrict weight, const double *restrict input,
                 double *restrict hidden, double *restrict memory, double *restrict row)
{
    const double *bias = weight + 4 * n;
    memcpy(row + HIDDEN_BEFORE * n, hidden, (size_t)n * sizeof *row);
    memcpy(row + BEFORE * n, memory, (size_t)n * sizeof *row);
    for (int i = 0; i < n; i++) {
        double forget = sigmoid(input[i] * weight[i] + bias[i]);
        double in = sigmoid(hidden[i] * weight[n + i] + bias[n + i]);
        double out = sigmoid(input[i] * weight[2 * n + i] + bias[2 * n + i]);
        double change = tanh(hidden[i] * weight[3 * n + i] + bias[3 * n + i]);
        memory[i] = memory[i] * forget + in * change;
        double squashed = tanh(memory[i]);
        hidden[i] = out * squashed;
        row[FORGET * n + i] = forget;
        row[IN * n + i] = in;
        row[OUT * n + i] = out;
        row[CHANGE * n + i] = change;
        row[SQUASHED * n + i] = squashed;
    }
    memcpy(row + HIDDEN * n, hidden, (size_t)n * sizeof *row);
}

/* hidden_b and memory_b become those before the step; input_b is set. */
static void cell_b(int n, const double *restrict weight, double *restrict weight_b,
                   const double *restrict input, double *restrict input_b,
                   double *restrict hidden_b, double *restrict memory_b,
                   const double *restrict row)
{
    double *restrict bias_b = weight_b + 4 * n;
#pragma omp simd
    for (int i = 0; i < n; i++) {
        double forget = row[FORGET * n + i], in = row[IN * n + i], out = row[OUT * n + i];
        double change = row[CHANGE * n + i], squashed = row[SQUASHED * n + i];
        double before = row[HIDDEN_BEFORE * n + i], from = input[i];
        double out_b = squashed * hidden_b[i] * out * (1.0 - out);
        double after_b = memory_b[i] + out * hidden_b[i] * (1.0 - squashed * squashed);
        double forget_b = row[BEFORE * n + i] * after_b * forget * (1.0 - forget);
        double in_b = change * after_b * in * (1.0 - in);
        double change_b = in * after_b * (1.0 - change * change);
        memory_b[i] = forget * after_b;
        hidden_b[i] = in_b * weight[n + i] + change_b * weight[3 * n + i];
        input_b[i] = forget_b * weight[i] + out_b * weight[2 * n + i];
        weight_b[i] += forget_b * from;
        bias_b[i] += forget_b;
        weight_b[n + i] += in_b * before;
        bias_b[n + i] += in_b;
        weight_b[2 * n + i] += out_b * from;
        bias_b[2 * n + i] += out_b;
        weight_b[3 * n + i] += change_b * before;
        bias_b[3 * n + i] += change_b;
    }
}

/* The softmax goes to 'share'; returns the sum over the output of wanted times log-probability. */
static double output(int n, const double *restrict extra, const double *restrict hidden,
                     const double *restrict wanted, double *restrict share)
{
    double sum = 2.0, total = 0.0, predicted[n];
    for (int i = 0; i < n; i++) {
        predicted[i] = hidden[i] * extra[n + i] + extra[2 * n + i];
        sum += share[i] = exp(predicted[i]);
    }
    double logarithm = log(sum), scale = 1.0 / sum;
    for (int i = 0; i < n; i++) {
        total += wanted[i] * (predicted[i] - logarithm);
        share[i] *= scale;
    }
    return total;
}

static void output_b(int n, double scale, const double *restrict extra, double *restrict extra_b,
                     const double *restrict hidden, double *restrict hidden_b,
                     const double *restrict wanted, const double *restrict share)
{
    double all = 0.0;
#pragma omp simd reduction(+ : all)
    for (int i = 0; i < n; i++)
        all += wanted[i];
    for (int i = 0; i < n; i++) {
        double predicted_b = scale * (wanted[i] - all * share[i]);
        extra_b[n + i] += predicted_b * hidden[i];
        extra_b[2 * n + i] += predicted_b;
        hidden_b[i] += predicted_b * extra[n + i];
    }
}

double lstm_hand(int layers, int length, int width, const double *restrict main,
                 double *restrict main_b, const double *restrict extra, double *restrict extra_b,
                 const double *restrict state, const double *restrict sequence)
{
    int n = width, step = layers * ROWS * n + 2 * n;
    double now[layers * 2 * n], now_b[layers * 2 * n], from_b[n], total = 0.0;
    double *tape = bench_scratch((size_t)(step * length)), scale = -1.0 / ((length - 1) * n);
    memcpy(now, state, sizeof now);
    for (int t = 0; t < length - 1; t++) {
        double *input = tape + t * step, *share = input + n, *row = share + n;
        const double *above = input;
        for (int i = 0; i < n; i++)
            input[i] = sequence[t * n + i] * extra[i];
        for (int l = 0; l < layers; l++) {
            double *hidden = now + l * 2 * n;
            cell(n, main + l * 8 * n, above, hidden, hidden + n, row + l * ROWS * n);
            above = hidden;
        }
        total += output(n, extra, above, sequence + (t + 1) * n, share);
    }
    memset(now_b, 0, sizeof now_b);
    for (int t = length - 2; t >= 0; t--) {
        double *input = tape + t * step, *share = input + n, *row = share + n;
        double *last = row + (layers - 1) * ROWS * n + HIDDEN * n;
        output_b(n, scale, extra, extra_b, last, now_b + (layers - 1) * 2 * n,
                 sequence + (t + 1) * n, share);
        for (int l = layers - 1; l >= 0; l--) {
            double *hidden_b = now_b + l * 2 * n;
            const double *above = l > 0 ? row + (l - 1) * ROWS * n + HIDDEN * n : input;
            cell_b(n, main + l * 8 * n, main_b + l * 8 * n, above, from_b, hidden_b, hidden_b + n,
                   row + l * ROWS * n);
            for (int i = 0; l > 0 && i < n; i++)
                now_b[(l - 1) * 2 * n + i] += from_b[i];
        }
        for (int i = 0; i < n; i++)
            extra_b[i] += from_b[i] * sequence[t * n + i];
    }
    return scale * total;
}
