#include <adcc.h>

ADCC_TANGENT(wrt(x), of(return))
double square(double x)
{
    return x * x;
}
