/* --check=statements accuses nobody where all is right, whatever the statements are made of. */
// RUN: %adcc --check=statements %s | FileCheck %s
// RUN: %adcc --check=statements --seed=8 %s | FileCheck %s
// CHECK-NOT: , time
// CHECK-COUNT-20: statement by statement{{.*}}no statement disagrees; {{[1-9]}}
#include <adcc.h>
#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct pair { double a, b; };
struct nest { struct pair p[2]; float w; int n; };

static struct pair product(struct pair x)
{
    struct pair r;
    r.a = x.a * x.b;
    r.b = x.a;
    return r;
}
ADCC_ADJOINT(wrt(x), of(return))
struct pair by_value(struct pair x) { return product(x); }

ADCC_ADJOINT(wrt(x), of(return))
double twice_the_same(struct pair x)
{
    struct pair y = product(product(x)), z[2] = {x, y};
    z[1] = product(z[0]);
    return z[1].a * y.b;
}

static double both(struct pair x, struct pair y) { return x.a * y.a + x.b * sin(y.b); }
ADCC_ADJOINT(wrt(x), of(return))
double same_argument(struct pair x) { return both(x, x); }

ADCC_ADJOINT(wrt(x), of(return))
struct nest nested(struct pair x)
{
    struct nest r = {.p = {x, x}, .n = 2};
    r.p[1].b *= x.a;
    r.w = (float)(x.a * x.b);
    return r;
}

ADCC_ADJOINT(wrt(z), of(return))
double _Complex complex_numbers(double _Complex z)
{
    double _Complex w = z * z + 2.0 * I;
    w = cexp(w) * conj(z);
    return w / (creal(z) + 2.0);
}

ADCC_ADJOINT(wrt(x[n]), of(return, x))
float single(int n, float *x)
{
    float s = 0;
    for (int i = 0; i < n; i++) {
        s += x[i] * x[(i + 1) % n];
        x[i] = sinf(s);
    }
    return s;
}

ADCC_ADJOINT(wrt(x), of(return))
long double extended(long double x)
{
    long double y = expl(x) * x;
    return y > 1 ? y : x * y;
}

ADCC_ADJOINT(wrt(x), of(return))
double jumps(double x)
{
    int n = 0;
again:
    x = x * 1.1 + sin(x);
    if (++n < 3)
        goto again;
    return x;
}

static double power(double x, int n) { return n ? x * power(x * 0.9, n - 1) : x; }
ADCC_ADJOINT(wrt(x), of(return))
double recursive(double x) { return power(x, 3); }

static double state;
static void step(double x) { state = state * x + x; }
ADCC_ADJOINT(wrt(x, state), of(state))
void globals(double x)
{
    step(x);
    step(x * x);
}

static double square(double x) { return x * x; }
static double apply(double (*f)(double), double x) { return f(x) + f(2 * x); }
ADCC_ADJOINT(wrt(x), of(return))
double callbacks(double x) { return apply(square, x) * apply(sin, x); }

ADCC_ADJOINT(wrt(x[n]), of(return))
double heap(int n, const double *x)
{
    double *y = malloc(n * sizeof *y), s = 0;
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[n - 1 - i];
    for (double *p = y; p < y + n; p++)
        s += *p * *p;
    free(y);
    return s;
}

struct node { double v; struct node *next; };
ADCC_ADJOINT(wrt(x[n]), of(return))
double list(int n, const double *x)
{
    struct node *head = NULL;
    double s = 1;
    for (int i = 0; i < n; i++) {
        struct node *made = malloc(sizeof *made);
        *made = (struct node){x[i] * s, head};
        head = made;
        s += made->v;
    }
    while (head) {
        struct node *next = head->next;
        s *= 1 + 0.1 * head->v;
        free(head);
        head = next;
    }
    return s;
}

static void turn(double *a, double *b)
{
    double t = *a;
    *a = *b * *b;
    *b = t;
}
ADCC_ADJOINT(wrt(a[n]), of(a))
void pointers(int n, double *a)
{
    for (int i = 0; i + 1 < n; i++)
        turn(&a[i], &a[i + 1]);
    turn(a, a);
    double *p = a + 1, *q = a + 1;
    *p = *q * *q + *a;
}

ADCC_ADJOINT(wrt(x), of(return))
double unions(double x)
{
    union { double d; long l; } u;
    u.d = x * x;
    return u.d * x;
}

ADCC_ADJOINT(wrt(x[n]), of(y[n]))
void copies(int n, const double *x, double *y)
{
    double t[n];
    memcpy(t, x, sizeof t);
    for (int i = 0; i < n; i++) {
        switch (i % 3) {
        case 0:
            t[i] *= x[0];
            break;
        case 1:
            t[i] = -t[i];
            /* fall through */
        default:
            t[i] += t[0];
        }
    }
    memmove(y, t, sizeof t);
}

ADCC_CHECK(m[2 * 3])
ADCC_ADJOINT(wrt(m), of(return))
double matrices(const double m[2][3])
{
    double s = 0, t[3][2];
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 3; k++)
            s += (t[k][i] = m[i][k] * m[0][k]);
    return s * t[2][1];
}

static double own(double x) { return x * x * x; }
static double own_b(double x, double *x_b, double r_b) { *x_b += 3 * x * x * r_b; return own(x); }
static double own_d(double x, double x_d, double *r_d) { *r_d = 3 * x * x * x_d; return own(x); }
ADCC_USE_ADJOINT(own, own_b)
ADCC_USE_TANGENT(own, own_d)
ADCC_ADJOINT(wrt(x[n]), of(x))
void custom(int n, double *x)
{
    for (int i = 0; i < n; i++)
        x[i] = own(x[i]) + own(x[0]) * own(2 * x[n - 1]);
}

ADCC_ADJOINT(wrt(x), of(return))
double choices(double x)
{
    double y = x > 2 ? sqrt(x) : x * x, *p = &y;
    *p = (y > 0 && x > 0) ? *p * x : 0;
    do
        y -= 0.3 * y * y;
    while (y > 0.3);
    return fabs(y - x);
}

ADCC_CHECK(x = uniform(900, 901))
ADCC_ADJOINT(wrt(x), of(return))
double large(double x) { double e = exp(0.5 * x); return e / (1 + e); }
