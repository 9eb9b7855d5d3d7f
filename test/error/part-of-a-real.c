/* Blocks of memory that begin or end within a real have no derivative. */
// RUN: %fails 1 %adcc -DKNOWN --adjoint 'f wrt(x, y) of(y)' %s | FileCheck --check-prefix=KNOWN %s
// RUN: %fails 1 %adcc -DKNOWN --tangent 'f wrt(x, y) of(y)' %s | FileCheck --check-prefix=KNOWN %s
// RUN: %fails 1 %adcc -DSTRUCT --adjoint 'f wrt(x, y) of(y)' %s | FileCheck --check-prefix=STRUCT %s
// RUN: %adcc --adjoint 'f wrt(x, y) of(y)' --tangent 'f wrt(x, y) of(y)' %s -o %t.c
// RUN: %gcc -c %t.c -o %t.o && %gcc -DMAIN %s %t.o %build/lib/libadcc_rt.a -lpthread -o %t && %t 4 8 24
// RUN: not --crash %t 3 8 24 2>&1 | FileCheck --check-prefix=HALF %s
// RUN: not --crash %t 3 8 24 tangent 2>&1 | FileCheck --check-prefix=HALF %s
// RUN: not --crash %t 4 4 24 2>&1 | FileCheck --check-prefix=BEGIN %s
// RUN: not --crash %t 4 4 24 tangent 2>&1 | FileCheck --check-prefix=BEGIN %s
// RUN: not --crash %t 4 8 12 2>&1 | FileCheck --check-prefix=WIDTH %s
// RUN: not --crash %t 4 8 12 tangent 2>&1 | FileCheck --check-prefix=WIDTH %s
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct item {
    int n;
    double x;
    long last;
};
int compare(const void *a, const void *b);
int compare(const void *a, const void *b)
{
    return *(const double *)a < *(const double *)b ? -1 : 1;
}

void f(int n, size_t offset, size_t width, const double *x, double *y);
void f(int n, size_t offset, size_t width, const double *x, double *y)
{
#ifdef KNOWN
    size_t size = (size_t)n * sizeof *x;
    char *bytes = (char *)y;
    // KNOWN: [[#@LINE+1]]:5: error: 'memcpy' ends within a 'double' that carries a derivative, after 'size - 4' bytes; move whole elements
    memcpy(y, x, size - 4);
    // KNOWN: [[#@LINE+1]]:5: error: 'memset' ends within a 'double' that carries a derivative, after '12' bytes; move whole elements
    memset(y, 0, 12);
    // KNOWN: [[#@LINE+1]]:5: error: 'memmove' begins within a 'double' that carries a derivative, at 'bytes + 4'; move whole elements
    memmove(bytes + 4, x, 8);
    // KNOWN: [[#@LINE+1]]:5: error: 'memcpy' begins within a 'double' that carries a derivative, at '(char *)y + 4'; move whole elements
    memcpy((char *)y + 4, &n, sizeof n);
    // KNOWN: [[#@LINE+1]]:5: error: 'qsort' ends within a 'double' that carries a derivative, after '12' bytes; move whole elements
    qsort(y, n, 12, compare);
    (void)offset, (void)width;
#elif defined STRUCT
    struct item a = {n, x[0], 1}, b = {n, x[1], 2};
    // STRUCT: [[#@LINE+1]]:5: error: 'memcpy' ends within a 'struct item' that carries a derivative, after '__builtin_offsetof(struct item, last)' bytes; move whole structs, or assign the members
    memcpy(&a, &b, offsetof(struct item, last));
    y[0] = a.x;
    (void)offset, (void)width;
#else
    // HALF: adcc: part-of-a-real.c:[[#@LINE+1]]: memcpy moves a part of an element; move whole elements
    memcpy(y, x, (size_t)n * sizeof *x / 2);
    // BEGIN: adcc: part-of-a-real.c:[[#@LINE+1]]: memcpy moves a part of an element
    memcpy((char *)y + offset, x + 1, sizeof *x);
    // WIDTH: adcc: part-of-a-real.c:[[#@LINE+1]]: qsort moves a part of an element
    qsort(y, 1, width, compare);
#endif
}

#ifdef MAIN
void f_b(int n, size_t offset, size_t width, const double *x, double *x_b, double *y, double *y_b);
void f_d(int n, size_t offset, size_t width, const double *x, const double *x_d, double *y,
         double *y_d);

int main(int count, char **arg)
{
    double x[5] = {1, 2, 3, 4, 5}, y[5] = {0}, x_b[5] = {0}, y_b[5] = {1, 1, 1, 1, 1};
    if (count == 4)
        f_b(atoi(arg[1]), atoi(arg[2]), atoi(arg[3]), x, x_b, y, y_b);
    if (count == 5 || count == 4)
        f_d(atoi(arg[1]), atoi(arg[2]), atoi(arg[3]), x, x_b, y, y_b);
    return 0;
}
#endif
