#include "../adolc.hh"
#include "lstm.h"

#include <algorithm>

#define double adouble
#define memcpy(to, from, bytes) std::copy(from, from + sizeof(to) / sizeof *(to), to)
#include "lstm.c"
#undef double

ADOLC_GRADIENT(x, lstm(data.layers, data.length, data.width, x,
                       x + data.layers * 8 * data.width,
                       passive(data.state, (size_t)(data.layers * 2 * data.width)),
                       passive(data.sequence, (size_t)(data.length * data.width))))
