/* blas3.c - CBLAS, level 3: products of matrices. */

/* The lines of an m by n matrix as they lie in memory, and their length. */
static INT OWN(lines)(enum CBLAS_ORDER order, INT m, INT n)
{
    return order == CblasRowMajor ? m : n;
}

/* A *= a */
static void OWN(scale_block)(enum CBLAS_ORDER order, INT m, INT n, REAL a, REAL *A, INT lda)
{
    for (INT i = 0; i < OWN(lines)(order, m, n); i++)
        OWN(scale)(OWN(lines)(order, n, m), a, A + i * (long)lda, 1);
}

/* B += a A */
static void OWN(add_block)(enum CBLAS_ORDER order, INT m, INT n, REAL a, const REAL *A, INT lda,
                           REAL *B, INT ldb)
{
    for (INT i = 0; i < OWN(lines)(order, m, n); i++)
        LIBRARY(axpy)(OWN(lines)(order, n, m), a, A + i * (long)lda, 1, B + i * (long)ldb, 1);
}

/* B = A */
static void OWN(copy_block)(enum CBLAS_ORDER order, INT m, INT n, const REAL *A, INT lda, REAL *B,
                            INT ldb)
{
    for (INT i = 0; i < OWN(lines)(order, m, n); i++)
        LIBRARY(copy)(OWN(lines)(order, n, m), A + i * (long)lda, 1, B + i * (long)ldb, 1);
}

/* The sum of the products of the elements of two matrices. */
static REAL OWN(dot_blocks)(enum CBLAS_ORDER order, INT m, INT n, const REAL *A, INT lda,
                            const REAL *B, INT ldb)
{
    REAL sum = 0;
    for (INT i = 0; i < OWN(lines)(order, m, n); i++)
        sum += LIBRARY(dot)(OWN(lines)(order, n, m), A + i * (long)lda, 1, B + i * (long)ldb, 1);
    return sum;
}

/* ------------------------------------------------------------------ triangles */

/* Where line i of the triangle begins, and where it ends; without its diagonal if skip is 1. */
static INT OWN(from)(int ahead, INT i, INT skip)
{
    return ahead ? i + skip : 0;
}

static INT OWN(to)(int ahead, INT n, INT i, INT skip)
{
    return ahead ? n : i + 1 - skip;
}

/* The triangle of A *= a */
static void OWN(scale_triangle)(int ahead, INT n, REAL a, REAL *A, INT lda)
{
    for (INT i = 0; i < n; i++) {
        INT from = OWN(from)(ahead, i, 0), to = OWN(to)(ahead, n, i, 0);
        OWN(scale)(to - from, a, A + i * (long)lda + from, 1);
    }
}

/* The triangle of B += a A */
static void OWN(add_triangle)(int ahead, INT skip, INT n, REAL a, const REAL *A, INT lda, REAL *B,
                              INT ldb)
{
    for (INT i = 0; i < n; i++) {
        INT from = OWN(from)(ahead, i, skip), to = OWN(to)(ahead, n, i, skip);
        LIBRARY(axpy)(to - from, a, A + i * (long)lda + from, 1, B + i * (long)ldb + from, 1);
    }
}

static REAL OWN(dot_triangles)(int ahead, INT n, const REAL *A, INT lda, const REAL *B, INT ldb)
{
    REAL sum = 0;
    for (INT i = 0; i < n; i++) {
        INT from = OWN(from)(ahead, i, 0), to = OWN(to)(ahead, n, i, 0);
        sum += LIBRARY(dot)(to - from, A + i * (long)lda + from, 1, B + i * (long)ldb + from, 1);
    }
    return sum;
}

/* Row i of op(A): its elements are step apart. */
static const REAL *OWN(row)(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans, const REAL *A,
                            INT lda, INT i)
{
    return (order == CblasRowMajor) == (trans == CblasNoTrans) ? A + i * (long)lda : A + i;
}

static INT OWN(step)(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans, INT lda)
{
    return (order == CblasRowMajor) == (trans == CblasNoTrans) ? 1 : lda;
}

/* op(B) += a S op(A) for the symmetric n by n matrix S whose triangle is C, with twice its
 * diagonal; op(A) is n by k. */
