/* Moves of bytes that do not show the reals that are there. */
// RUN: %fails 1 %adcc -DHEAD %s | FileCheck --check-prefix=HEAD %s
// RUN: %fails 1 %adcc -DTABLE %s | FileCheck --check-prefix=TABLE %s
// RUN: %fails 1 %adcc -DPOOL %s | FileCheck --check-prefix=POOL %s
// RUN: %fails 1 %adcc -DSTRUCT %s | FileCheck --check-prefix=STRUCT %s
// RUN: %fails 1 %adcc -DVALUE %s | FileCheck --check-prefix=VALUE %s
// RUN: %fails 1 %adcc -DBYTE %s | FileCheck --check-prefix=BYTE %s
// RUN: %fails 1 %adcc -DAGAIN %s | FileCheck --check-prefix=AGAIN %s
// RUN: %fails 1 %adcc -DBITS %s | FileCheck --check-prefix=BITS %s
#include <adcc.h>
#include <stdlib.h>
#include <string.h>

struct vec {
    long n;
    double *v;
};

struct pool {
    size_t used;
    _Alignas(8) char memory[64];
};

struct bytes {
    unsigned char b[8];
};

static double unpack(struct bytes b)
{
    double y;
    memcpy(&y, &b, sizeof y);
    return y;
}

ADCC_ADJOINT(wrt(x), of(return))
double f(const double x[2])
{
    double y = x[0] * x[1];
    struct bytes b, c;
    memcpy(&b, &y, sizeof b);
#ifdef HEAD
    struct vec *h = malloc(sizeof *h + sizeof(double));
    h->v = (double *)(h + 1);
    h->v[0] = y;
    // HEAD: moved-bytes.c:[[#@LINE+1]]:9: error: 'realloc(h, sizeof *h + 2 * sizeof(double))' takes a struct or table and the data behind it for one block; allocate the data on its own
    h = realloc(h, sizeof *h + 2 * sizeof(double));
    h->v = (double *)(h + 1);
    y = h->v[0];
    free(h);
#endif
#ifdef TABLE
    double **a = malloc(sizeof *a + sizeof(double)), **d = malloc(sizeof *a + sizeof(double));
    a[0] = (double *)&a[1];
    a[0][0] = y;
    // TABLE: moved-bytes.c:[[#@LINE+1]]:5: error: 'memcpy(d, a, sizeof *a + sizeof(double))' takes a struct or table and the data behind it for one block
    memcpy(d, a, sizeof *a + sizeof(double));
    d[0] = (double *)&d[1];
    y = d[0][0];
    free(a);
    free(d);
#endif
#ifdef POOL
    struct pool p;
    double *at = (double *)(p.memory + 8);
    // POOL: moved-bytes.c:[[#@LINE+1]]:5: error: 'memset(&p, 0, sizeof p)' moves bytes in a struct that hold data with derivatives; use pointers to the type of the data
    memset(&p, 0, sizeof p);
    *at += y;
    y = *at * *at;
#endif
#ifdef STRUCT
    // STRUCT: moved-bytes.c:[[#@LINE+1]]:9: error: 'b' is a struct of bytes that hold data with derivatives; use memcpy with pointers to the type of the data
    c = b;
    memcpy(&y, &c, sizeof y);
#endif
#ifdef VALUE
    // VALUE: moved-bytes.c:[[#@LINE+1]]:16: error: 'b' is a struct of bytes that hold data with derivatives
    y = unpack(b);
#endif
#ifdef BYTE
    for (int i = 0; i < 8; i++)
        // BYTE: moved-bytes.c:[[#@LINE+1]]:9: error: 'c.b[i] = b.b[i]' makes a byte of bytes of data with derivatives; use memcpy for all of it
        c.b[i] = b.b[i];
    memcpy(&y, &c, sizeof y);
#endif
#ifdef AGAIN
    char *base = malloc(64);
    size_t used = 0;
    for (int i = 0; i < 2; i++) {
        struct vec *link = (struct vec *)(base + used);
        link->v = &y;
        y *= *link->v;
        // AGAIN: moved-bytes.c:[[#@LINE+1]]:9: error: 'used = 0' lets memory be used again that holds pointers to data with derivatives and such data; use memory of its own for either
        used = 0;
        double *w = (double *)(base + used);
        *w = y;
        y *= *w;
    }
    free(base);
#endif
#ifdef BITS
    // BITS: moved-bytes.c:[[#@LINE+1]]:5: error: 'b.b[7] ^= 0x80' makes a byte of bytes of data with derivatives
    b.b[7] ^= 0x80;
    memcpy(&y, &b, sizeof y);
#endif
    (void)b;
    (void)c;
    (void)unpack;
    return y;
}
