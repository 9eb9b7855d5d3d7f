/* Structs, globals, floats, integers by index, in-place updates, a main in the file: all is sampled and holds. */
// RUN: %adcc --check %s | FileCheck %s
// RUN: %adcc --check --seed=7 --samples=5 %s | FileCheck %s
#include <adcc.h>
#include <math.h>

typedef struct {
    double x, y;
    int tag;
    double m[2][2];
} body;

double total;

// CHECK-COUNT-6: {{^f .* ok}}
// CHECK-COUNT-6: {{^g .* ok}}
// CHECK-COUNT-6: {{^h .* ok}}
// CHECK-NOT: WRONG
ADCC_CHECK(n = 4, b[2] = uniform(0.1, 0.5), idx[n] = (i * 3) % n, a = uniform(1, 2))
ADCC_ADJOINT(wrt(x, b, total), of(return, x, total))
double f(int n, double x[n], const int *idx, const body *b, double a)
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        x[i] *= b[i % 2].m[0][1] + a;
        s += sin(x[idx[i]]) * b[1].y;
    }
    total += s * b[0].x;
    return s * s;
}

ADCC_TANGENT(wrt(m, p), of(m))
void g(int n, int k, float m[n][k], body p)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < k; j++)
            m[i][j] = (float)(m[i][j] * p.x + p.m[1][0] * m[0][j]);
}

ADCC_CHECK(z[3] = uniform(-1, 1))
ADCC_ADJOINT(wrt(z), of(return))
static long double h(const long double *z)
{
    return z[0] * z[1] + expl(z[2]);
}

int main(void)
{
    return h(0) > 0;
}
