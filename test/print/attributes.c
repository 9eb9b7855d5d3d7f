// Attributes in every form and place.
// RUN: %roundtrip %s
#define NI [[gnu::noinline]]
#define AL(n) __attribute__((aligned(n), unused))
#define DEP [[deprecated("no \" more")]]
[[gnu::noinline]] int f(void) { return 1; }
NI int g(void) { return 1; }
[[noreturn]] void h(void) { for (;;); }
[[nodiscard, gnu::cold]] int k(void) { return 1; }
DEP static int l(void) { return 1; }
int m([[maybe_unused]] int x) { [[maybe_unused]] int AL(32) y = l(); return y; }
AL(16) __attribute__((section("x"))) int z; int w AL(64) = 1;
struct [[gnu::packed]] s { char c; int x; }; struct { char c; int i __attribute__((packed)); } AL(8) u = {1, 2};
int sw(int x) { switch (x) { case 1: x++; [[fallthrough]]; case 2: return x; } return 0; }
__attribute__((weak, alias("f"))) int f2(void);
__attribute__((constructor(200), used, visibility("hidden"))) static void ctor(void) {}
static int in(void) __attribute__((always_inline, const)); static inline int in(void) { return 2; }
int usein(void) { static int st __attribute__((used)) = 3; register int rr __asm__("ebx") = 1; extern int ext __asm__("extern_name"); return in() + st + rr + ext; }
typedef union { int *i; float *f; } tu __attribute__((transparent_union)); int tuf(tu x) { return *x.i; }
void cl(int *p) { *p = 0; } int cleanup(void) { int q __attribute__((cleanup(cl))) = 3; return q; }
int mode1 __attribute__((mode(DI))); void nn(int *p, ...) __attribute__((nonnull(1), sentinel)); void nn(int *p, ...) { *p = 1; }
__attribute__((ms_abi)) int abi(int x) { return x; } int (*pabi)(int) __attribute__((ms_abi)) = abi; int cabi(void) { return pabi(1) + abi(2); }
__thread int tls1 = 3; _Thread_local static int tls2; extern _Thread_local int tls3; int tl(void) { static _Thread_local int tls4 = 3; return tls1 + tls2 + tls3 + tls4; }
extern inline __attribute__((gnu_inline)) int gi(void) { return 1; } inline int ci(void) { return 2; } extern int ci(void); static inline int si(void) { return gi() + ci(); } int usi(void) { return si(); }
int __attribute__((target("avx2"))) tg(int x) { return x; } __attribute__((optnone)) int on(void) { return 1; }
