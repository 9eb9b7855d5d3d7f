/* Memory behind members and pointers to pointers, globals, complex numbers: sampled where extents are said. */
// RUN: %adcc --check %s | FileCheck %s
// RUN: %adcc --emit=check %s -o %t.c && %gcc -w %t.c -o %t.exe -lm -lpthread && %t.exe | FileCheck %s
// RUN: %clang -w %t.c -o %t.exe -lm -lpthread && %t.exe 3 2 | FileCheck %s
#include <adcc.h>
#include <complex.h>
#include <math.h>

#define step 7 /* hides a name of the driver's */
#define role "a macro"

typedef struct {
    int n;
    double *data;
    double off;
} vec;
int calls;
// CHECK-COUNT-6: {{^norm .* ok}}
ADCC_CHECK(v[1], v.n = 5, v->data[v->n] = uniform(1, 2))
ADCC_ADJOINT(wrt(v), of(return))
double norm(const vec *v)
{
    double s = v->off;
    for (int i = 0; i < v->n; i++)
        s += v->data[i] * v->data[i] * step;
    calls++;
    return sqrt(s);
}

struct particle {
    double pos[3];
    float charge;
    int kind;
};
// CHECK-COUNT-6: {{^push .* ok}}
ADCC_CHECK(p[n], p.pos = uniform(-1, 1))
ADCC_ADJOINT(wrt(p), of(p))
void push(int n, struct particle *p, double dt)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < 3; k++)
            p[i].pos[k] += dt * p[i].charge * p[(i + 1) % n].pos[k];
}

static double history[4];
// CHECK-COUNT-6: {{^rows .* ok}}
ADCC_CHECK(a[n][m] = uniform(-1, 1), n = 3, m = n + 1)
ADCC_ADJOINT(wrt(a), of(return))
double rows(int n, int m, double **a)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            s += a[i][j] * a[i][j] * (i + 1);
    history[0] += s;
    return s;
}

double *field;
// CHECK-COUNT-6: {{^heap .* ok}}
ADCC_CHECK(field[6])
ADCC_ADJOINT(wrt(x, field), of(return))
double heap(double x)
{
    double s = x;
    for (int i = 0; i < 6; i++)
        s += x * field[i];
    return s;
}

// CHECK-COUNT-6: {{^roots .* ok}}
ADCC_CHECK(z[3] = uniform(-2, 2))
ADCC_ADJOINT(wrt(z), of(return))
double roots(const double complex *z)
{
    return creal(z[0] * z[1] + cexp(z[2]));
}

// CHECK-COUNT-6: {{^matrix .* ok}}
ADCC_CHECK(n = 3, a[n] = 0.1 * (i + 1), x = uniform(2, 3))
ADCC_ADJOINT(wrt(a, x), of(x))
void matrix(int n, const double a[n][n], double x[n])
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            x[i] += a[i][j] * x[j];
}

// CHECK-COUNT-12: {{^two .* ok}}
ADCC_TANGENT(wrt(x, k), of(return))
ADCC_ADJOINT(wrt(k), of(return))
double two(double x, double k)
{
    return x * k * k;
}

// CHECK-COUNT-6: {{^scales .* ok}}
ADCC_CHECK(x = uniform(1e6, 2e6), y = uniform(1e-9, 2e-9))
ADCC_ADJOINT(wrt(x, y), of(return))
double scales(double x, double y)
{
    return log(x) * y * y;
}

// CHECK-COUNT-6: {{^inner_float .* ok}}
ADCC_ADJOINT(wrt(x), of(return))
double inner_float(double x)
{
    float y = (float)x;
    return sinf(y) * x;
}

static double square(double x) { return x * x; }
double (*const squares)(double) = square;
// CHECK-COUNT-6: {{^by_pointer .* ok}}
ADCC_CHECK(f = square, tag = "a,b")
ADCC_ADJOINT(wrt(x), of(return))
double by_pointer(double (*f)(double), double x, const char *tag)
{
    return f(x) * (tag[0] == 'a' ? 2 : 3);
}

/* Members are written with a dot whether the parameter is a pointer or not. */
struct row { int n; double *data; };
// CHECK-COUNT-5: {{^by_address .* ok}}
ADCC_CHECK(r.n = 5, r.data[r.n] = uniform(1, r.n + 1.), a[r->n])
ADCC_ADJOINT(wrt(r[1], a), of(return))
double by_address(const struct row *r, const double *a)
{
    double s = 0;
    for (int i = 0; i < r->n; i++)
        s += r->data[i] * r->data[i] * a[i];
    return s;
}

// CHECK-COUNT-5: {{^by_value .* ok}}
ADCC_CHECK(r->n = 3, r->data[2 * r->n])
ADCC_ADJOINT(wrt(r), of(return))
double by_value(struct row r)
{
    return r.data[0] * r.data[2 * r.n - 1];
}
// CHECK-NOT: WRONG
