// RUN: %run-lowered --lenient %s
// setjmp stays where C allows it; longjmp comes back to it.
#include <setjmp.h>
#include <stdio.h>

static jmp_buf env;
static int depth;

static int dive(int n)
{
    if (n-- == 0)
        longjmp(env, ++depth);
    return dive(n) + 1;
}

int main(void)
{
    volatile int rounds = 0;
    if (setjmp(env) < 3) {
        rounds++;
        dive(depth + 2);
    }
    switch (setjmp(env)) {
    case 0:
        dive(1);
        break;
    default:
        rounds += 10;
    }
    printf("%d %d\n", rounds, depth);
    return 0;
}
