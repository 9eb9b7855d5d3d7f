// Warnings have names by which they are switched off or made errors.
// RUN: %adcc %s -o %t.c 2>&1 | FileCheck %s
// RUN: %adcc -Wno-name-conflict %s -o %t.c 2>&1 | count 0
// RUN: %adcc -w %s -o %t.c 2>&1 | count 0
// RUN: not %adcc -Werror %s -o %t.c 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: not %adcc -Werror=name-conflict %s -o %t.c 2>&1 | FileCheck %s --check-prefix=ERROR
#include <adcc.h>

int f_d;
ADCC_TANGENT(wrt(x), of(return))
double f(double x)
{
    return x * f_d;
}
// CHECK: warning: {{.*}} [-Wname-conflict]
// ERROR: error: {{.*}} [-Werror,-Wname-conflict]
