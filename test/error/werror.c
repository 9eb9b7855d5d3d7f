/* With -Werror a warning is an error, and nothing is written. */
// RUN: %fails 1 %adcc -Werror %s | FileCheck %s
// RUN: %fails 1 %adcc -Werror=name-conflict %s | FileCheck %s
// RUN: %adcc %s -o %t.c 2>&1 | FileCheck --check-prefix=WARN %s
// RUN: %adcc -w %s -o %t.c 2>&1 | count 0
// RUN: %adcc -Wno-name-conflict %s -o %t.c 2>&1 | count 0
#include <adcc.h>

double f_b(double x);

// CHECK: werror.c:[[#@LINE+2]]:{{[0-9]+}}: error: {{.*}}'f_b'
// WARN: werror.c:[[#@LINE+1]]:{{[0-9]+}}: warning: {{.*}}'f_b'{{.*}}[-Wname-conflict]
ADCC_ADJOINT()
double f(double x) { return x * x; }
double f_b(double x) { return x; }