static void OWN(twice_symm)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo,
                            enum CBLAS_TRANSPOSE trans, INT n, INT k, REAL a, const REAL *C,
                            INT ldc, const REAL *A, INT lda, REAL *B, INT ldb)
{
    if (trans == CblasNoTrans)
        LIBRARY(symm)(order, CblasLeft, uplo, n, k, a, C, ldc, A, lda, 1, B, ldb);
    else
        LIBRARY(symm)(order, CblasRight, uplo, k, n, a, C, ldc, A, lda, 1, B, ldb);
    for (INT i = 0; i < n; i++)
        LIBRARY(axpy)(k, a * C[i * (ldc + 1L)], OWN(row)(order, trans, A, lda, i),
                      OWN(step)(order, trans, lda), (REAL *)OWN(row)(order, trans, B, ldb, i),
                      OWN(step)(order, trans, ldb));
}

/* C = alpha op(A) op(B) + beta C */

static void OWN(gemm_b)(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE transa,
                        enum CBLAS_TRANSPOSE transb, INT m, INT n, INT k, REAL alpha, REAL *alpha_b,
                        const REAL *A, REAL *A_b, INT lda, const REAL *B, REAL *B_b, INT ldb,
                        REAL beta, REAL *beta_b, REAL *C, REAL *C_b, INT ldc)
{
    enum CBLAS_TRANSPOSE flipa = OWN(flip)(transa), flipb = OWN(flip)(transb);
    if (alpha_b) {
        INT ldt = OWN(lines)(order, n, m);
        REAL *t = adcc_reserve((unsigned long)m * n * sizeof *t);
        LIBRARY(gemm)(order, transa, transb, m, n, k, 1, A, lda, B, ldb, 0, t, ldt);
        *alpha_b += OWN(dot_blocks)(order, m, n, t, ldt, C_b, ldc);
        adcc_release((unsigned long)m * n * sizeof *t);
    }
    if (A_b && transa == CblasNoTrans)
        LIBRARY(gemm)(order, CblasNoTrans, flipb, m, k, n, alpha, C_b, ldc, B, ldb, 1, A_b, lda);
    else if (A_b)
        LIBRARY(gemm)(order, transb, CblasTrans, k, m, n, alpha, B, ldb, C_b, ldc, 1, A_b, lda);
    if (B_b && transb == CblasNoTrans)
        LIBRARY(gemm)(order, flipa, CblasNoTrans, k, n, m, alpha, A, lda, C_b, ldc, 1, B_b, ldb);
    else if (B_b)
        LIBRARY(gemm)(order, CblasTrans, transa, n, k, m, alpha, C_b, ldc, A, lda, 1, B_b, ldb);
    if (beta_b)
        *beta_b += OWN(dot_blocks)(order, m, n, C, ldc, C_b, ldc);
    OWN(scale_block)(order, m, n, beta, C_b, ldc);
}
USE_ADJOINT(LIBRARY(gemm), OWN(gemm_b), C[OWN(block)(order, m, n, ldc)],
            inactive(alpha, A, B, beta), after(unless beta),
            unread(C, A unless alpha or B, B unless alpha or A))

static void OWN(gemm_d)(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE transa,
                        enum CBLAS_TRANSPOSE transb, INT m, INT n, INT k, REAL alpha, REAL alpha_d,
                        const REAL *A, const REAL *A_d, INT lda, const REAL *B, const REAL *B_d,
                        INT ldb, REAL beta, REAL beta_d, REAL *C, REAL *C_d, INT ldc)
{
    OWN(scale_block)(order, m, n, beta, C_d, ldc);
    if (beta_d != 0)
        OWN(add_block)(order, m, n, beta_d, C, ldc, C_d, ldc);
    if (alpha_d != 0)
        LIBRARY(gemm)(order, transa, transb, m, n, k, alpha_d, A, lda, B, ldb, 1, C_d, ldc);
    if (A_d)
        LIBRARY(gemm)(order, transa, transb, m, n, k, alpha, A_d, lda, B, ldb, 1, C_d, ldc);
    if (B_d)
        LIBRARY(gemm)(order, transa, transb, m, n, k, alpha, A, lda, B_d, ldb, 1, C_d, ldc);
    LIBRARY(gemm)(order, transa, transb, m, n, k, alpha, A, lda, B, ldb, beta, C, ldc);
}
USE_TANGENT(LIBRARY(gemm), OWN(gemm_d), inactive(A, B))

