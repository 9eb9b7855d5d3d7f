// What several directions cannot do is an error that says what can be done.
// RUN: %fails 1 %adcc -DPAIR %s -o %t.c | FileCheck %s --check-prefix=PAIR
// RUN: not %adcc -DGIVEN_B %s -o %t.c 2>&1 | FileCheck %s --check-prefix=GIVEN_B
// RUN: not %adcc -DGIVEN_D %s -o %t.c 2>&1 | FileCheck %s --check-prefix=GIVEN_D
// RUN: not %adcc -DNUMBERS %s -o %t.c 2>&1 | FileCheck %s --check-prefix=NUMBERS
// RUN: not %adcc -DTRAP --trap %s -o %t.c 2>&1 | FileCheck %s --check-prefix=TRAP
// RUN: not ls %t.c
#include <adcc.h>

#ifdef PAIR
typedef struct Pair {
    double x, y;
} Pair;

// PAIR: directions.c:[[@LINE+3]]:16: error: 'product' cannot be differentiated in several directions at once: 'p_b' has type 'Pair *', and only reals, arrays of reals and pointers to them can; leave out directions(), and call the derivative for each
// PAIR: directions.c:[[@LINE+1]]:1: note: they are asked for here
ADCC_ADJOINT(directions(2))
double product(const Pair *p)
{
    return p->x * p->y;
}
#endif

double square(double x);
double square_b(double x, double *x_b, double return_b);
double square_d(double x, double x_d, double *return_d);
ADCC_USE_ADJOINT(square, square_b)
ADCC_USE_TANGENT(square, square_d)

#ifdef GIVEN_B
// GIVEN_B: error: 'twice' cannot be differentiated in several directions at once: 'square_b' takes one derivative; leave out
ADCC_ADJOINT(directions(2))
#elif defined GIVEN_D
// GIVEN_D: error: 'twice' cannot be differentiated in several directions at once: 'square_d' takes one derivative; leave out
ADCC_TANGENT(directions(2))
#endif
double twice(double x)
{
    return 2.0 * square(x);
}

#ifdef NUMBERS
double gain;

ADCC_ADJOINT(wrt(gain), directions(2))
double some(double x)
{
    return gain * x;
}

// NUMBERS: directions.c:[[@LINE+1]]:1: error: 'more' cannot be differentiated in several directions at once: 'gain_bv' has 2 of them elsewhere; leave out
ADCC_ADJOINT(wrt(gain), directions(3))
double more(double x)
{
    return gain * x * x;
}
#endif

#ifdef TRAP
// TRAP: error: 'ratio' cannot be differentiated in several directions at once: {{.*}}; leave out
ADCC_TANGENT(directions(2))
double ratio(double x, double y)
{
    return x / y;
}
#endif
