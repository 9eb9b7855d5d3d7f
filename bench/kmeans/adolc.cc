#include "../adolc.hh"
#include "kmeans.h"

#define double adouble
#include "kmeans.c"
#undef double

/* The branches that were taken are on the tape. */
ADOLC_GRADIENT(c, kmeans(data.n, data.d, data.k, passive(data.x, (size_t)(data.n * data.d)), c))
