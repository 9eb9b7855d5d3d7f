#include "../adolc.hh"
#include "polyls.h"

#define double adouble
#include "polyls.c"
#undef double

ADOLC_GRADIENT(x, polyls(polyls_points, (int)count, x))