/* C = alpha A B + beta C, A = A' */

static void OWN(symm_b)(enum CBLAS_ORDER order, enum CBLAS_SIDE side, enum CBLAS_UPLO uplo, INT m,
                        INT n, REAL alpha, REAL *alpha_b, const REAL *A, REAL *A_b, INT lda,
                        const REAL *B, REAL *B_b, INT ldb, REAL beta, REAL *beta_b, REAL *C,
                        REAL *C_b, INT ldc)
{
    if (alpha_b) {
        INT ldt = OWN(lines)(order, n, m);
        REAL *t = adcc_reserve((unsigned long)m * n * sizeof *t);
        LIBRARY(symm)(order, side, uplo, m, n, 1, A, lda, B, ldb, 0, t, ldt);
        *alpha_b += OWN(dot_blocks)(order, m, n, t, ldt, C_b, ldc);
        adcc_release((unsigned long)m * n * sizeof *t);
    }
    if (A_b) {
        enum CBLAS_TRANSPOSE trans = side == CblasLeft ? CblasNoTrans : CblasTrans;
        INT order_of_A = side == CblasLeft ? m : n, other = side == CblasLeft ? n : m;
        LIBRARY(syr2k)(order, uplo, trans, order_of_A, other, alpha, B, ldb, C_b, ldc, 1, A_b, lda);
        for (INT i = 0; i < order_of_A; i++) /* once on the diagonal */
            A_b[i * (lda + 1L)] -=
                alpha * LIBRARY(dot)(other, OWN(row)(order, trans, B, ldb, i),
                                     OWN(step)(order, trans, ldb),
                                     OWN(row)(order, trans, C_b, ldc, i),
                                     OWN(step)(order, trans, ldc));
    }
    if (B_b)
        LIBRARY(symm)(order, side, uplo, m, n, alpha, A, lda, C_b, ldc, 1, B_b, ldb);
    if (beta_b)
        *beta_b += OWN(dot_blocks)(order, m, n, C, ldc, C_b, ldc);
    OWN(scale_block)(order, m, n, beta, C_b, ldc);
}
USE_ADJOINT(LIBRARY(symm), OWN(symm_b), C[OWN(block)(order, m, n, ldc)],
            inactive(alpha, A, B, beta), after(unless beta),
            unread(C, A unless alpha or B, B unless alpha or A))

static void OWN(symm_d)(enum CBLAS_ORDER order, enum CBLAS_SIDE side, enum CBLAS_UPLO uplo, INT m,
                        INT n, REAL alpha, REAL alpha_d, const REAL *A, const REAL *A_d, INT lda,
                        const REAL *B, const REAL *B_d, INT ldb, REAL beta, REAL beta_d, REAL *C,
                        REAL *C_d, INT ldc)
{
    OWN(scale_block)(order, m, n, beta, C_d, ldc);
    if (beta_d != 0)
        OWN(add_block)(order, m, n, beta_d, C, ldc, C_d, ldc);
    if (alpha_d != 0)
        LIBRARY(symm)(order, side, uplo, m, n, alpha_d, A, lda, B, ldb, 1, C_d, ldc);
    if (A_d)
        LIBRARY(symm)(order, side, uplo, m, n, alpha, A_d, lda, B, ldb, 1, C_d, ldc);
    if (B_d)
        LIBRARY(symm)(order, side, uplo, m, n, alpha, A, lda, B_d, ldb, 1, C_d, ldc);
    LIBRARY(symm)(order, side, uplo, m, n, alpha, A, lda, B, ldb, beta, C, ldc);
}
USE_TANGENT(LIBRARY(symm), OWN(symm_d), inactive(A, B))

/* C = alpha op(A) op(A)' + beta C */

