/* begin.c - what the files in this folder have in common.
 *
 * Each holds derivatives for a library, written for the precision REAL: LIBRARY(axpy) is the
 * library's function in that precision, OWN(axpy_b) its adjoint here.  adcc defines these macros,
 * reads the file where a program calls the library, and prints what it needs of it among the
 * derivatives.  USE_... is ADCC_USE_... whose arguments may be macros.
 */
#define USE_ADJOINT(...) USE_TEXT("adcc.use_adjoint:", __VA_ARGS__)
#define USE_TANGENT(...) USE_TEXT("adcc.use_tangent:", __VA_ARGS__)
#define USE_TEXT(kind, ...) USE_NEXT(kind #__VA_ARGS__, __COUNTER__)
#define USE_NEXT(text, number) USE_NAMED(text, number)
#define USE_NAMED(text, number) \
    typedef int adcc_use_##number##_ __attribute__((annotate(text)));

/* The tape of adcc_rt.h gives room for intermediate results. */
void *adcc_reserve(unsigned long bytes);
void *adcc_release(unsigned long bytes);
