/* Unions whose reals with derivatives are accessed as another type, in both modes. */
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT -DSTRUCT %s | FileCheck --check-prefix=STRUCT %s
// RUN: %fails 1 %adcc -DMODE=ADCC_TANGENT -DSTRUCT %s | FileCheck --check-prefix=STRUCT %s
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT -DLIST %s | FileCheck --check-prefix=LIST %s
// RUN: %fails 1 %adcc -DMODE=ADCC_TANGENT -DLIST %s | FileCheck --check-prefix=LIST %s
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT -DPOINTER %s | FileCheck --check-prefix=POINTER %s
// RUN: %fails 1 %adcc -DMODE=ADCC_TANGENT -DPOINTER %s | FileCheck --check-prefix=POINTER %s
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT -DARRAY %s | FileCheck --check-prefix=ARRAY %s
// RUN: %fails 1 %adcc -DMODE=ADCC_TANGENT -DARRAY %s | FileCheck --check-prefix=ARRAY %s
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT -DCOPY %s | FileCheck --check-prefix=COPY %s
#include <adcc.h>

#ifdef STRUCT
union pun {
    struct { long n; double x; } a;
    struct { double y, x; } b;
};

MODE()
double inside_struct(double *x)
{
    union pun u;
    u.b.y = x[0];
    u.b.x = x[1];
    // STRUCT: unions.c:[[#@LINE+1]]:13: error: 'u.a.n' lies over 'u.b.y' of another type
    return (u.a.n & 1) * u.b.y + u.a.x;
}
#endif
#ifdef LIST
union start {
    double real;
    unsigned char byte[8];
};

static double low(union start *u) { return u->byte[0] * 0.5; }

MODE()
double initialised(double x)
{
    union start u = {x};
    // LIST: unions.c:[[#@LINE-6]]:44: error: 'u->byte[0]' lies over '{x}' of another type
    return low(&u) + u.real;
}
#endif
#ifdef POINTER
union either {
    double real;
    double *at;
};

MODE()
double pointer(double *x)
{
    union either u = {.real = x[0]};
    double s = u.real;
    // POINTER: unions.c:[[#@LINE+1]]:5: error: 'u.at' lies over {{.*}} of another type
    u.at = x;
    return s * u.at[1];
}
#endif
#ifdef ARRAY
union wide {
    double real[2];
    float single[4];
};

MODE()
double elements(double *x, int i)
{
    union wide u[2];
    u[i].real[i] = x[0];
    double *p = u[0].real;
    // ARRAY: unions.c:[[#@LINE+1]]:5: error: 'u[1].single[i]' lies over 'u[i].real[i]' of another type
    u[1].single[i] = (float)x[1];
    return p[0] + u[1].single[3];
}
#endif
#ifdef COPY
union mixed {
    struct { double x; int n; } a;
    struct { int n; double x; } b;
};

MODE()
double copied(double *x)
{
    union mixed u = {.a = {x[0], 1}}, v;
    // COPY: unions.c:[[#@LINE+1]]:5: error: 'v' holds a union of different reals
    v = u;
    return v.a.x;
}
#endif