static void OWN(syrk_b)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
                        INT n, INT k, REAL alpha, REAL *alpha_b, const REAL *A, REAL *A_b, INT lda,
                        REAL beta, REAL *beta_b, REAL *C, REAL *C_b, INT ldc)
{
    int ahead = OWN(ahead)(order, uplo);
    if (alpha_b) {
        REAL *t = adcc_reserve((unsigned long)n * n * sizeof *t);
        LIBRARY(syrk)(order, uplo, trans, n, k, 1, A, lda, 0, t, n);
        *alpha_b += OWN(dot_triangles)(ahead, n, t, n, C_b, ldc);
        adcc_release((unsigned long)n * n * sizeof *t);
    }
    if (A_b)
        OWN(twice_symm)(order, uplo, trans, n, k, alpha, C_b, ldc, A, lda, A_b, lda);
    if (beta_b)
        *beta_b += OWN(dot_triangles)(ahead, n, C, ldc, C_b, ldc);
    OWN(scale_triangle)(ahead, n, beta, C_b, ldc);
}
USE_ADJOINT(LIBRARY(syrk), OWN(syrk_b), C[OWN(block)(order, n, n, ldc)], inactive(alpha, A, beta),
            after(unless beta), unread(C))

static void OWN(syrk_d)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
                        INT n, INT k, REAL alpha, REAL alpha_d, const REAL *A, const REAL *A_d,
                        INT lda, REAL beta, REAL beta_d, REAL *C, REAL *C_d, INT ldc)
{
    int ahead = OWN(ahead)(order, uplo);
    OWN(scale_triangle)(ahead, n, beta, C_d, ldc);
    if (beta_d != 0)
        OWN(add_triangle)(ahead, 0, n, beta_d, C, ldc, C_d, ldc);
    if (alpha_d != 0)
        LIBRARY(syrk)(order, uplo, trans, n, k, alpha_d, A, lda, 1, C_d, ldc);
    if (A_d)
        LIBRARY(syr2k)(order, uplo, trans, n, k, alpha, A, lda, A_d, lda, 1, C_d, ldc);
    LIBRARY(syrk)(order, uplo, trans, n, k, alpha, A, lda, beta, C, ldc);
}
USE_TANGENT(LIBRARY(syrk), OWN(syrk_d), inactive(A))

/* C = alpha (op(A) op(B)' + op(B) op(A)') + beta C */
static void OWN(syr2k_b)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
                         INT n, INT k, REAL alpha, REAL *alpha_b, const REAL *A, REAL *A_b, INT lda,
                         const REAL *B, REAL *B_b, INT ldb, REAL beta, REAL *beta_b, REAL *C,
                         REAL *C_b, INT ldc)
{
    int ahead = OWN(ahead)(order, uplo);
    if (alpha_b) {
        REAL *t = adcc_reserve((unsigned long)n * n * sizeof *t);
        LIBRARY(syr2k)(order, uplo, trans, n, k, 1, A, lda, B, ldb, 0, t, n);
        *alpha_b += OWN(dot_triangles)(ahead, n, t, n, C_b, ldc);
        adcc_release((unsigned long)n * n * sizeof *t);
    }
    if (A_b)
        OWN(twice_symm)(order, uplo, trans, n, k, alpha, C_b, ldc, B, ldb, A_b, lda);
    if (B_b)
        OWN(twice_symm)(order, uplo, trans, n, k, alpha, C_b, ldc, A, lda, B_b, ldb);
    if (beta_b)
        *beta_b += OWN(dot_triangles)(ahead, n, C, ldc, C_b, ldc);
    OWN(scale_triangle)(ahead, n, beta, C_b, ldc);
}
USE_ADJOINT(LIBRARY(syr2k), OWN(syr2k_b), C[OWN(block)(order, n, n, ldc)],
            inactive(alpha, A, B, beta), after(unless beta),
            unread(C, A unless alpha or B, B unless alpha or A))

static void OWN(syr2k_d)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
                         INT n, INT k, REAL alpha, REAL alpha_d, const REAL *A, const REAL *A_d,
                         INT lda, const REAL *B, const REAL *B_d, INT ldb, REAL beta, REAL beta_d,
                         REAL *C, REAL *C_d, INT ldc)
{
    int ahead = OWN(ahead)(order, uplo);
    OWN(scale_triangle)(ahead, n, beta, C_d, ldc);
    if (beta_d != 0)
        OWN(add_triangle)(ahead, 0, n, beta_d, C, ldc, C_d, ldc);
    if (alpha_d != 0)
        LIBRARY(syr2k)(order, uplo, trans, n, k, alpha_d, A, lda, B, ldb, 1, C_d, ldc);
    if (A_d)
        LIBRARY(syr2k)(order, uplo, trans, n, k, alpha, A_d, lda, B, ldb, 1, C_d, ldc);
    if (B_d)
        LIBRARY(syr2k)(order, uplo, trans, n, k, alpha, A, lda, B_d, ldb, 1, C_d, ldc);
    LIBRARY(syr2k)(order, uplo, trans, n, k, alpha, A, lda, B, ldb, beta, C, ldc);
}
USE_TANGENT(LIBRARY(syr2k), OWN(syr2k_d), inactive(A, B))

