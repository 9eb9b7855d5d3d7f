/* Jumps that the reverse sweep cannot follow yet are errors at their place. */
// RUN: %fails 1 %adcc -DGOTO %s | FileCheck --check-prefix=GOTO %s
// RUN: %fails 1 %adcc -DDUFF %s | FileCheck --check-prefix=DUFF %s
// RUN: %fails 1 %adcc -DJUMP %s | FileCheck --check-prefix=JUMP %s
// RUN: %fails 1 %adcc -DASM %s | FileCheck --check-prefix=ASM %s
#include <adcc.h>
#include <setjmp.h>

jmp_buf target;

ADCC_ADJOINT(wrt(x), of(return))
double f(double x, int n)
{
#ifdef GOTO
again:
    x *= x;
    // GOTO: adjoint-control.c:[[#@LINE+2]]:9: error: 'goto' in a function that is differentiated is not supported yet
    if (n-- > 0)
        goto again;
#endif
#ifdef DUFF
    // DUFF: adjoint-control.c:[[#@LINE+1]]:5: error: a switch with case labels inside nested statements
    switch (n % 2) {
    case 0:
        while (n-- > 0) {
            x *= 2;
        case 1:
            x += 1;
        }
    }
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
