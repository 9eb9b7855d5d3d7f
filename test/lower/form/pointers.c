// RUN: %adcc --emit=lowered %s -o - -w -- -w | FileCheck --match-full-lines %s
// Moving pointers: steps go behind the statement that uses the old value.
void move(double *p, double *q, int n, double *a, double *(*next)(void))
{
    *p++ = *q++ + 1;
    a[n++] = *p;
    a[--n] += *--q;
    *next() = a[n];
    *(*next)() += 2;
}

// CHECK: void move(double *p_in, double *q_in, int n_in, double *a, double *(*next)(void))
// CHECK-NEXT: {
// CHECK-NEXT:     double *p = p_in;
// CHECK-NEXT:     double *q = q_in;
// CHECK-NEXT:     int n = n_in;
// CHECK-NEXT:     *p = *q + 1;
// CHECK-NEXT:     p += 1;
// CHECK-NEXT:     q += 1;
// CHECK-NEXT:     a[n] = *p;
// CHECK-NEXT:     n += 1;
// CHECK-NEXT:     n -= 1;
// CHECK-NEXT:     q -= 1;
// CHECK-NEXT:     a[n] += *q;
// CHECK-NEXT:     double *t1 = next();
// CHECK-NEXT:     *t1 = a[n];
// CHECK-NEXT:     double *t2 = (*next)();
// CHECK-NEXT:     *t2 += 2;
// CHECK-NEXT: }
