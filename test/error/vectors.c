/* Vector operations that are not element by element. */
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT -DCOMPARE %s | FileCheck --check-prefix=COMPARE %s
// RUN: %fails 1 %adcc -DCOMPARE -DMODE=ADCC_TANGENT %s | FileCheck --check-prefix=COMPARE %s
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT -DVALUE %s | FileCheck --check-prefix=VALUE %s
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT -DCALL %s | FileCheck --check-prefix=CALL %s
#include <adcc.h>

typedef double v4 __attribute__((vector_size(32)));
typedef long i4 __attribute__((vector_size(32)));
v4 shuffled(v4 x);

#ifdef VALUE
MODE(wrt(x), of(y))
// VALUE: vectors.c:[[#@LINE+3]]:14: error: 'x' works on vectors other than element by element; write it with their elements, or in a function that is ADCC_INACTIVE
void f(v4 x, v4 *y)
{
    *y = x * x;
}
#else
MODE(wrt(x), of(return))
double f(const double x[2])
{
    v4 a = {x[0], x[1]}, b = a;
#ifdef COMPARE
    // COMPARE: vectors.c:[[#@LINE+1]]:15: error: 'a' works on vectors other than element by element
    i4 less = a < b;
    b[0] = less[0] ? a[0] : b[1];
#endif
#ifdef CALL
    // CALL: vectors.c:[[#@LINE+1]]:9: error: 'shuffled(a)' works on vectors other than element by element
    b = shuffled(a);
#endif
    return b[0];
}
#endif
