/* blas2.c - CBLAS, level 2: matrices and vectors. */

static enum CBLAS_TRANSPOSE OWN(flip)(enum CBLAS_TRANSPOSE trans)
{
    return trans == CblasNoTrans ? CblasTrans : CblasNoTrans;
}

/* The elements between the first and the last of a matrix, both included. */
static long OWN(block)(enum CBLAS_ORDER order, INT m, INT n, INT ld)
{
    INT lines = order == CblasRowMajor ? m : n, length = order == CblasRowMajor ? n : m;
    return lines > 0 && length > 0 ? (long)(lines - 1) * ld + length : 0;
}

/* The same of the result of a matrix and a vector. */
static long OWN(result)(enum CBLAS_TRANSPOSE trans, INT m, INT n, INT inc)
{
    return OWN(span)(trans == CblasNoTrans ? m : n, inc);
}

/* Do the lines of the triangle, as they lie in memory, go from the diagonal to the end? */
static int OWN(ahead)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo)
{
    return (order == CblasRowMajor) == (uplo == CblasUpper);
}

/* The triangle of A += a u v', without the diagonal if unit. */
static void OWN(triangle_ger)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_DIAG diag,
                              INT n, REAL a, const REAL *u, const REAL *v, REAL *A, INT lda)
{
    const REAL *across = order == CblasRowMajor ? u : v, *along = order == CblasRowMajor ? v : u;
    INT skip = diag == CblasUnit ? 1 : 0;
    for (INT i = 0; i < n; i++) {
        INT from = OWN(ahead)(order, uplo) ? i + skip : 0;
        INT to = OWN(ahead)(order, uplo) ? n : i + 1 - skip;
        LIBRARY(axpy)(to - from, a * across[i], along + from, 1, A + i * (long)lda + from, 1);
    }
}

/* y += a S x for the symmetric S whose triangle is A, with twice its diagonal. */
static void OWN(twice_symv)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, INT n, REAL a,
                            const REAL *A, INT lda, const REAL *x, INT incx, REAL *y, INT incy)
{
    long x0 = incx < 0 ? (1 - (long)n) * incx : 0, y0 = incy < 0 ? (1 - (long)n) * incy : 0;
    LIBRARY(symv)(order, uplo, n, a, A, lda, x, incx, 1, y, incy);
    for (INT i = 0; i < n; i++)
        y[y0 + i * (long)incy] += a * A[i * (lda + 1L)] * x[x0 + i * (long)incx];
}

/* ------------------------------------------------------------------ y = alpha op(A) x + beta y */

static void OWN(gemv_b)(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans, INT m, INT n,
                        REAL alpha, REAL *alpha_b, const REAL *A, REAL *A_b, INT lda,
                        const REAL *x, REAL *x_b, INT incx, REAL beta, REAL *beta_b, REAL *y,
                        REAL *y_b, INT incy)
{
    INT length = trans == CblasNoTrans ? m : n;
    if (alpha_b) {
        REAL *t = adcc_reserve(length * sizeof *t);
        LIBRARY(gemv)(order, trans, m, n, 1, A, lda, x, incx, 0, t, 1);
        *alpha_b += LIBRARY(dot)(length, t, 1, y_b, incy);
        adcc_release(length * sizeof *t);
    }
    if (A_b && trans == CblasNoTrans)
        LIBRARY(ger)(order, m, n, alpha, y_b, incy, x, incx, A_b, lda);
    else if (A_b)
        LIBRARY(ger)(order, m, n, alpha, x, incx, y_b, incy, A_b, lda);
    if (x_b)
        LIBRARY(gemv)(order, OWN(flip)(trans), m, n, alpha, A, lda, y_b, incy, 1, x_b, incx);
    if (beta_b)
        *beta_b += LIBRARY(dot)(length, y, incy, y_b, incy);
    OWN(scale)(length, beta, y_b, incy);
}
USE_ADJOINT(LIBRARY(gemv), OWN(gemv_b), y[OWN(result)(trans, m, n, incy)],
            inactive(alpha, A, x, beta), after(unless beta),
            unread(y, A unless alpha or x, x unless alpha or A))

