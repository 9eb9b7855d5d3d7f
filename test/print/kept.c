// What has no form of its own is kept as it stands, and the construct is named.
// RUN: %adcc --emit=primal %s -o %t.c 2> %t.err
// RUN: FileCheck %s < %t.c
// RUN: FileCheck --check-prefix=SAID %s < %t.err
// RUN: %clang -fsyntax-only %t.c

// SAID: kept.c:[[#@LINE+3]]:38: warning: 'in_cast' is kept as it is: the definition of 'pair'
// SAID-SAME: inside an expression or parameter [-Wunsupported]
// CHECK: int in_cast(const void *p) { return ((const struct pair { int a; } *)p)->a; }
int in_cast(const void *p) { return ((const struct pair { int a; } *)p)->a; }

typedef float four __attribute__((ext_vector_type(4)));
// SAID: kept.c:[[#@LINE+2]]:{{.*}} 'part' is kept as it is: a part of a vector
// CHECK: float part(four v) { return v.x; }
float part(four v) { return v.x; }

// CHECK: int plain(int x)
// CHECK-NEXT: {
int plain(int x) { return x; }
