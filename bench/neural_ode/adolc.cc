#include "../adolc.hh"
#include "neural_ode.h"

#include <algorithm>

#define double adouble
#define memcpy(to, from, bytes) std::copy(from, from + d, to)
#include "neural_ode.c"
#undef double

ADOLC_GRADIENT(w, neural_ode(data.batch, data.d, data.h, data.steps, w,
                             passive(data.start, (size_t)(data.batch * data.d)),
                             passive(data.target, (size_t)(data.batch * data.d))))
