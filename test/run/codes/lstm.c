/* An LSTM cell over a short sequence. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double sigmoid(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

static void cell(int n, const double *w, double *hidden, double *state, const double *input)
{
    double gate[4][8];

    for (int g = 0; g < 4; g++)
        for (int i = 0; i < n; i++) {
            double z = w[(g * 2) * n + i] * (g < 3 ? hidden[i] : input[i]) + w[(g * 2 + 1) * n + i];

            gate[g][i] = g == 3 ? tanh(z) : sigmoid(z);
        }
    for (int i = 0; i < n; i++)
        state[i] = state[i] * gate[0][i] + gate[1][i] * gate[3][i];
    for (int i = 0; i < n; i++)
        hidden[i] = gate[2][i] * tanh(state[i]);
}

ADCC_ADJOINT(wrt(w, hidden, state), of(return, hidden, state))
ADCC_TANGENT(wrt(w, hidden, state), of(return, hidden, state))
double loss(int n, int steps, const double *w, double *hidden, double *state, const double *sequence)
{
    double total = 0;

    for (int t = 0; t < steps; t++) {
        cell(n, w, hidden, state, sequence + t * n);
        for (int i = 0; i < n; i++) {
            double d = hidden[i] - sequence[(t + 1) * n + i];

            total += d * d;
        }
    }
    return total / steps;
}

double loss_d(int n, int steps, const double *w, const double *w_d, double *hidden, double *hidden_d,
              double *state, double *state_d, const double *sequence, double *return_d);
double loss_b(int n, int steps, const double *w, double *w_b, double *hidden, double *hidden_b,
              double *state, double *state_b, const double *sequence, double return_b);

int main(void)
{
    static const double seq[] = {0.1, 0.9, -0.4, 0.3, 0.2, 0.8, -0.5, 0.6, 0.1, 0.2};

    IN(double, w, [16], -1, 1);
    INOUT(double, h, [2], -1, 1);
    INOUT(double, s, [2], -1, 1);
    RETURNS(double);
    CHECK(ret = loss(2, 4, w, h, s, seq), ret = loss_d(2, 4, w, w_d, h, h_d, s, s_d, seq, &ret_d),
          ret = loss_b(2, 4, w, w_b, h, h_b, s, s_b, seq, ret_b));
    return check_status();
}
