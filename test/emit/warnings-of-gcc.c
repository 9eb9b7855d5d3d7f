/* Warnings that only gcc has are nothing to complain about. */
// RUN: %adcc %s -o %t.c 2>&1 | count 0
#include "adcc.h"

#pragma GCC diagnostic ignored "-Wswitch-unreachable"

ADCC_ADJOINT(wrt(x), of(return))
double f(double x)
{
    return x * x;
}
