#include "../adolc.hh"
#include "gmm.h"

#define double adouble
#define lgamma(x) lgamma((x).value())
#include "gmm.c"
#undef double

ADOLC_GRADIENT(p, gmm(data.n, data.d, data.k, p, p + data.k, p + data.k + data.k * data.d,
                      passive(data.x, (size_t)(data.n * data.d)), 1.0, 0))
