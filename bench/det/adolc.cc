#include "../adolc.hh"
#include "det.h"

#define double adouble
#include "det.c"
#undef double

ADOLC_GRADIENT(a, det(det_size, a))
