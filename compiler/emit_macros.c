/* emit_macros.c - the macros before loops, in files that do without adcc_rt.h. */
#include "adcc.h"

/* The macro before loops that are sums, as adcc_rt.h has it. */
void emit_loop_macros(Out *out)
{
    blank_line(out);
    out_text(out, "#define ADCC_PRAGMA(...) _Pragma(#__VA_ARGS__)\n"
                  "#if defined(__clang__)\n"
                  "#define ADCC_SIMD ADCC_PRAGMA(clang loop vectorize(assume_safety))\n"
                  "#elif defined(_OPENMP) || defined(ADCC_OPENMP_SIMD)\n"
                  "#define ADCC_SIMD ADCC_PRAGMA(omp simd)\n"
                  "#elif defined(__GNUC__)\n"
                  "#define ADCC_SIMD ADCC_PRAGMA(GCC ivdep)\n"
                  "#else\n"
                  "#define ADCC_SIMD\n"
                  "#endif\n"
                  "#if !defined(_OPENMP) && !defined(ADCC_OPENMP_SIMD)\n"
                  "#define ADCC_SIMD_SUM(...)\n"
                  "#elif defined(__clang__)\n"
                  "#define ADCC_SIMD_SUM(...) \\\n"
                  "    ADCC_PRAGMA(clang loop vectorize(assume_safety) vectorize_width(4))\n"
                  "#else\n"
                  "#define ADCC_SIMD_SUM(...) \\\n"
                  "    ADCC_PRAGMA(omp simd simdlen(4) reduction(+ : __VA_ARGS__))\n"
                  "#endif\n"
                  "#if defined(__GNUC__)\n"
                  "#define ADCC_ASSUME(fact) ((fact) ? (void)0 : __builtin_unreachable())\n"
                  "#else\n"
                  "#define ADCC_ASSUME(fact) ((void)0)\n"
                  "#endif\n");
}

/* The macro before short loops, as adcc_rt.h has it. */
void emit_unroll_macro(Out *out)
{
    blank_line(out);
    out_text(out, "#if defined(__GNUC__)\n"
                  "#define ADCC_TELL(...) _Pragma(#__VA_ARGS__)\n"
                  "#define ADCC_UNROLL(trips) ADCC_TELL(GCC unroll trips)\n"
                  "#else\n"
                  "#define ADCC_UNROLL(trips)\n"
                  "#endif\n");
}

/* The macro before loops over directions, as adcc_rt.h has it. */
void emit_lanes_macro(Out *out)
{
    blank_line(out);
    out_text(out, "#if defined(__clang__)\n"
                  "#define ADCC_LANES \\\n"
                  "    _Pragma(\"clang loop vectorize(assume_safety) unroll(disable)\")\n"
                  "#elif defined(_OPENMP) || defined(ADCC_OPENMP_SIMD)\n"
                  "#define ADCC_LANES _Pragma(\"omp simd\")\n"
                  "#else\n"
                  "#define ADCC_LANES\n"
                  "#endif\n");
}

/* The root of what is not negative; suffix is "F" for floats.  It has to be a function that gcc
 * knows and that the source does not call, as it loses its errno: that of a type of the same
 * format. */
void emit_root_macro(Out *out, const char *suffix)
{
    bool single = *suffix;
    const char *type = single ? "float" : "double", *name = single ? "sqrtf" : "sqrt";
    const char *bits = single ? "32" : "64";
    blank_line(out);
    out_fmt(out, "#if defined(__FLT%s_MANT_DIG__)\n"
                 "__extension__ extern _Float%s __builtin_sqrtf%s(_Float%s)\n"
                 "    __attribute__((const));\n"
                 "#define ADCC_SQRT%s(...) ((%s)__builtin_sqrtf%s(__VA_ARGS__))\n"
                 "#else\n"
                 "#define ADCC_SQRT%s(...) %s(__VA_ARGS__)\n"
                 "#endif\n", bits, bits, bits, bits, suffix, type, bits, suffix, name);
}

/* Loops are told apart, not told to be vectors: clang warns where they do not become any, as
 * without optimisation for speed, or for complex numbers. */
void emit_vector_warning(Out *out)
{
    blank_line(out);
    out_text(out, "#if defined(__clang__)\n"
                  "#pragma clang diagnostic ignored \"-Wpass-failed\"\n"
                  "#endif\n");
}
