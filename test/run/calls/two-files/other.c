/* The other file of two-files. */
#include <math.h>
#include "other.h"

const double other_scale = 0.75;

static double helper(double x)
{
    return sin(x) * other_scale;
}

double from_other(double x, const double *u)
{
    return helper(x + u[0]) * helper(u[1]);
}

void update(double u[2], double by)
{
    u[0] *= by;
    u[1] = helper(u[0]) + OTHER_STEP * u[1];
}
