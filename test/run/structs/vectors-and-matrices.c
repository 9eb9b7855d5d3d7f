/* Small vectors, matrices and quaternions by value, as geometry code has them. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, y, z; } vec3;
typedef struct { double m[3][3]; } mat3;
typedef struct { float w; vec3 v; int used; } quat;
typedef struct { mat3 r; vec3 t; } pose;

static vec3 add(vec3 a, vec3 b) { return (vec3){a.x + b.x, a.y + b.y, a.z + b.z}; }
static vec3 scale(double k, vec3 a) { return (vec3){.z = k * a.z, .x = k * a.x, .y = k * a.y}; }
static double dot(vec3 a, vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static vec3 cross(vec3 a, vec3 b)
{
    vec3 c;
    c.x = a.y * b.z - a.z * b.y;
    c.y = a.z * b.x - a.x * b.z;
    c.z = a.x * b.y - a.y * b.x;
    return c;
}
static vec3 apply(const mat3 *m, vec3 a)
{
    double in[3] = {a.x, a.y, a.z}, out[3];
    for (int i = 0; i < 3; i++) {
        out[i] = 0.0;
        for (int j = 0; j < 3; j++)
            out[i] += m->m[i][j] * in[j];
    }
    vec3 r = {out[0], out[1], out[2]};
    return r;
}
static mat3 multiply(mat3 a, mat3 b)
{
    mat3 c = {{{0}}};
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            for (int k = 0; k < 3; k++)
                c.m[i][j] += a.m[i][k] * b.m[k][j];
    return c;
}
static vec3 rotate(quat q, vec3 a)
{
    vec3 t = scale(2.0, cross(q.v, a));
    q.used++;
    return add(add(a, scale(q.w, t)), cross(q.v, t));
}

ADCC_ADJOINT()
ADCC_TANGENT()
vec3 f(int n, const vec3 *p, pose g, vec3 *last)
{
    vec3 s = {0}, old = *last;
    for (int i = 0; i < n; i++) {
        quat q = {.w = 0.7f, .v = p[i]};
        vec3 a = rotate(q, apply(&g.r, p[i]));
        if (dot(a, p[0]) > 0.3)
            a = add(a, g.t);
        pose h = g;
        h.r = i % 2 ? multiply(g.r, h.r) : g.r;
        s = add(s, scale(sin(dot(a, old)), apply(&h.r, a)));
        old = dot(s, s) > 1.0 ? scale(0.5, s) : a;
        *last = add(*last, old);
    }
    return s;
}

vec3 f_d(int n, const vec3 *p, const vec3 *p_d, pose g, pose g_d, vec3 *last, vec3 *last_d, vec3 *return_d);
vec3 f_b(int n, const vec3 *p, vec3 *p_b, pose g, pose *g_b, vec3 *last, vec3 *last_b, vec3 return_b);

int main(void)
{
    vec3 p[3], p_d[3], p_b[3], last, last_d, last_b, ret, ret_d, ret_b;
    pose g, g_d, g_b;
    double *a = &p[0].x, *a_d = &p_d[0].x, *a_b = &p_b[0].x, *b = &g.r.m[0][0], *b_d = &g_d.r.m[0][0],
           *b_b = &g_b.r.m[0][0], *c = &last.x, *c_d = &last_d.x, *c_b = &last_b.x, *r = &ret.x, *r_d = &ret_d.x,
           *r_b = &ret_b.x;
    RANGE(CHECK_IN, double, a, 9, 0.2, 0.9);
    RANGE(CHECK_IN, double, b, 12, -0.7, 0.9);
    RANGE(CHECK_INOUT, double, c, 3, 0.2, 0.9);
    RANGE(CHECK_RESULT, double, r, 3, 0, 0);
    CHECK(ret = f(3, p, g, &last), ret = f_d(3, p, p_d, g, g_d, &last, &last_d, &ret_d),
          ret = f_b(3, p, p_b, g, &g_b, &last, &last_b, ret_b));
    return check_status();
}