static void OWN(gemv_d)(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans, INT m, INT n,
                        REAL alpha, REAL alpha_d, const REAL *A, const REAL *A_d, INT lda,
                        const REAL *x, const REAL *x_d, INT incx, REAL beta, REAL beta_d, REAL *y,
                        REAL *y_d, INT incy)
{
    INT length = trans == CblasNoTrans ? m : n;
    OWN(scale)(length, beta, y_d, incy);
    if (beta_d != 0)
        LIBRARY(axpy)(length, beta_d, y, incy, y_d, incy);
    if (alpha_d != 0)
        LIBRARY(gemv)(order, trans, m, n, alpha_d, A, lda, x, incx, 1, y_d, incy);
    if (A_d)
        LIBRARY(gemv)(order, trans, m, n, alpha, A_d, lda, x, incx, 1, y_d, incy);
    if (x_d)
        LIBRARY(gemv)(order, trans, m, n, alpha, A, lda, x_d, incx, 1, y_d, incy);
    LIBRARY(gemv)(order, trans, m, n, alpha, A, lda, x, incx, beta, y, incy);
}
USE_TANGENT(LIBRARY(gemv), OWN(gemv_d), inactive(A, x))

/* ------------------------------------------------------------------ A += alpha x y' */

static void OWN(ger_b)(enum CBLAS_ORDER order, INT m, INT n, REAL alpha, REAL *alpha_b,
                       const REAL *x, REAL *x_b, INT incx, const REAL *y, REAL *y_b, INT incy,
                       REAL *A, REAL *A_b, INT lda)
{
    if (alpha_b) {
        REAL *t = adcc_reserve(m * sizeof *t);
        LIBRARY(gemv)(order, CblasNoTrans, m, n, 1, A_b, lda, y, incy, 0, t, 1);
        *alpha_b += LIBRARY(dot)(m, t, 1, x, incx);
        adcc_release(m * sizeof *t);
    }
    if (x_b)
        LIBRARY(gemv)(order, CblasNoTrans, m, n, alpha, A_b, lda, y, incy, 1, x_b, incx);
    if (y_b)
        LIBRARY(gemv)(order, CblasTrans, m, n, alpha, A_b, lda, x, incx, 1, y_b, incy);
}
USE_ADJOINT(LIBRARY(ger), OWN(ger_b), A[OWN(block)(order, m, n, lda)], inactive(alpha, x, y),
            after(), unread(A, x unless alpha or y, y unless alpha or x))

static void OWN(ger_d)(enum CBLAS_ORDER order, INT m, INT n, REAL alpha, REAL alpha_d,
                       const REAL *x, const REAL *x_d, INT incx, const REAL *y, const REAL *y_d,
                       INT incy, REAL *A, REAL *A_d, INT lda)
{
    if (alpha_d != 0)
        LIBRARY(ger)(order, m, n, alpha_d, x, incx, y, incy, A_d, lda);
    if (x_d)
        LIBRARY(ger)(order, m, n, alpha, x_d, incx, y, incy, A_d, lda);
    if (y_d)
        LIBRARY(ger)(order, m, n, alpha, x, incx, y_d, incy, A_d, lda);
    LIBRARY(ger)(order, m, n, alpha, x, incx, y, incy, A, lda);
}
USE_TANGENT(LIBRARY(ger), OWN(ger_d), inactive(x, y))

/* ------------------------------------------------------------------ symmetric matrices */

static void OWN(symv_b)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, INT n, REAL alpha,
                        REAL *alpha_b, const REAL *A, REAL *A_b, INT lda, const REAL *x, REAL *x_b,
                        INT incx, REAL beta, REAL *beta_b, REAL *y, REAL *y_b, INT incy)
{
    if (alpha_b) {
        REAL *t = adcc_reserve(n * sizeof *t);
        LIBRARY(symv)(order, uplo, n, 1, A, lda, x, incx, 0, t, 1);
        *alpha_b += LIBRARY(dot)(n, t, 1, y_b, incy);
        adcc_release(n * sizeof *t);
    }
    if (A_b) {
        long x0 = incx < 0 ? (1 - (long)n) * incx : 0, y0 = incy < 0 ? (1 - (long)n) * incy : 0;
        LIBRARY(syr2)(order, uplo, n, alpha, x, incx, y_b, incy, A_b, lda);
        for (INT i = 0; i < n; i++) /* once on the diagonal */
            A_b[i * (lda + 1L)] -= alpha * x[x0 + i * (long)incx] * y_b[y0 + i * (long)incy];
    }
    if (x_b)
        LIBRARY(symv)(order, uplo, n, alpha, A, lda, y_b, incy, 1, x_b, incx);
    if (beta_b)
        *beta_b += LIBRARY(dot)(n, y, incy, y_b, incy);
    OWN(scale)(n, beta, y_b, incy);
}
USE_ADJOINT(LIBRARY(symv), OWN(symv_b), y[OWN(span)(n, incy)], inactive(alpha, A, x, beta),
            after(unless beta), unread(y, A unless alpha or x, x unless alpha or A))

