/* trap.c - what the calls of --trap do: end the program where a derivative is not finite.
 *
 *     adcc_trap_adjoint(x_b, "f.c:7", "y = sqrt(x)", "x_b = %g; y_b = %g | x = %g", x_b, y_b, x);
 *
 *     adcc: f.c:7: the adjoint x_b is not finite: y = sqrt(x)
 *         x_b = nan
 *         y_b = inf      not finite before
 *         x = -1
 *
 * The format consists of  name = %conversion  with "; " between them and " | " before the values
 * of the function itself; the conversions are %d, %ld, %g and %Lg.  Whether a number is finite is
 * asked of its bits, since -ffast-math lets compilers assume that all are.
 */
#ifndef ADCC_EMBEDDED
#include "adcc_rt.h"
#endif

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of any of the formats that long double has: the exponent of what is not finite is all ones. */
static int adcc_is_finite_long(long double x)
{
#if __LDBL_MANT_DIG__ == 64 || __LDBL_MANT_DIG__ == 113
    enum { ADCC_TOP = __LDBL_MANT_DIG__ == 64 ? 8 : 14 };
    unsigned char bytes[sizeof x];
    ADCC_COPY(bytes, &x, sizeof x);
    return ((bytes[ADCC_TOP] | bytes[ADCC_TOP + 1] << 8) & 0x7fff) != 0x7fff;
#else
    uint64_t bits;
    double d = (double)x;
    ADCC_COPY(&bits, &d, sizeof d);
    return (bits >> 52 & 0x7ff) != 0x7ff;
#endif
}

/* The next name of the format, and its conversion; where the text goes on. */
static const char *adcc_read_name(const char *format, char *name, adcc_size room, char *conversion)
{
    adcc_size n = 0;
    for (; *format && (*format != '%' || format[1] == '%'); format++) {
        format += *format == '%';
        if (n + 1 < room)
            name[n++] = *format;
    }
    name[n] = '\0';
    *conversion = *format == '%' ? format[1] == 'L' || format[1] == 'l' ? format[1] : 'g' : '\0';
    if (*format == '%' && format[1] == 'd')
        *conversion = 'd';
    return *format ? format + (*conversion == 'L' || *conversion == 'l' ? 3 : 2) : format;
}

/* The values, one a line; those behind the first that are not finite get a remark. */
static void adcc_show_values(const char *format, va_list values)
{
    char name[1000], conversion;
    int primal = 0;
    for (int k = 0; *format; k++) {
        if (strncmp(format, "; ", 2) == 0)
            format += 2;
        else if (strncmp(format, " | ", 3) == 0 || strncmp(format, "| ", 2) == 0) {
            format += *format == ' ' ? 3 : 2;
            primal = 1;
        }
        format = adcc_read_name(format, name, sizeof name, &conversion);
        long double x = 0;
        if (conversion == 'd')
            fprintf(stderr, "    %s%d", name, va_arg(values, int));
        else if (conversion == 'l')
            fprintf(stderr, "    %s%ld", name, va_arg(values, long));
        else if (conversion)
            x = conversion == 'L' ? va_arg(values, long double) : va_arg(values, double);
        if (conversion == 'g' || conversion == 'L')
            fprintf(stderr, "    %s%.*Lg", name, conversion == 'L' ? 21 : 17, x);
        if (!adcc_is_finite_long(x) && primal)
            fprintf(stderr, "    not finite in the function itself");
        else if (!adcc_is_finite_long(x) && k > 0)
            fprintf(stderr, "    not finite before");
        fprintf(stderr, "\n");
    }
}

static void adcc_trap(const char *what, long double value, const char *place, const char *statement,
                      const char *format, va_list values)
{
    char name[1000], conversion;
    if (adcc_is_finite_long(value))
        return;
    adcc_read_name(format, name, sizeof name, &conversion);
    if (strlen(name) > 3)
        name[strlen(name) - 3] = '\0'; /* " = " */
    fprintf(stderr, "adcc: %s: the %s %s is not finite%s%s\n", place, what, name,
            *statement ? ": " : "", statement);
    adcc_show_values(format, values);
    abort();
}

void adcc_trap_adjoint(long double value, const char *place, const char *statement,
                       const char *format, ...)
{
    va_list values;
    va_start(values, format);
    adcc_trap("adjoint", value, place, statement, format, values);
    va_end(values);
}

void adcc_trap_tangent(long double value, const char *place, const char *statement,
                       const char *format, ...)
{
    va_list values;
    va_start(values, format);
    adcc_trap("tangent", value, place, statement, format, values);
    va_end(values);
}

/* The reals, of so many bytes each, behind a pointer, which may be NULL. */
void adcc_trap_array(const char *place, const char *statement, const char *name, const void *first,
                     adcc_size bytes, adcc_size real)
{
    const char *p = first;
    for (adcc_size i = 0; p && i < bytes / real; i++) {
        long double x;
        float f;
        double d;
        ADCC_COPY(real == sizeof f ? (void *)&f : real == sizeof d ? (void *)&d : (void *)&x,
                  p + i * real, real);
        x = real == sizeof f ? f : real == sizeof d ? d : x;
        if (adcc_is_finite_long(x))
            continue;
        fprintf(stderr, "adcc: %s: %s is not finite: %s\n    number %zu of its values is %Lg\n",
                place, name, statement, (size_t)i, x);
        abort();
    }
}
