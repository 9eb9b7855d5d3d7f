/* What has no tangent where it stands. */
// RUN: %fails 1 %adcc -DARGUMENTS --tangent f %s | FileCheck --check-prefix=ARGUMENTS %s
// RUN: %fails 1 %adcc -DHEAD --tangent f %s | FileCheck --check-prefix=HEAD %s
// RUN: %fails 1 %adcc -DPOINTER --tangent f %s | FileCheck --check-prefix=POINTER %s
// RUN: %fails 1 %adcc -DUNKNOWN --tangent f %s | FileCheck --check-prefix=UNKNOWN %s
// RUN: %fails 1 %adcc -DBITS --tangent f %s | FileCheck --check-prefix=BITS %s
// RUN: %fails 1 %adcc -DCHARACTERS --tangent f %s | FileCheck --check-prefix=CHARACTERS %s
// RUN: %fails 1 %adcc -DOTHER --tangent f %s | FileCheck --check-prefix=OTHER %s
// RUN: %fails 1 %adcc -DGIVEN --tangent 'f wrt(x) of(return)' %s | FileCheck --check-prefix=GIVEN %s
// RUN: %fails 1 %adcc -DCALLEE --tangent f %s | FileCheck --check-prefix=CALLEE %s
// RUN: %fails 1 %adcc --whole -DSTART --tangent f %s | FileCheck --check-prefix=START %s
// RUN: %fails 1 %adcc -DVARIABLE --tangent f %s | FileCheck --check-prefix=VARIABLE %s
// RUN: %fails 1 %adcc -DPASSED --tangent f %s | FileCheck --check-prefix=PASSED %s
#include <adcc.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

double f(double *x, const double *c, int n, double (*p)(double));

#ifdef ARGUMENTS
double old();
double old(x, n) double x; int n; { return n * x; }
#endif
static void square(double *x) { *x *= *x; }
double *lookup(int n);
static double table[3] = {1, 2, 3};
double given(double *a, const double *b);
double given_d(double *a, double *a_d, const double *b, const double *b_d, double *return_d);
ADCC_USE_TANGENT(given, given_d)
double product(double *a, const double *b) { return *a * *b; }
static void square_it(double **x) { **x *= **x; }
static double cleaned(double x)
{
    double *__attribute__((cleanup(square_it))) work = NULL;
    return work ? *work : x;
}
struct both { double value, *at; };
static struct both all[100];
static char *put(char *to, const void *from, size_t bytes)
{
    memcpy(to, from, bytes);
    return to + bytes;
}
struct one { double value; };
static double sum(int n, ...)
{
    va_list list;
    va_start(list, n);
    double s = va_arg(list, struct one).value;
    va_end(list);
    return s;
}

double f(double *x, const double *c, int n, double (*p)(double))
{
    double y = x[0];
#ifdef ARGUMENTS
    // ARGUMENTS: [[#@LINE+1]]:9: error: 'old' is not called with the arguments of its definition; pass as many
    y = old(y);
#endif
#ifdef HEAD
    // HEAD: [[#@LINE+1]]:10: error: a call in the head of a for is not differentiated yet; move it into the body or before the loop
    for (square(&y); y < n; y += 1)
        y *= 2;
#endif
#ifdef POINTER
    // POINTER: [[#@LINE+1]]:17: error: 'lookup' returns a pointer to data whose derivatives cannot be followed: give its source file
    double *q = lookup(n);
    q[0] = y;
    y = q[1];
#endif
#ifdef UNKNOWN
    // UNKNOWN: [[#@LINE+1]]:9: error: derivatives could flow through 'p', but no function that adcc sees can be what it points to; give the file that defines it as well
    y = p(y);
#endif
#ifdef BITS
    unsigned char *bytes = (unsigned char *)&y;
    // BITS: [[#@LINE+1]]:5: error: 'bytes[7] ^= 128' changes the bits of data that carries derivatives; use the operators of its type
    bytes[7] ^= 128;
#endif
#ifdef CHARACTERS
    char *first = (char *)x;
    // CHARACTERS: [[#@LINE+1]]:16: error: 'first[1]' has type 'char', which cannot be differentiated; use float, double or long double
    double s = first[1];
    y *= s;
#endif
#ifdef OTHER
    // OTHER: [[#@LINE+1]]:17: error: 'n ? x : (double *)(intptr_t)table' cannot be followed: what it leads to has no derivative here; add it to wrt or of
    double *r = n ? x : (double *)(intptr_t)table;
    r[0] *= y;
#endif
#ifdef GIVEN
    double (*multiply)(double *, const double *) = n ? given : product;
    // GIVEN: error: 'given' is called through a pointer with an argument that has no derivative, but the tangent given for it wants one; say ADCC_USE_TANGENT(..., inactive(...))
    y = multiply(x, c);
#endif
#ifdef CALLEE
    // CALLEE: error: 'cleaned' cannot be differentiated: 'work' is cleaned up by a call where its scope ends; write the call there
    y = cleaned(y);
#endif
#ifdef START
    // START: error: 'all' has too many elements that hold both reals and pointers for their shadow to start at zero; add it to wrt or of
    for (int i = 0; i < 100; i++) {
        all[i].value = x[i];
        all[i].at = x + i;
    }
    y = all[3].value * *all[4].at;
#endif
#ifdef VARIABLE
    struct one v = {y};
    // VARIABLE: [[#@LINE+1]]:16: error: 'v' carries derivatives, which cannot be passed among the variable arguments of 'sum'; pass an array
    y = sum(1, v);
#endif
#ifdef PASSED
    char message[100], *end = message;
    // PASSED: [[#@LINE+1]]:20: error: '&n' has no shadow that could be passed on; pass a pointer to storage that carries derivatives
    end = put(end, &n, sizeof n);
    put(end, &y, sizeof y);
    memcpy(&y, end, sizeof y);
#endif
    return y;
}
