/* --trap ends the program at the first derivative that is not finite, and shows what went into it. */
// RUN: %adcc --trap %s -o %t.c && %clang -O2 -ffast-math %s %t.c %build/lib/libadcc_rt.a -lm -lpthread -o %t
// RUN: %adcc --trap --embed-runtime %s -o %t.e.c && %gcc -O1 %s %t.e.c -lm -lpthread -o %t.e
// RUN: not --crash %t 0 2>&1 | FileCheck %s --check-prefix=ADJOINT
// RUN: not --crash %t.e 0 2>&1 | FileCheck %s --check-prefix=ADJOINT
// RUN: not --crash %t 1 2>&1 | FileCheck %s --check-prefix=TANGENT
// RUN: not --crash %t 2 2>&1 | FileCheck %s --check-prefix=SEED
// RUN: not --crash %t 3 2>&1 | FileCheck %s --check-prefix=ARRAY
// RUN: not --crash %t 4 2>&1 | FileCheck %s --check-prefix=PRIMAL
// RUN: not --crash %t 5 2>&1 | FileCheck %s --check-prefix=FLOAT
// RUN: not --crash %t 6 2>&1 | FileCheck %s --check-prefix=CALLEE
// RUN: %t 7 2>&1 | count 0
#include <adcc.h>
#include <math.h>
#include <stdlib.h>

static double part(const double *x, int i)
{
    // CALLEE: adcc: stops.c:[[#@LINE+1]]: the adjoint x_b[i % 3] is not finite: return log(x[i % 3])
    return log(x[i % 3]);
    // CALLEE: return_b = 1
    // CALLEE: x[i % 3] = 0
    // CALLEE: i = 1
}

// SEED: adcc: stops.c:[[#@LINE+4]]: the adjoint return_b is not finite: on entry to f_b
// SEED-NEXT: return_b = inf
// ARRAY: adcc: stops.c:[[#@LINE+2]]: x_b is not finite: on entry to f_b
// ARRAY-NEXT: number 2 of its values is nan
ADCC_ADJOINT(wrt(x[n], k), of(return))
ADCC_TANGENT(wrt(x[n], k), of(return))
double f(int n, const double *x, float k)
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        double d = x[i] - 1;
        // ADJOINT: adcc: stops.c:[[#@LINE+7]]: the adjoint d_b is not finite: s += pow(d, 0.5)
        // ADJOINT-NEXT: d_b = inf
        // ADJOINT: s_b = 1
        // ADJOINT: d = 0
        // TANGENT: adcc: stops.c:[[#@LINE+3]]: the tangent s_d is not finite: s += pow(d, 0.5)
        // PRIMAL: the adjoint d_b is not finite
        // PRIMAL: d = nan not finite in the function itself
        s += pow(d, 0.5);
    }
    // FLOAT: adcc: stops.c:[[#@LINE+1]]: the adjoint k_sum is not finite: s += {{.*}} + k * 1e30F
    s += part(x, 1) + k * 1e30F;
    return s;
}

double f_d(int n, const double *x, const double *x_d, float k, float k_d, double *return_d);
double f_b(int n, const double *x, double *x_b, float k, float *k_b, double return_b);

int main(int argc, char **argv)
{
    double x[3] = {2, 3, 2}, x_b[3] = {0}, x_d[3] = {1, 1, 1}, r_d, r_b = 1;
    float k_b = 0;
    switch (argc > 1 ? atoi(argv[1]) : 0) {
    case 0: x[2] = 1; break;
    case 1: x[1] = 1; f_d(3, x, x_d, 1, 1, &r_d); return 0;
    case 2: r_b = HUGE_VAL; break;
    case 3: x_b[2] = nan(""); break;
    case 4: x[0] = nan(""); break;
    case 5: r_b = 1e20; break;
    case 6: x[1] = 0; f_b(0, x, x_b, 1, &k_b, r_b); return 0;
    }
    f_b(3, x, x_b, 1, &k_b, r_b);
    return 0;
}
