#include "../adolc.hh"
#include "fft.h"

#define double adouble
#include "fft.c"
#undef double

ADOLC_GRADIENT(x, convolution(data.n, x, x + data.n, passive(data.wanted, (size_t)data.n)))
