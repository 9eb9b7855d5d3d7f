// RUN: %adcc --emit=lowered %s -o - -w -- -w | FileCheck --match-full-lines %s
// Conditions: what is evaluated only sometimes stands in an if statement.
int f(int x);

int find(int x, int y)
{
    int p;
    if (x > 0 && f(x))
        x = 1;
    if (x > 0 && f(x) || y)
        x = 2;
    else
        x = 3;
    if ((p = f(x)) != 0)
        x = 4;
    if (f(x) && y)
        x = 5;
    x = y > 0 ? f(1) : f(2) + 1;
    return x && (y || f(p));
}

// CHECK: int find(int x_in, int y)
// CHECK-NEXT: {
// CHECK-NEXT:     int x = x_in;
// CHECK-NEXT:     int p;
// CHECK-NEXT:     if (x > 0) {
// CHECK-NEXT:         int t1 = f(x);
// CHECK-NEXT:         if (t1) {
// CHECK-NEXT:             x = 1;
// CHECK-NEXT:         }
// CHECK-NEXT:     }
// CHECK-NEXT:     int c1 = x > 0;
// CHECK-NEXT:     if (c1) {
// CHECK-NEXT:         int t2 = f(x);
// CHECK-NEXT:         c1 = t2 != 0;
// CHECK-NEXT:     }
// CHECK-NEXT:     if (c1 || y) {
// CHECK-NEXT:         x = 2;
// CHECK-NEXT:     } else {
// CHECK-NEXT:         x = 3;
// CHECK-NEXT:     }
// CHECK-NEXT:     p = f(x);
// CHECK-NEXT:     if (p != 0) {
// CHECK-NEXT:         x = 4;
// CHECK-NEXT:     }
// CHECK-NEXT:     int t3 = f(x);
// CHECK-NEXT:     if (t3 && y) {
// CHECK-NEXT:         x = 5;
// CHECK-NEXT:     }
// CHECK-NEXT:     if (y > 0) {
// CHECK-NEXT:         x = f(1);
// CHECK-NEXT:     } else {
// CHECK-NEXT:         int t4 = f(2);
// CHECK-NEXT:         x = t4 + 1;
// CHECK-NEXT:     }
// CHECK-NEXT:     int c2 = x != 0;
// CHECK-NEXT:     if (c2) {
// CHECK-NEXT:         int c3 = y != 0;
// CHECK-NEXT:         if (!c3) {
// CHECK-NEXT:             int t5 = f(p);
// CHECK-NEXT:             c3 = t5 != 0;
// CHECK-NEXT:         }
// CHECK-NEXT:         c2 = c3;
// CHECK-NEXT:     }
// CHECK-NEXT:     return c2;
// CHECK-NEXT: }
