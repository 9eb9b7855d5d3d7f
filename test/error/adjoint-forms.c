/* What has no adjoint where it stands. */
// RUN: %fails 1 %adcc -DHALVES --adjoint f %s | FileCheck --check-prefix=HALVES %s
// RUN: %fails 1 %adcc -DLONG --adjoint f %s | FileCheck --check-prefix=LONG %s
// RUN: %fails 1 %adcc -DCASE --adjoint f %s | FileCheck --check-prefix=CASE %s
// RUN: %fails 1 %adcc -DHIDDEN --adjoint f %s | FileCheck --check-prefix=HIDDEN %s
// RUN: %fails 1 %adcc -DREADS --adjoint f %s | FileCheck --check-prefix=READS %s
// RUN: %fails 1 %adcc -DSTEPS --adjoint f %s | FileCheck --check-prefix=STEPS %s
// RUN: %fails 1 %adcc -DCONST --adjoint f %s | FileCheck --check-prefix=CONST %s
// RUN: %fails 1 %adcc -DPARTS --adjoint f %s | FileCheck --check-prefix=PARTS %s
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct element { double value, *at; };
struct long_one { struct element e[40]; };
struct point { double x, y; };
struct pair { struct point a[2]; double z; };
struct fixed { const double v; double w; };

double f(double *x, float *k, int *digits, int n, struct long_one *a, const struct long_one *b,
         struct fixed *c, _Float16 *h);
double f(double *x, float *k, int *digits, int n, struct long_one *a, const struct long_one *b,
         struct fixed *c, _Float16 *h)
{
    double y = x[0] * k[0];
#ifdef HALVES
    _Float16 half[2];
    // HALVES: [[#@LINE+1]]:5: error: 'memcpy' moves '_Float16', which is not differentiated yet; use a loop
    memcpy(half, h, sizeof half);
    y *= half[1];
#endif
#ifdef LONG
    struct long_one l = *b;
    for (int i = 0; i < 3; i++) {
        l.e[1].at = x + i;
        // LONG: [[#@LINE+1]]:9: error: '*a' holds pointers to storage that carries derivatives beside reals, in a long array, and is overwritten; assign its members
        *a = l;
        x[i] *= *a->e[1].at * a->e[2].value;
        l = *b;
    }
#endif
#ifdef CASE
    switch (n) {
    case 1:;
        // CASE: [[#@LINE+1]]:9: error: 'w' is declared in one case and used in another; declare it before the switch
        double w[2] = {y, x[1]};
        y = w[0];
        break;
    default:
        w[1] = y;
        y *= w[1];
    }
#endif
#ifdef HIDDEN
    // HIDDEN: [[#@LINE+1]]:24: error: '(uintptr_t)x' hides a pointer to storage that carries derivatives in an integer; keep it as a pointer
    uintptr_t number = (uintptr_t)x;
    y *= number & 8 ? x[0] : 1;
#endif
#ifdef READS
    for (int i = 0; i < n; i++) {
        y += x[0] * x[0] * digits[i];
        // READS: [[#@LINE+1]]:9: error: 'sscanf' may overwrite values that the reverse sweep needs, and adcc does not know how many; let it write to a variable of its own and copy
        sscanf("7", "%d", digits);
    }
#endif
#ifdef STEPS
    // STEPS: [[#@LINE+1]]:{{[0-9]+}}: error: values that follow a designator of several steps in a list with values that carry derivatives; designate each of them
    struct pair p = {.a[0].x = y, x[1], 3, 4};
    y = p.a[0].y * p.a[0].x;
#endif
#ifdef CONST
    struct fixed d[2] = {{1, 2}, {3, 4}};
    // CONST: [[#@LINE+1]]:5: error: 'struct fixed' has a const member 'v', whose adjoint cannot be stored; leave out the const
    memcpy(d, c, sizeof d);
    memcpy(c, d, sizeof d);
    y *= d[1].w;
#endif
#ifdef PARTS
    typedef double v4 __attribute__((ext_vector_type(4)));
    v4 v = {y, 1, 2, 3};
    // PARTS: [[#@LINE+1]]:{{[0-9]+}}: error: {{.*}}in a function that is not differentiated
    y = v.x;
#endif
    return y;
}
