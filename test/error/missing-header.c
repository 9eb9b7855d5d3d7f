/* A header that is not there. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>
// CHECK: missing-header.c:[[#@LINE+1]]:10: {{(fatal )?}}error: 'not_there.h' file not found
#include "not_there.h"

ADCC_ADJOINT() double f(double x) { return x; }