/* ------------------------------------------------------------------ triangular matrices */

/* The triangle of A += a times the adjoint of op(A) in op(A) X (or X op(A)), where Z is that of
 * the product and both are m by n. */
static void OWN(triangle_gemm)(enum CBLAS_ORDER order, enum CBLAS_SIDE side, enum CBLAS_UPLO uplo,
                               enum CBLAS_TRANSPOSE trans, enum CBLAS_DIAG diag, INT m, INT n,
                               REAL a, const REAL *Z, INT ldz, const REAL *X, INT ldx, REAL *A,
                               INT lda)
{
    INT k = side == CblasLeft ? m : n, other = side == CblasLeft ? n : m;
    int swapped = (side == CblasLeft) != (trans == CblasNoTrans);
    enum CBLAS_TRANSPOSE first = side == CblasLeft ? CblasNoTrans : CblasTrans;
    REAL *t = adcc_reserve((unsigned long)k * k * sizeof *t);
    LIBRARY(gemm)(order, first, OWN(flip)(first), k, k, other, a, swapped ? X : Z,
                  swapped ? ldx : ldz, swapped ? Z : X, swapped ? ldz : ldx, 0, t, k);
    OWN(add_triangle)(OWN(ahead)(order, uplo), diag == CblasUnit ? 1 : 0, k, 1, t, k, A, lda);
    adcc_release((unsigned long)k * k * sizeof *t);
}

/* B = alpha op(A) B, or alpha B op(A) */
static void OWN(trmm_b)(enum CBLAS_ORDER order, enum CBLAS_SIDE side, enum CBLAS_UPLO uplo,
                        enum CBLAS_TRANSPOSE trans, enum CBLAS_DIAG diag, INT m, INT n, REAL alpha,
                        REAL *alpha_b, const REAL *A, REAL *A_b, INT lda, REAL *B, REAL *B_b,
                        INT ldb)
{
    if (A_b)
        OWN(triangle_gemm)(order, side, uplo, trans, diag, m, n, alpha, B_b, ldb, B, ldb, A_b, lda);
    LIBRARY(trmm)(order, side, uplo, OWN(flip)(trans), diag, m, n, 1, A, lda, B_b, ldb);
    if (alpha_b)
        *alpha_b += OWN(dot_blocks)(order, m, n, B, ldb, B_b, ldb);
    OWN(scale_block)(order, m, n, alpha, B_b, ldb);
}
USE_ADJOINT(LIBRARY(trmm), OWN(trmm_b), B[OWN(block)(order, m, n, ldb)], inactive(alpha, A),
            after(unless alpha or A), unread(B))

/* T = op(A_d) B, or B op(A_d), where a diagonal of ones does not move */
static void OWN(triangle_block)(enum CBLAS_ORDER order, enum CBLAS_SIDE side, enum CBLAS_UPLO uplo,
                                enum CBLAS_TRANSPOSE trans, enum CBLAS_DIAG diag, INT m, INT n,
                                const REAL *A_d, INT lda, const REAL *B, INT ldb, REAL *t, INT ldt)
{
    OWN(copy_block)(order, m, n, B, ldb, t, ldt);
    LIBRARY(trmm)(order, side, uplo, trans, diag, m, n, 1, A_d, lda, t, ldt);
    if (diag == CblasUnit)
        OWN(add_block)(order, m, n, -1, B, ldb, t, ldt);
}

