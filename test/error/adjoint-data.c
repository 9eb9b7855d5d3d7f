/* Data that the adjoint cannot follow: unions of different reals, puns, other views of storage. */
// RUN: %fails 1 %adcc -DUNION %s | FileCheck --check-prefix=UNION %s
// RUN: %fails 1 %adcc -DPUN %s | FileCheck --check-prefix=PUN %s
// RUN: %fails 1 %adcc -DVIEW %s | FileCheck --check-prefix=VIEW %s
// RUN: %fails 1 %adcc -DUNCUT %s | FileCheck --check-prefix=UNCUT %s
// RUN: %fails 1 %adcc -DNEXT %s | FileCheck --check-prefix=NEXT %s
// RUN: %fails 1 %adcc -DTEXT %s | FileCheck --check-prefix=TEXT %s
// RUN: %fails 1 %adcc -DCHOICE %s | FileCheck --check-prefix=CHOICE %s
// RUN: %fails 1 %adcc -DSIZE %s | FileCheck --check-prefix=SIZE %s
// RUN: %fails 1 %adcc -DHEAP %s | FileCheck --check-prefix=HEAP %s
// RUN: %fails 1 %adcc -DCONST %s | FileCheck --check-prefix=CONST %s
// RUN: %fails 1 %adcc -DINACTIVE %s | FileCheck --check-prefix=INACTIVE %s
#include <adcc.h>
#include <stdlib.h>

struct pair {
    double a, b;
};
union either {
    float real;
    double pair[2];
};
struct fixed {
    const double k;
    double x;
};
union bits {
    double real;
    long bits;
};

double *somewhere(void);

ADCC_ADJOINT()
double f(struct pair *p, struct pair *q, double *x)
{
    double r = p->a + q->b;

#ifdef UNION
    union either u;
    u.real = (float)x[0];
    // UNION: adjoint-data.c:[[#@LINE+1]]:10: error: 'u.pair[0]' lies over 'u.real' of another type, and derivatives pass through them
    r += u.pair[0];
#endif
#ifdef PUN
    union bits u;
    u.real = x[0];
    // PUN: adjoint-data.c:[[#@LINE+1]]:5: error: 'u.bits' lies over 'u.real' of another type, and derivatives pass through them
    u.bits = 0x5fe6eb50c7b537a9 - (u.bits >> 1);
    r += u.real;
#endif
#ifdef VIEW
    // VIEW: adjoint-data.c:[[#@LINE+1]]:17: error: '(long *)x' looks at storage that carries derivatives as 'long'
    long *raw = (long *)x;
    r *= (double)(raw[0] & 1);
#endif
#ifdef TEXT
    for (int m = 3; m > 0; m--)
        // TEXT: adjoint-data.c:[[#@LINE+1]]:24: error: the adjoint cannot follow 'm' in 'sizeof(double[m])', which may change
        r = r * x[0] * sizeof(double[m]);
#endif
#ifdef SIZE
    for (int m = 3; m > 0; m--) {
        // SIZE: adjoint-data.c:[[#@LINE+1]]:9: error: the size of 't' cannot be seen, as its type is not written as an array
        __typeof__(double[m]) t;
        t[0] = x[0] * r;
        r *= t[0];
    }
#endif
#ifdef CHOICE /* libclang does not say what it is */
    // CHOICE: adjoint-data.c:[[#@LINE+1]]:10: error: what '__builtin_choose_expr(__builtin_constant_p(r), x[0], x[1])' gives cannot be seen; write the expression that it stands for
    r *= __builtin_choose_expr(__builtin_constant_p(r), x[0], x[1]);
#endif
#ifdef UNCUT /* one block, and no byte counted */
    void *block = malloc(2 * sizeof(double));
    double *w = block;
    // UNCUT: adjoint-data.c:[[#@LINE+1]]:17: error: 'block' looks at storage that carries derivatives as 'long'
    long *raw = block;
    w[0] = x[0];
    r *= (double)(raw[0] & 1) + w[0];
    free(block);
#endif
#ifdef NEXT /* behind a real are reals */
    double *w = malloc(2 * sizeof(double));
    // NEXT: adjoint-data.c:[[#@LINE+1]]:17: error: '(long *)(w + 1)' looks at storage that carries derivatives as 'long'
    long *raw = (long *)(w + 1);
    w[1] = x[0];
    r *= (double)(raw[0] & 1) + w[1];
    free(w);
#endif
#ifdef HEAP
    double *w = somewhere();
    // HEAP: adjoint-data.c:[[#@LINE+1]]:5: error: adcc cannot tell what storage '*w' is
    *w = x[0];
    r += *w;
#endif
#ifdef CONST
    struct fixed s = {x[0], x[1]};
    // CONST: adjoint-data.c:[[#@LINE+1]]:10: error: 's.k' is a const member, so that its adjoint cannot be stored
    r += s.k * s.x;
#endif
#ifdef INACTIVE
    double sum = x[0];
    ADCC_INACTIVE double *at = &sum;
    // INACTIVE: adjoint-data.c:[[#@LINE+1]]:5: error: '*at' leads through a pointer that is ADCC_INACTIVE to storage that carries derivatives
    *at *= x[1];
    r += sum;
#endif
    return r * x[0];
}
