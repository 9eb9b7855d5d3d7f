// RUN: %run-lowered %s
// Static and external variables of functions; names that other units or headers own.
#include <math.h>
#include <stdio.h>

int shared = 3;

static double next(double x)
{
    static double last = 1, *at = &last;
    static const double table[] = {1, 2, 3};
    static int k;
    double y1 = *at++ * 2, j0 = last++;
    at--;
    {
        extern int shared;
        static int k = 10;
        j0 += shared++ + k++;
    }
    return y1 + j0 + x * table[k++ % 3] + floor(x++);
}

int main(void)
{
    double s = 0;
    for (double x = 0.5; s < 100; s += next(x++))
        shared += s > 50;
    printf("%g %d\n", s, shared);
    return 0;
}
