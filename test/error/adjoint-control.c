/* Jumps that the reverse sweep cannot follow are errors at their place. */
// RUN: %fails 1 %adcc -DLENGTH %s | FileCheck --check-prefix=LENGTH %s
// RUN: %fails 1 %adcc -DSTRING %s | FileCheck --check-prefix=STRING %s
// RUN: %fails 1 %adcc -DJUMP %s | FileCheck --check-prefix=JUMP %s
// RUN: %fails 1 %adcc -DASM %s | FileCheck --check-prefix=ASM %s
#include <adcc.h>
#include <setjmp.h>

jmp_buf target;

ADCC_ADJOINT(wrt(x), of(return))
double f(double x, int n)
{
#ifdef LENGTH
again:;
    // LENGTH: adjoint-control.c:[[#@LINE+1]]:5: error: the length of 'a' is not constant and it is in the reach of a goto
    double a[n + 1];
    a[n] = x;
again2:
    x *= a[n];
    if (x > 1)
        goto again2;
    if (n-- > 0)
        goto again;
#endif
#ifdef STRING
again:;
    // STRING: adjoint-control.c:[[#@LINE+1]]:5: error: 'a' is in the reach of a goto
    char a[] = "ab";
    a[0] = n;
again2:
    x *= a[0];
    if (x > 1)
        goto again2;
    if (n-- > 0)
        goto again;
#endif
#ifdef JUMP
    // JUMP: adjoint-control.c:[[#@LINE+2]]:9: error: 'longjmp' jumps between functions
    if (x > 1)
        longjmp(target, n);
#endif
#ifdef ASM
    // ASM: adjoint-control.c:[[#@LINE+1]]:5: error: inline assembly
    __asm__ volatile("" : "+x"(x) : "r"(n));
#endif
    return x * x * n;
}