static void OWN(trmm_d)(enum CBLAS_ORDER order, enum CBLAS_SIDE side, enum CBLAS_UPLO uplo,
                        enum CBLAS_TRANSPOSE trans, enum CBLAS_DIAG diag, INT m, INT n, REAL alpha,
                        REAL alpha_d, const REAL *A, const REAL *A_d, INT lda, REAL *B, REAL *B_d,
                        INT ldb)
{
    INT ldt = OWN(lines)(order, n, m);
    LIBRARY(trmm)(order, side, uplo, trans, diag, m, n, alpha, A, lda, B_d, ldb);
    REAL *t = adcc_reserve((unsigned long)m * n * sizeof *t);
    if (A_d) {
        OWN(triangle_block)(order, side, uplo, trans, diag, m, n, A_d, lda, B, ldb, t, ldt);
        OWN(add_block)(order, m, n, alpha, t, ldt, B_d, ldb);
    }
    if (alpha_d != 0) {
        OWN(copy_block)(order, m, n, B, ldb, t, ldt);
        LIBRARY(trmm)(order, side, uplo, trans, diag, m, n, alpha_d, A, lda, t, ldt);
        OWN(add_block)(order, m, n, 1, t, ldt, B_d, ldb);
    }
    adcc_release((unsigned long)m * n * sizeof *t);
    LIBRARY(trmm)(order, side, uplo, trans, diag, m, n, alpha, A, lda, B, ldb);
}
USE_TANGENT(LIBRARY(trmm), OWN(trmm_d), inactive(A))

/* op(A) X = alpha B, or X op(A) = alpha B; X is left in B. If alpha is active, B is as before. */
static void OWN(trsm_b)(enum CBLAS_ORDER order, enum CBLAS_SIDE side, enum CBLAS_UPLO uplo,
                        enum CBLAS_TRANSPOSE trans, enum CBLAS_DIAG diag, INT m, INT n, REAL alpha,
                        REAL *alpha_b, const REAL *A, REAL *A_b, INT lda, REAL *B, REAL *B_b,
                        INT ldb)
{
    LIBRARY(trsm)(order, side, uplo, OWN(flip)(trans), diag, m, n, 1, A, lda, B_b, ldb);
    if (alpha_b)
        *alpha_b += OWN(dot_blocks)(order, m, n, B, ldb, B_b, ldb);
    if (A_b && alpha_b) {
        INT ldx = OWN(lines)(order, n, m);
        REAL *x = adcc_reserve((unsigned long)m * n * sizeof *x);
        OWN(copy_block)(order, m, n, B, ldb, x, ldx);
        LIBRARY(trsm)(order, side, uplo, trans, diag, m, n, alpha, A, lda, x, ldx);
        OWN(triangle_gemm)(order, side, uplo, trans, diag, m, n, -1, B_b, ldb, x, ldx, A_b, lda);
        adcc_release((unsigned long)m * n * sizeof *x);
    } else if (A_b) {
        OWN(triangle_gemm)(order, side, uplo, trans, diag, m, n, -1, B_b, ldb, B, ldb, A_b, lda);
    }
    OWN(scale_block)(order, m, n, alpha, B_b, ldb);
}
USE_ADJOINT(LIBRARY(trsm), OWN(trsm_b), B[OWN(block)(order, m, n, ldb)], inactive(alpha, A),
            after(unless alpha), unread(B unless A))

static void OWN(trsm_d)(enum CBLAS_ORDER order, enum CBLAS_SIDE side, enum CBLAS_UPLO uplo,
                        enum CBLAS_TRANSPOSE trans, enum CBLAS_DIAG diag, INT m, INT n, REAL alpha,
                        REAL alpha_d, const REAL *A, const REAL *A_d, INT lda, REAL *B, REAL *B_d,
                        INT ldb)
{
    INT ldt = OWN(lines)(order, n, m);
    OWN(scale_block)(order, m, n, alpha, B_d, ldb);
    if (alpha_d != 0)
        OWN(add_block)(order, m, n, alpha_d, B, ldb, B_d, ldb);
    LIBRARY(trsm)(order, side, uplo, trans, diag, m, n, alpha, A, lda, B, ldb);
    if (A_d) {
        REAL *t = adcc_reserve((unsigned long)m * n * sizeof *t);
        OWN(triangle_block)(order, side, uplo, trans, diag, m, n, A_d, lda, B, ldb, t, ldt);
        OWN(add_block)(order, m, n, -1, t, ldt, B_d, ldb);
        adcc_release((unsigned long)m * n * sizeof *t);
    }
    LIBRARY(trsm)(order, side, uplo, trans, diag, m, n, 1, A, lda, B_d, ldb);
}
USE_TANGENT(LIBRARY(trsm), OWN(trsm_d), inactive(A))
