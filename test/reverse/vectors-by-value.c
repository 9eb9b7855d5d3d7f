/* Small vectors by value: leaves run again in their reverse, and nothing goes on the tape. */
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>

typedef struct { double x, y, z; } vec3;

static vec3 add(vec3 a, vec3 b) { return (vec3){a.x + b.x, a.y + b.y, a.z + b.z}; }
static vec3 scale(double k, vec3 a) { return (vec3){k * a.x, k * a.y, k * a.z}; }
static double dot(vec3 a, vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static vec3 cross(vec3 a, vec3 b)
{
    vec3 c;
    c.x = a.y * b.z - a.z * b.y;
    c.y = a.z * b.x - a.x * b.z;
    c.z = a.x * b.y - a.y * b.x;
    return c;
}

// CHECK-NOT: adcc_

// CHECK-LABEL: static void cross_b(vec3 *a_b, vec3 b, vec3 return_b)
// CHECK-NEXT: {
// CHECK-NEXT:     /* return c */
// CHECK-NEXT:     vec3 c_b = return_b;
// CHECK-NEXT:     /* c.z = a.x * b.y - a.y * b.x */
// CHECK-NEXT:     a_b->x += b.y * c_b.z;
// CHECK-NEXT:     a_b->y -= b.x * c_b.z;
// CHECK-NEXT:     /* c.y = a.z * b.x - a.x * b.z */
// CHECK-NEXT:     a_b->z += b.x * c_b.y;
// CHECK-NEXT:     a_b->x -= b.z * c_b.y;
// CHECK-NEXT:     /* c.x = a.y * b.z - a.z * b.y */
// CHECK-NEXT:     a_b->y += b.z * c_b.x;
// CHECK-NEXT:     a_b->z -= b.y * c_b.x;
// CHECK-NEXT: }

// CHECK-LABEL: static void add_b(vec3 *a_b, vec3 return_b)
// CHECK-NEXT: {
// CHECK-NEXT:     /* return (vec3){a.x + b.x, a.y + b.y, a.z + b.z} */
// CHECK-NEXT:     a_b->x += return_b.x;
// CHECK-NEXT:     a_b->y += return_b.y;
// CHECK-NEXT:     a_b->z += return_b.z;
// CHECK-NEXT: }

ADCC_ADJOINT(wrt(p), of(return))
double energy(int n, const vec3 *p, vec3 wind, double dt)
{
    double e = 0.0;
    for (int i = 0; i < n; i++) {
        vec3 v = add(p[i], scale(dt, wind));
        vec3 w = cross(v, wind);
        e += 0.5 * dot(w, w);
    }
    return e;
}

// CHECK-LABEL: double energy_b(int n, const vec3 *p, vec3 *p_b, vec3 wind, double dt, double return_b)
// CHECK:          vec3 v = add(p[i], t1);
// CHECK-NEXT:     vec3 w = cross(v, wind);
// CHECK-NEXT:     vec3 v_b = {0};
// CHECK-NEXT:     vec3 w_b = {0};
// CHECK:          double t2 = dot_b(w, &w_b, w, &w_b, 0.5 * return_b);
// CHECK:          cross_b(&v_b, wind, w_b);
// CHECK:          add_b(&p_b[i], v_b);
// CHECK-NOT: adcc_
