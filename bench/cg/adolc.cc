#include "../adolc.hh"
#include "cg.h"

#define double adouble
#include "cg.c"
#undef double

ADOLC_GRADIENT(x, cg(data.n, data.iterations, data.first, data.column, x,
                     x + data.first[data.n], passive(data.target, (size_t)data.n)))
