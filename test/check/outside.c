/* What a derivative writes outside of arrays is found, and the driver frees what it takes. */
// RUN: not %adcc --check %s | FileCheck %s
// RUN: %adcc --emit=check %s -o %t.c
// RUN: cc -fsanitize=address,undefined -Wall -Wextra -Werror -I %build/include %t.c -o %t -lm -lpthread
// RUN: not %t 2>&1 | FileCheck %s
#include <adcc.h>

static void twice(int n, const double x[n], double y[n])
{
    for (int i = 0; i < n; i++)
        y[i] = 2 * x[i];
}
#define RIGHT                         \
    for (int i = 0; i < n; i++) {     \
        x_b[i] += 2 * y_b[i];         \
        y_b[i] = 0;                   \
    }                                 \
    twice(n, x, y)

static void behind(int n, const double x[n], double y[n]) { twice(n, x, y); }
static void behind_b(int n, const double x[n], double x_b[n], double y[n], double y_b[n])
{
    RIGHT;
    x_b[n] = 1;
}
ADCC_USE_ADJOINT(behind, behind_b)
// CHECK: {{^}}f {{.*}}bit for bit{{.*}}WRONG  the adjoint writes behind the adjoint of x
ADCC_ADJOINT(wrt(x), of(y))
void f(int n, const double x[n], double y[n]) { behind(n, x, y); }

static void before(int n, const double x[n], double y[n]) { twice(n, x, y); }
static void before_b(int n, const double x[n], double x_b[n], double y[n], double y_b[n])
{
    RIGHT;
    y[-1] = 1;
}
ADCC_USE_ADJOINT(before, before_b)
// CHECK: {{^}}g {{.*}}bit for bit{{.*}}WRONG  the adjoint writes before y
ADCC_ADJOINT(wrt(x), of(y))
void g(int n, const double x[n], double y[n]) { before(n, x, y); }

/* The function itself may use more than is said. */
// CHECK-COUNT-5: {{^larger .* ok}}
ADCC_ADJOINT(wrt(x[n]), of(y[n]))
void larger(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
    y[n] = 1;
}

struct cell { double a[2]; };
// CHECK-COUNT-5: {{^cells .* ok}}
ADCC_ADJOINT(wrt(c[3]), of(return))
double cells(const struct cell *c) { return c[0].a[0] * c[2].a[1]; }
// CHECK-NOT: {{Sanitizer|ERROR}}
