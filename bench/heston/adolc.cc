#include "../adolc.hh"
#include "heston.h"

#undef HESTON_H
#define double adouble
namespace active {
#include "heston.c"
}
#undef double

ADOLC_GRADIENT(x, active::heston(data.paths, data.steps,
                                 passive(data.z, 2 * (size_t)(data.paths * data.steps)), 1.0, 1.0,
                                 (const active::Heston *)x))
