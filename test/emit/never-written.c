// Static data that no code changes is repeated in the output; what might change is not.
// RUN: %adcc -DREAD %s -o %t.c && FileCheck %s < %t.c && %gcc -c %t.c -o %t.o && %clang -c %t.c -o %t.o
// RUN: not %adcc -DREAD -DELEMENT %s -o %t.c 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: not %adcc -DREAD -DADDRESS %s -o %t.c 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: not %adcc -DREAD -DDECAY %s -o %t.c 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: not %adcc -DREAD -DROW %s -o %t.c 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: not %adcc -DREAD -DINIT %s -o %t.c 2>&1 | FileCheck %s --check-prefix=ERROR
#include <adcc.h>

static int table[2][3] = {{1, 2, 3}, {4, 5, 6}};
#ifdef INIT
int *alias = table[0];
#endif
void change(int *);

ADCC_TANGENT(wrt(x), of(return))
double f(double x, int i)
{
    return x * table[i % 2][table[1][0] % 3];
}

void other(void)
{
#ifdef ELEMENT
    table[1][2] = 0;
#endif
#ifdef ADDRESS
    change(&table[0][1]);
#endif
#ifdef DECAY
    change(*table);
#endif
#ifdef ROW
    change(table[1]);
#endif
}
// CHECK: static int table[2][3] =
// ERROR: error: a derivative needs 'table', which is static and may change
