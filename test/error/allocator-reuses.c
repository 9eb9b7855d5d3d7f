/* Memory that an allocator hands out again, though nobody said that it was given back. */
// RUN: %adcc --adjoint 'f wrt(x) of(return)' %s -o %t.c
// RUN: %gcc -c %t.c -o %t.o && %gcc -DMAIN %s %t.o %build/lib/libadcc_rt.a -lpthread -o %t
// RUN: not --crash %t 2>&1 | FileCheck %s
#include <adcc.h>
#include <stddef.h>

double *again(size_t n);
ADCC_ALLOCATOR(again, return[n])

double f(int n, const double *x);
double f(int n, const double *x)
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        // CHECK: adcc: allocator-reuses.c:[[#@LINE+1]]: again returned a block that the reverse sweep needs; name what takes it back with ADCC_DEALLOCATOR
        double *w = again(2);
        w[0] = x[i] * s;
        s += w[0] * w[0] + x[i];
    }
    return s;
}

#ifdef MAIN
double f_b(int n, const double *x, double *x_b, double return_b);
double *again(size_t n)
{
    static double block[10];
    return block + 0 * n;
}

int main(void)
{
    double x[3] = {1, 2, 3}, x_b[3] = {0};
    f_b(3, x, x_b, 1);
    return 0;
}
#endif
