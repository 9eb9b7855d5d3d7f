/* Numbers with derivatives that are written as text, or to a file, and read again. */
// RUN: %fails 1 %adcc -DBUFFER --adjoint f %s | FileCheck --check-prefix=BUFFER %s
// RUN: %fails 1 %adcc -DBUFFER --tangent f %s | FileCheck --check-prefix=BUFFER %s
// RUN: %fails 1 %adcc -DSCAN --adjoint f %s | FileCheck --check-prefix=SCAN %s
// RUN: %fails 1 %adcc -DFILES --adjoint f %s | FileCheck --check-prefix=FILES %s
// RUN: %fails 1 %adcc -DFILES --tangent f %s | FileCheck --check-prefix=FILES %s
// RUN: %fails 1 %adcc -DTURNS --adjoint f %s | FileCheck --check-prefix=TURNS %s
// RUN: %adcc --adjoint f --tangent f %s -o %t.c
#include <stdio.h>
#include <stdlib.h>

static void show(char *out, size_t size, double x)
{
    snprintf(out, size, "%.17g", x);
}

double f(double x, const char *setting)
{
    char line[64], own[64] = "2.5";
    double k = strtod(setting, NULL) * strtod(own, NULL), y = 0;

    show(line, sizeof line, x * x);
    printf("%s %g\n", line, x);
#ifdef BUFFER
    snprintf(own, sizeof own, "%a", x);
    // BUFFER: through-text.c:[[#@LINE+1]]:10: error: 'strtod(own, (void *)0)' may read numbers that 'snprintf' has
    y += strtod(own, NULL);
    // BUFFER: through-text.c:[[#@LINE-3]]:5: note: they are written here
#endif
#ifdef SCAN
    // SCAN: through-text.c:[[#@LINE+1]]:5: error: 'sscanf(line + 1, "%lf", &y)' may read numbers that 'snprintf' has
    sscanf(line + 1, "%lf", &y);
#endif
    FILE *file = tmpfile();
    fwrite(&x, sizeof x, 1, file);
#ifdef FILES
    rewind(file);
    // FILES: through-text.c:[[#@LINE+1]]:5: error: 'fread(&y, sizeof y, 1, file)' may read numbers that 'fwrite' has
    fread(&y, sizeof y, 1, file);
#endif
    fclose(file);
#ifdef TURNS
    for (int i = 0; i < 3; i++) {
        // TURNS: through-text.c:[[#@LINE+1]]:14: error: 'strtod(own, (void *)0)' may read
        k += strtod(own, NULL);
        snprintf(own, sizeof own, "%g", x);
    }
#endif
    snprintf(own, sizeof own, "%g", x); /* after it was read */
    return k * x + y;
}
