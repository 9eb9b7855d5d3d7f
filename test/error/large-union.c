/* A union of whose bytes adcc keeps no account. */
// RUN: %fails 1 %adcc --adjoint f %s | FileCheck %s
// RUN: %fails 1 %adcc --tangent f %s | FileCheck %s
union large {
    double v[100000];
    long n[100000];
};

double f(union large *u, const double *x)
{
    // CHECK: large-union.c:[[#@LINE+1]]:5: error: 'u->v[3]' is in a union too large to be followed; use a struct
    u->v[3] = *x * *x;
    u->n[7] = 1;
    return u->v[3];
}
