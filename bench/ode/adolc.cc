#include "../adolc.hh"
#include "ode.h"

#define double adouble
#include "ode.c"
#undef double

ADOLC_GRADIENT(x, ode((int)count, ode_steps, x))
