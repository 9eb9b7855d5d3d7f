/* Variables that only a derivative by the user changes are compared too. */
// RUN: not %adcc --check %s | FileCheck %s
// RUN: %adcc --emit=check %s -o %t.c && cc -O1 -I %build/include %t.c -o %t -lm -lpthread
// RUN: not %t | FileCheck %s
#include <adcc.h>

int calls;
static double level = 2;
static double *const door = &level;
struct { int a; double b; } both;

static double square(double x) { return x * x; }
static double square_b(double x, double *x_b, double return_b)
{
    *x_b += 2 * x * return_b;
    calls++;
    return x * x;
}
ADCC_USE_ADJOINT(square, square_b)
// CHECK: {{^}}count {{.*}}bit for bit{{.*}}WRONG  calls differs after the adjoint
ADCC_ADJOINT()
double count(double x) { return square(x); }

static double cube(double x) { return x * x * x; }
static void helper(void) { both.b += 1; }
static double cube_d(double x, double x_d, double *return_d)
{
    *return_d = 3 * x * x * x_d;
    helper();
    return x * x * x;
}
ADCC_USE_TANGENT(cube, cube_d)
// CHECK: {{^}}member {{.*}}bit for bit{{.*}}WRONG  both.b {{.*}} after the tangent
ADCC_ADJOINT()
double member(double x) { return cube(x); }

static double twice(double x) { return 2 * x; }
static double twice_b(double x, double *x_b, double return_b)
{
    *x_b += 2 * return_b;
    *door *= 3;
    return 2 * x;
}
ADCC_USE_ADJOINT(twice, twice_b)
// CHECK: {{^}}pointed {{.*}}bit for bit{{.*}}WRONG  level {{.*}} after the adjoint
ADCC_ADJOINT()
double pointed(double x) { return twice(x); }
