/* A struct without a name cannot be declared in the header. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

// CHECK: header-struct.c:[[#@LINE+2]]:{{[0-9]+}}: error: the header needs this struct, which has no tag
// CHECK: note: give it a tag, or define it in a header that the source includes
struct {
    double x, y;
} point;

ADCC_ADJOINT(wrt(point), of(return))
double f(void)
{
    return point.x * point.y;
}
