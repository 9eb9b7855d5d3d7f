// GNU extensions: atomics, vectors, typeof, pragmas and attributes on statements.
// RUN: %roundtrip %s
#include <stdatomic.h>
_Atomic int a; atomic_int b;
int g(void) { a++; a += 3; atomic_store(&b, 4); int e = 4; atomic_compare_exchange_strong(&b, &e, 5); return atomic_fetch_add(&b, a) + __atomic_load_n(&e, __ATOMIC_SEQ_CST) + __sync_fetch_and_add(&e, 1); }
typedef int v4 __attribute__((vector_size(16)));
v4 h(v4 x, v4 y) { v4 z = __builtin_shufflevector(x, y, 0, 5, 1, 6); return z + (x < y) + __builtin_convertvector((__attribute__((vector_size(16))) float){1,2,3,4}, v4); }
struct { int a; } anon;
int tt(void) { typeof(anon) l = anon; __auto_type m = l; typeof(&l) p = &m; return p->a + ((typeof(anon)){3}).a; }
int vv(int n) { int a[n]; typeof(a) b; __auto_type p = &b; b[0] = 1; return (*p)[0] + sizeof(b); }
struct S1 { int q; } retdef(int x) { struct S1 s = {x}; return s; }
int omp(int n) { int s = 0;
#pragma omp parallel for reduction(+:s)
 for (int i = 0; i < n; i++) s += i;
 if (n)
#pragma omp simd
  for (int i = 0; i < n; i++) s += i;
 return s; }
int attr(int x) { if (x) __attribute__((musttail)) return attr(x - 1); return 0; }