static void OWN(symv_d)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, INT n, REAL alpha,
                        REAL alpha_d, const REAL *A, const REAL *A_d, INT lda, const REAL *x,
                        const REAL *x_d, INT incx, REAL beta, REAL beta_d, REAL *y, REAL *y_d,
                        INT incy)
{
    OWN(scale)(n, beta, y_d, incy);
    if (beta_d != 0)
        LIBRARY(axpy)(n, beta_d, y, incy, y_d, incy);
    if (alpha_d != 0)
        LIBRARY(symv)(order, uplo, n, alpha_d, A, lda, x, incx, 1, y_d, incy);
    if (A_d)
        LIBRARY(symv)(order, uplo, n, alpha, A_d, lda, x, incx, 1, y_d, incy);
    if (x_d)
        LIBRARY(symv)(order, uplo, n, alpha, A, lda, x_d, incx, 1, y_d, incy);
    LIBRARY(symv)(order, uplo, n, alpha, A, lda, x, incx, beta, y, incy);
}
USE_TANGENT(LIBRARY(symv), OWN(symv_d), inactive(A, x))

/* A += alpha x x' */
static void OWN(syr_b)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, INT n, REAL alpha,
                       REAL *alpha_b, const REAL *x, REAL *x_b, INT incx, REAL *A, REAL *A_b,
                       INT lda)
{
    if (alpha_b) {
        REAL *t = adcc_reserve(n * sizeof *t);
        OWN(scale)(n, 0, t, 1);
        OWN(twice_symv)(order, uplo, n, 1, A_b, lda, x, incx, t, 1);
        *alpha_b += LIBRARY(dot)(n, t, 1, x, incx) / 2;
        adcc_release(n * sizeof *t);
    }
    if (x_b)
        OWN(twice_symv)(order, uplo, n, alpha, A_b, lda, x, incx, x_b, incx);
}
USE_ADJOINT(LIBRARY(syr), OWN(syr_b), A[OWN(block)(order, n, n, lda)], inactive(alpha, x), after(),
            unread(A))

static void OWN(syr_d)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, INT n, REAL alpha,
                       REAL alpha_d, const REAL *x, const REAL *x_d, INT incx, REAL *A, REAL *A_d,
                       INT lda)
{
    if (alpha_d != 0)
        LIBRARY(syr)(order, uplo, n, alpha_d, x, incx, A_d, lda);
    if (x_d)
        LIBRARY(syr2)(order, uplo, n, alpha, x, incx, x_d, incx, A_d, lda);
    LIBRARY(syr)(order, uplo, n, alpha, x, incx, A, lda);
}
USE_TANGENT(LIBRARY(syr), OWN(syr_d), inactive(x))

/* A += alpha (x y' + y x') */
static void OWN(syr2_b)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, INT n, REAL alpha,
                        REAL *alpha_b, const REAL *x, REAL *x_b, INT incx, const REAL *y, REAL *y_b,
                        INT incy, REAL *A, REAL *A_b, INT lda)
{
    if (alpha_b) {
        REAL *t = adcc_reserve(n * sizeof *t);
        OWN(scale)(n, 0, t, 1);
        OWN(twice_symv)(order, uplo, n, 1, A_b, lda, y, incy, t, 1);
        *alpha_b += LIBRARY(dot)(n, t, 1, x, incx);
        adcc_release(n * sizeof *t);
    }
    if (x_b)
        OWN(twice_symv)(order, uplo, n, alpha, A_b, lda, y, incy, x_b, incx);
    if (y_b)
        OWN(twice_symv)(order, uplo, n, alpha, A_b, lda, x, incx, y_b, incy);
}
USE_ADJOINT(LIBRARY(syr2), OWN(syr2_b), A[OWN(block)(order, n, n, lda)], inactive(alpha, x, y),
            after(), unread(A, x unless alpha or y, y unless alpha or x))

static void OWN(syr2_d)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, INT n, REAL alpha,
                        REAL alpha_d, const REAL *x, const REAL *x_d, INT incx, const REAL *y,
                        const REAL *y_d, INT incy, REAL *A, REAL *A_d, INT lda)
{
    if (alpha_d != 0)
        LIBRARY(syr2)(order, uplo, n, alpha_d, x, incx, y, incy, A_d, lda);
    if (x_d)
        LIBRARY(syr2)(order, uplo, n, alpha, x_d, incx, y, incy, A_d, lda);
    if (y_d)
        LIBRARY(syr2)(order, uplo, n, alpha, x, incx, y_d, incy, A_d, lda);
    LIBRARY(syr2)(order, uplo, n, alpha, x, incx, y, incy, A, lda);
}
USE_TANGENT(LIBRARY(syr2), OWN(syr2_d), inactive(x, y))

