// RUN: %run-lowered %s
// Jumps to computed labels: the index has an effect.
#include <stdio.h>

static int run(const unsigned char *code)
{
    static void *const table[] = {&&halt, &&inc, &&dbl, &&jump};
    int a = 1;
    goto *table[*code++];
inc:
    a++;
    goto *table[*code++];
dbl:
    a *= 2;
    goto *table[*code++];
jump:
    code += a++ % 2 + 1;
    goto *table[*code++];
halt:
    return a++;
}

int main(void)
{
    const unsigned char code[] = {1, 2, 2, 3, 1, 1, 2, 1, 0, 0};
    printf("%d\n", run(code));
    return 0;
}
