/* adcc.h - what a source file tells the differentiation compiler adcc.
 *
 *     #include <adcc.h>
 *
 *     ADCC_ADJOINT(wrt(x[n]), of(return))
 *     double norm2(int n, const double *x);
 *
 * Only adcc defines __ADCC__; for every other compiler each of these macros
 * expands to nothing, so annotated code builds unchanged, in C and in C++.
 *
 *     ADCC_ADJOINT(wrt(x, k), of(return, y))   before a function: generate its adjoint f_b
 *     ADCC_TANGENT(wrt(x, k), of(return, y))   before a function: generate its tangent f_d
 *     ADCC_ADJOINT(..., directions(N))         f_bv: N adjoints at once; tangents: f_dv
 *     ADCC_INACTIVE                            on a function, variable, field: derivative zero
 *     ADCC_NOALIAS                             on a parameter, in the definition: what it points to
 *                                              is reached by nothing else (C's restrict)
 *     ADCC_SAVE                                on a local variable: what the reverse sweep needs of
 *                                              it goes on the tape
 *     ADCC_RECOMPUTE                           on a local variable: it is computed again instead
 *     ADCC_CHECK(n = 8, x = uniform(-1, 1))    before a function: samples for adcc --check
 *     ADCC_USE_ADJOINT(f, my_f_b)              at file scope: my_f_b is the adjoint of f
 *     ADCC_USE_TANGENT(f, my_f_d)              at file scope: my_f_d is the tangent of f
 *     ADCC_USE_ADJOINT(f, my_f_b, y[n], inactive(x))    f overwrites n elements behind y; x may
 *                                              carry no derivative, and its companion be NULL
 *
 *     ADCC_DIFFERENCES(f, central, 1e-6, x[n]) at file scope: f's derivatives are differences with
 *                                              this step; also forward and backward
 *     ADCC_ALLOCATOR(f, return[n])             at file scope: what f returns is new memory for n
 *                                              elements (bytes, if it is a void pointer)
 *     ADCC_DEALLOCATOR(f, p)                   at file scope: f gives back what its parameter p
 *                                              points to
 *     ADCC_CHECKPOINT(every = 10)              before a loop: save the state every 10 iterations
 *     ADCC_NO_CHECKPOINT                       before a loop: put all of it on the tape
 *     ADCC_INDEPENDENT                         before a for loop: no iteration reads or overwrites
 *                                              what another one writes, sums by += apart
 *
 * A semicolon after ADCC_USE_... is neither needed nor allowed by -Wpedantic.
 */
#ifndef ADCC_H
#define ADCC_H

#ifdef __ADCC__
#define ADCC_ADJOINT(...) __attribute__((annotate("adcc.adjoint:" #__VA_ARGS__)))
#define ADCC_TANGENT(...) __attribute__((annotate("adcc.tangent:" #__VA_ARGS__)))
#define ADCC_INACTIVE __attribute__((annotate("adcc.inactive:")))
#define ADCC_NOALIAS __attribute__((annotate("adcc.noalias:")))
#define ADCC_SAVE __attribute__((annotate("adcc.save:")))
#define ADCC_RECOMPUTE __attribute__((annotate("adcc.recompute:")))
#define ADCC_CHECK(...) __attribute__((annotate("adcc.check:" #__VA_ARGS__)))
#define ADCC_USE_ADJOINT(f, ...) ADCC_USE_("adcc.use_adjoint:" #f ", " #__VA_ARGS__, __COUNTER__)
#define ADCC_USE_TANGENT(f, ...) ADCC_USE_("adcc.use_tangent:" #f ", " #__VA_ARGS__, __COUNTER__)
#define ADCC_DIFFERENCES(f, ...) \
    ADCC_USE_("adcc.use_differences:" #f ", " #__VA_ARGS__, __COUNTER__)
#define ADCC_ALLOCATOR(f, ...) ADCC_USE_("adcc.use_allocator:" #f ", " #__VA_ARGS__, __COUNTER__)
#define ADCC_DEALLOCATOR(f, ...) \
    ADCC_USE_("adcc.use_deallocator:" #f ", " #__VA_ARGS__, __COUNTER__)
/* Declares a type nobody uses, to carry the text; the number makes its name unique. */
#define ADCC_USE_(text, number) ADCC_USE_AS_(text, number)
#define ADCC_USE_AS_(text, number) \
    typedef int adcc_use_##number##_ __attribute__((annotate(text)));
#else
#define ADCC_ADJOINT(...)
#define ADCC_TANGENT(...)
#define ADCC_INACTIVE
#define ADCC_NOALIAS
#define ADCC_SAVE
#define ADCC_RECOMPUTE
#define ADCC_CHECK(...)
#define ADCC_USE_ADJOINT(f, ...)
#define ADCC_USE_TANGENT(f, ...)
#define ADCC_DIFFERENCES(f, ...)
#define ADCC_ALLOCATOR(f, ...)
#define ADCC_DEALLOCATOR(f, ...)
#endif
#define ADCC_CHECKPOINT(...)
#define ADCC_NO_CHECKPOINT
#define ADCC_INDEPENDENT

#endif
