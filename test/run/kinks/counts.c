/* --kinks lists at exit how often which choice was hit: both modes alike, over files and threads. */
// RUN: %adcc --kinks %s -o %t.c && %clang -O2 %s %t.c %build/lib/libadcc_rt.a -lm -lpthread -o %t
// RUN: %adcc --kinks --embed-runtime %s -o %t.e.c && %gcc -O1 %s %t.e.c -lm -lpthread -o %t.e
// RUN: %t 1 2>&1 | FileCheck %s --check-prefixes=SAME
// RUN: %t 2 2>&1 | FileCheck %s --check-prefixes=SAME
// RUN: %t.e 1 2>&1 | FileCheck %s --check-prefixes=SAME
// RUN: %t 3 2>&1 | FileCheck %s --check-prefixes=THREADS
// RUN: %t 4 2>&1 | count 0
#include <adcc.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

// SAME: {{^}}adcc: 3 times at counts.c:[[#@LINE+1]]: a > b at equality
static double larger(double a, double b) { return a > b || b > 2 ? a : b < 0 ? a : fmax(b, a * 2); }

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double x[n], double k)
{
    double s = fabs(k);
    for (int i = 0; i < n; i++) {
        // SAME-NEXT: {{^}}adcc: 2 times at counts.c:[[#@LINE+1]]: fabs(x[i]) at 0
        double d = fabs(x[i]) + pow(x[i], 2.0);
        // SAME-NEXT: {{^}}adcc: 2 times at counts.c:[[#@LINE+1]]: sqrt(d) at 0
        s += sqrt(d);
        // SAME-NEXT: {{^}}adcc: 4 times at counts.c:[[#@LINE+1]]: (int)x[i] at a jump
        s += larger(x[i], x[0]) * x[i] + (int)x[i] + floorf((float)k);
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double k, double *return_d);
double f_b(int n, const double *x, double *x_b, double k, double return_b);

static void *work(void *x)
{
    double x_b[6] = {0};
    for (int i = 0; i < 1000; i++)
        f_b(6, x, x_b, 0, 1);
    return NULL;
}

int main(int argc, char **argv)
{
    double x[6] = {1, 0, 3, 1, 0, 1}, x_b[6] = {0}, x_d[6] = {1}, y[2] = {0.3, 0.4}, r_d;
    pthread_t a, b;
    switch (argc > 1 ? atoi(argv[1]) : 0) {
    case 1: f_b(6, x, x_b, 0, 1); break;
    case 2: f_d(6, x, x_d, 0, &r_d); break;
    case 3:
        pthread_create(&a, NULL, work, x);
        pthread_create(&b, NULL, work, x);
        pthread_join(a, NULL);
        pthread_join(b, NULL);
        break;
    case 4: f_b(0, y, x_b, 0, 1); break;
    }
    // THREADS: adcc: 4000 times at {{.*}}fabs(x[i]) at 0
    return 0;
}
