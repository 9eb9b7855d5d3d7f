#include "../adolc.hh"
#include "lennard_jones.h"

static adouble rint(const adouble &x)
{
    return rint(x.value());
}

#define double adouble
#include "lennard_jones.c"
#undef double

ADOLC_GRADIENT(x, lennard_jones(data.n, x, data.box, 2.5, data.first, data.neighbour))
