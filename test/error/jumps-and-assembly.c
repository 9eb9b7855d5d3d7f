/* setjmp, longjmp and assembly on what carries derivatives: in both modes errors that name a way out. */
// RUN: %fails 1 %adcc %s | FileCheck --check-prefixes=CHECK,ADJOINT %s
// RUN: %fails 1 %adcc -DTANGENT %s | FileCheck --check-prefixes=CHECK,TANGENT %s
#include <adcc.h>
#include <setjmp.h>

#ifdef TANGENT
#define REQUEST ADCC_TANGENT(wrt(x), of(return))
#else
#define REQUEST ADCC_ADJOINT(wrt(x), of(return))
#endif

REQUEST
double f(double x)
{
    jmp_buf back;
    double y = x;

    // CHECK-DAG: jumps-and-assembly.c:[[#@LINE+1]]:9: error: '_setjmp' jumps between functions, which is not differentiated; return a status instead
    if (setjmp(back) == 0) {
        y = x * x;
        // CHECK-DAG: jumps-and-assembly.c:[[#@LINE+1]]:9: error: 'longjmp' jumps between functions, which is not differentiated; return a status instead
        longjmp(back, 1);
    }
    return y;
}

static double twice(double x)
{
    double y;

    // ADJOINT-DAG: jumps-and-assembly.c:[[#@LINE+2]]:5: error: inline assembly in a function that is differentiated; move it to a function of its own that is ADCC_INACTIVE, or give that function's derivative with ADCC_USE_ADJOINT
    // TANGENT-DAG: jumps-and-assembly.c:[[#@LINE+1]]:5: error: this assembly uses 'x', which carries derivatives; move it to a function of its own and give that function's derivative with ADCC_USE_TANGENT, or mark it ADCC_INACTIVE
    __asm__("" : "=x"(y) : "0"(x + x));
    return y;
}

REQUEST
double g(double x)
{
    return twice(x) * x;
}