/* ------------------------------------------------------------------ triangles */

/* A_b += a times u v' if op(A) is A, v u' if it is its transpose. */
static void OWN(triangle_outer)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo,
                                enum CBLAS_TRANSPOSE trans, enum CBLAS_DIAG diag, INT n, REAL a,
                                const REAL *u, INT incu, const REAL *v, INT incv, REAL *A_b,
                                INT lda)
{
    REAL *t = adcc_reserve(2 * n * sizeof *t);
    REAL *left = trans == CblasNoTrans ? t : t + n, *right = trans == CblasNoTrans ? t + n : t;
    LIBRARY(copy)(n, u, incu, t, 1);
    LIBRARY(copy)(n, v, incv, t + n, 1);
    OWN(triangle_ger)(order, uplo, diag, n, a, left, right, A_b, lda);
    adcc_release(2 * n * sizeof *t);
}

/* x = op(A) x; x_b is moved by the same matrix transposed. */
static void OWN(trmv_b)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
                        enum CBLAS_DIAG diag, INT n, const REAL *A, REAL *A_b, INT lda, REAL *x,
                        REAL *x_b, INT incx)
{
    if (A_b)
        OWN(triangle_outer)(order, uplo, trans, diag, n, 1, x_b, incx, x, incx, A_b, lda);
    LIBRARY(trmv)(order, uplo, OWN(flip)(trans), diag, n, A, lda, x_b, incx);
}
USE_ADJOINT(LIBRARY(trmv), OWN(trmv_b), x[OWN(span)(n, incx)], inactive(A), after(unless A),
            unread(x))

/* t = op(A_d) x, where a diagonal of ones does not move */
static void OWN(triangle_product)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo,
                                  enum CBLAS_TRANSPOSE trans, enum CBLAS_DIAG diag, INT n,
                                  const REAL *A_d, INT lda, const REAL *x, INT incx, REAL *t)
{
    LIBRARY(copy)(n, x, incx, t, 1);
    LIBRARY(trmv)(order, uplo, trans, diag, n, A_d, lda, t, 1);
    if (diag == CblasUnit)
        LIBRARY(axpy)(n, -1, x, incx, t, 1);
}

static void OWN(trmv_d)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
                        enum CBLAS_DIAG diag, INT n, const REAL *A, const REAL *A_d, INT lda,
                        REAL *x, REAL *x_d, INT incx)
{
    LIBRARY(trmv)(order, uplo, trans, diag, n, A, lda, x_d, incx);
    if (A_d) {
        REAL *t = adcc_reserve(n * sizeof *t);
        OWN(triangle_product)(order, uplo, trans, diag, n, A_d, lda, x, incx, t);
        LIBRARY(axpy)(n, 1, t, 1, x_d, incx);
        adcc_release(n * sizeof *t);
    }
    LIBRARY(trmv)(order, uplo, trans, diag, n, A, lda, x, incx);
}
USE_TANGENT(LIBRARY(trmv), OWN(trmv_d), inactive(A))

/* op(A) x_new = x */
static void OWN(trsv_b)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
                        enum CBLAS_DIAG diag, INT n, const REAL *A, REAL *A_b, INT lda, REAL *x,
                        REAL *x_b, INT incx)
{
    LIBRARY(trsv)(order, uplo, OWN(flip)(trans), diag, n, A, lda, x_b, incx);
    if (A_b)
        OWN(triangle_outer)(order, uplo, trans, diag, n, -1, x_b, incx, x, incx, A_b, lda);
}
USE_ADJOINT(LIBRARY(trsv), OWN(trsv_b), x[OWN(span)(n, incx)], inactive(A), after(),
            unread(x unless A))

static void OWN(trsv_d)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
                        enum CBLAS_DIAG diag, INT n, const REAL *A, const REAL *A_d, INT lda,
                        REAL *x, REAL *x_d, INT incx)
{
    LIBRARY(trsv)(order, uplo, trans, diag, n, A, lda, x, incx);
    if (A_d) {
        REAL *t = adcc_reserve(n * sizeof *t);
        OWN(triangle_product)(order, uplo, trans, diag, n, A_d, lda, x, incx, t);
        LIBRARY(axpy)(n, -1, t, 1, x_d, incx);
        adcc_release(n * sizeof *t);
    }
    LIBRARY(trsv)(order, uplo, trans, diag, n, A, lda, x_d, incx);
}
USE_TANGENT(LIBRARY(trsv), OWN(trsv_d), inactive(A))
