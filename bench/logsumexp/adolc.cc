#include "../adolc.hh"
#include "logsumexp.h"

#define double adouble
#include "logsumexp.c"
#undef double

ADOLC_GRADIENT(x, logsumexp((int)count, x))
