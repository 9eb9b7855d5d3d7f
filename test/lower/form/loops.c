// RUN: %adcc --emit=lowered %s -o - -w -- -w | FileCheck --match-full-lines %s
// Loops: conditions with effects.
int get(void);

int loops(int n)
{
    int c, s = 0;
    while (n-- > 0)
        s += n;
    while ((c = get()) != 0)
        s += c;
    do
        s++;
    while (--c > 0);
    for (int i = 0, j = n; i < j; i++, j--)
        s += i;
    for (int i = n; i--;)
        s -= i;
    return s++;
}

// CHECK: int loops(int n_in)
// CHECK-NEXT: {
// CHECK-NEXT:     int n = n_in;
// CHECK-NEXT:     int c;
// CHECK-NEXT:     int s = 0;
// CHECK-NEXT:     while (n > 0) {
// CHECK-NEXT:         n -= 1;
// CHECK-NEXT:         s += n;
// CHECK-NEXT:     }
// CHECK-NEXT:     n -= 1;
// CHECK-NEXT:     while (1) {
// CHECK-NEXT:         c = get();
// CHECK-NEXT:         if (c == 0) {
// CHECK-NEXT:             break;
// CHECK-NEXT:         }
// CHECK-NEXT:         s += c;
// CHECK-NEXT:     }
// CHECK-NEXT:     do {
// CHECK-NEXT:         s += 1;
// CHECK-NEXT:         c -= 1;
// CHECK-NEXT:     } while (c > 0);
// CHECK-NEXT:     {
// CHECK-NEXT:         int j = n;
// CHECK-NEXT:         for (int i = 0; i < j; i += 1, j -= 1) {
// CHECK-NEXT:             s += i;
// CHECK-NEXT:         }
// CHECK-NEXT:     }
// CHECK-NEXT:     for (int i1 = n; i1;) {
// CHECK-NEXT:         i1 -= 1;
// CHECK-NEXT:         s -= i1;
// CHECK-NEXT:     }
// CHECK-NEXT:     return s;
// CHECK-NEXT: }
