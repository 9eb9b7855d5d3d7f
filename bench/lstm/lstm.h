#ifndef LSTM_H
#define LSTM_H

#include <adcc.h>

ADCC_CHECK(layers = 2, length = 4, width = 3, main[layers * 8 * width] = uniform(-1, 1),
           extra[3 * width] = uniform(-1, 1), state[layers * 2 * width] = uniform(-1, 1),
           sequence[length * width] = uniform(0, 1))
ADCC_ADJOINT(wrt(main[layers * 8 * width], extra[3 * width]), of(return))
double lstm(int layers, int length, int width, const double *main, const double *extra,
            const double *state, const double *sequence);

double lstm_hand(int layers, int length, int width, const double *main, double *main_b,
                 const double *extra, double *extra_b, const double *state,
                 const double *sequence);

struct Data {
    int layers, length, width;
    double *state, *sequence;
};
extern struct Data data;

#endif
