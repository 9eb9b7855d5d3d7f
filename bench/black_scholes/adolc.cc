#include "../adolc.hh"
#include "black_scholes.h"

#define double adouble
#include "black_scholes.c"
#undef double

ADOLC_GRADIENT(x, black_scholes(data.paths, data.steps,
                                passive(data.z, (size_t)(data.paths * data.steps)), x[0], x[1],
                                x[2], x[3], x[4]))
