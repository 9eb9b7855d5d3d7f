/* lapack.c - LAPACKE: linear systems, by factors or at once.
 *
 * A factorisation is differentiated as such, a solution step by step through its triangles, in
 * terms of the factors.  Where nobody uses these after gesv or posv, A_b = -B_b X' is shorter.
 * M. B. Giles, Collected matrix derivative results for forward and reverse mode algorithmic
 * differentiation, 2008; I. Murray, Differentiation of the Cholesky decomposition, 2016.
 */
#define ORDER enum CBLAS_ORDER
#define ROOM(m, n) ((unsigned long)(m) * (unsigned long)(n) * sizeof(REAL))

/* The elements between the first and the last of a matrix, both included. */
static long OWN(matrix)(int layout, lapack_int m, lapack_int n, lapack_int ld)
{
    lapack_int lines = layout == CblasRowMajor ? m : n, length = layout == CblasRowMajor ? n : m;
    return lines > 0 && length > 0 ? (long)(lines - 1) * ld + length : 0;
}

static long OWN(smaller)(lapack_int m, lapack_int n)
{
    return m < n ? m : n;
}

/* Element i, j of A */
static REAL *OWN(element)(ORDER order, REAL *A, lapack_int lda, lapack_int i, lapack_int j)
{
    return order == CblasRowMajor ? A + i * (long)lda + j : A + j * (long)lda + i;
}

/* B = A, packed */
static void OWN(pack)(ORDER order, lapack_int m, lapack_int n, const REAL *A, lapack_int lda,
                      REAL *B)
{
    lapack_int lines = order == CblasRowMajor ? m : n, length = order == CblasRowMajor ? n : m;
    for (lapack_int i = 0; i < lines; i++)
        BLAS(copy)(length, A + i * (long)lda, 1, B + i * (long)length, 1);
}

/* A += a B, where B is packed */
static void OWN(add_packed)(ORDER order, lapack_int m, lapack_int n, REAL a, const REAL *B, REAL *A,
                            lapack_int lda)
{
    lapack_int lines = order == CblasRowMajor ? m : n, length = order == CblasRowMajor ? n : m;
    for (lapack_int i = 0; i < lines; i++)
        BLAS(axpy)(length, a, B + i * (long)length, 1, A + i * (long)lda, 1);
}

/* Swaps the rows of B as getrf did, or back. */
static void OWN(permute)(ORDER order, lapack_int rows, lapack_int n, REAL *B, lapack_int ldb,
                         const lapack_int *ipiv, int backwards)
{
    lapack_int step = order == CblasRowMajor ? 1 : ldb;
    for (lapack_int k = 0; k < rows; k++) {
        lapack_int i = backwards ? rows - 1 - k : k;
        if (ipiv[i] - 1 != i)
            BLAS(swap)(n, OWN(element)(order, B, ldb, i, 0), step,
                       OWN(element)(order, B, ldb, ipiv[i] - 1, 0), step);
    }
}

/* The triangle of A = b A + a B, without the diagonal if skip is 1. */
static void OWN(mix_triangle)(ORDER order, enum CBLAS_UPLO uplo, lapack_int skip, lapack_int n,
                              REAL a, const REAL *B, lapack_int ldb, REAL b, REAL *A,
                              lapack_int lda)
{
    int ahead = (order == CblasRowMajor) == (uplo == CblasUpper);
    for (lapack_int i = 0; i < n; i++)
        for (lapack_int k = ahead ? i + skip : 0; k < (ahead ? n : i + 1 - skip); k++) {
            REAL *to = A + i * (long)lda + k;
            *to = (b != 0 ? b * *to : 0) + a * B[i * (long)ldb + k];
        }
}

/* The triangle of A += a U V', where U and V are n by k. */
static void OWN(outer_triangle)(ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_DIAG diag,
                                lapack_int n, lapack_int k, REAL a, const REAL *U, lapack_int ldu,
                                const REAL *V, lapack_int ldv, REAL *A, lapack_int lda)
{
    REAL *t = adcc_reserve(ROOM(n, n));
    BLAS(gemm)(order, CblasNoTrans, CblasTrans, n, n, k, a, U, ldu, V, ldv, 0, t, n);
    OWN(mix_triangle)(order, uplo, diag == CblasUnit ? 1 : 0, n, 1, t, n, 1, A, lda);
    adcc_release(ROOM(n, n));
}

/* ------------------------------------------------------------------ one triangle */

/* From op(T) X = B with k columns back to B: X, which is packed, and X_b become B and B_b. */
static void OWN(step_b)(ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
                        enum CBLAS_DIAG diag, lapack_int n, lapack_int k, const REAL *T, REAL *T_b,
                        lapack_int ldt, REAL *X, REAL *X_b, lapack_int ldx)
{
    enum CBLAS_TRANSPOSE back = trans == CblasNoTrans ? CblasTrans : CblasNoTrans;
    lapack_int packed = order == CblasRowMajor ? k : n;
    BLAS(trsm)(order, CblasLeft, uplo, back, diag, n, k, 1, T, ldt, X_b, ldx);
    if (T_b && trans == CblasNoTrans)
        OWN(outer_triangle)(order, uplo, diag, n, k, -1, X_b, ldx, X, packed, T_b, ldt);
    else if (T_b)
        OWN(outer_triangle)(order, uplo, diag, n, k, -1, X, packed, X_b, ldx, T_b, ldt);
    BLAS(trmm)(order, CblasLeft, uplo, trans, diag, n, k, 1, T, ldt, X, packed);
}

/* B and B_d become the solution X of op(T) X = B and its tangent. */
static void OWN(step_d)(ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans,
                        enum CBLAS_DIAG diag, lapack_int n, lapack_int k, const REAL *T,
                        const REAL *T_d, lapack_int ldt, REAL *B, REAL *B_d, lapack_int ldb)
{
    BLAS(trsm)(order, CblasLeft, uplo, trans, diag, n, k, 1, T, ldt, B, ldb);
    if (T_d) {
        lapack_int packed = order == CblasRowMajor ? k : n;
        REAL *t = adcc_reserve(ROOM(n, k));
        OWN(pack)(order, n, k, B, ldb, t);
        BLAS(trmm)(order, CblasLeft, uplo, trans, diag, n, k, 1, T_d, ldt, t, packed);
        OWN(add_packed)(order, n, k, -1, t, B_d, ldb);
        if (diag == CblasUnit) { /* which does not move */
            OWN(pack)(order, n, k, B, ldb, t);
            OWN(add_packed)(order, n, k, 1, t, B_d, ldb);
        }
        adcc_release(ROOM(n, k));
    }
    BLAS(trsm)(order, CblasLeft, uplo, trans, diag, n, k, 1, T, ldt, B_d, ldb);
}

/* Is any element of the triangle not zero? */
static int OWN(any)(ORDER order, enum CBLAS_UPLO uplo, lapack_int n, const REAL *A, lapack_int lda)
{
    int ahead = (order == CblasRowMajor) == (uplo == CblasUpper);
    for (lapack_int i = 0; i < n; i++)
        for (lapack_int k = ahead ? i : 0; k < (ahead ? n : i + 1); k++)
            if (A[i * (long)lda + k] != 0)
                return 1;
    return 0;
}

/* ------------------------------------------------------------------ A = P L U */

static void OWN(getrs_b)(int layout, char trans, lapack_int n, lapack_int k, const REAL *A,
                         REAL *A_b, lapack_int lda, const lapack_int *ipiv, REAL *B, REAL *B_b,
                         lapack_int ldb)
{
    ORDER order = (ORDER)layout;
    REAL *x = adcc_reserve(ROOM(n, k));
    OWN(pack)(order, n, k, B, ldb, x);
    if (trans == 'N' || trans == 'n') {
        OWN(step_b)(order, CblasUpper, CblasNoTrans, CblasNonUnit, n, k, A, A_b, lda, x, B_b, ldb);
        OWN(step_b)(order, CblasLower, CblasNoTrans, CblasUnit, n, k, A, A_b, lda, x, B_b, ldb);
        OWN(permute)(order, n, k, B_b, ldb, ipiv, 1);
    } else {
        OWN(permute)(order, n, k, x, order == CblasRowMajor ? k : n, ipiv, 0);
        OWN(permute)(order, n, k, B_b, ldb, ipiv, 0);
        OWN(step_b)(order, CblasLower, CblasTrans, CblasUnit, n, k, A, A_b, lda, x, B_b, ldb);
        OWN(step_b)(order, CblasUpper, CblasTrans, CblasNonUnit, n, k, A, A_b, lda, x, B_b, ldb);
    }
    adcc_release(ROOM(n, k));
}
USE_ADJOINT(LIBRARY(getrs), OWN(getrs_b), B[OWN(matrix)(layout, n, k, ldb)], inactive(A), after(),
            unread(B unless A))

static lapack_int OWN(getrs_d)(int layout, char trans, lapack_int n, lapack_int k, const REAL *A,
                               const REAL *A_d, lapack_int lda, const lapack_int *ipiv, REAL *B,
                               REAL *B_d, lapack_int ldb)
{
    ORDER order = (ORDER)layout;
    if (trans == 'N' || trans == 'n') {
        OWN(permute)(order, n, k, B_d, ldb, ipiv, 0);
        OWN(permute)(order, n, k, B, ldb, ipiv, 0);
        OWN(step_d)(order, CblasLower, CblasNoTrans, CblasUnit, n, k, A, A_d, lda, B, B_d, ldb);
        OWN(step_d)(order, CblasUpper, CblasNoTrans, CblasNonUnit, n, k, A, A_d, lda, B, B_d, ldb);
    } else {
        OWN(step_d)(order, CblasUpper, CblasTrans, CblasNonUnit, n, k, A, A_d, lda, B, B_d, ldb);
        OWN(step_d)(order, CblasLower, CblasTrans, CblasUnit, n, k, A, A_d, lda, B, B_d, ldb);
        OWN(permute)(order, n, k, B_d, ldb, ipiv, 1);
        OWN(permute)(order, n, k, B, ldb, ipiv, 1);
    }
    return 0;
}
USE_TANGENT(LIBRARY(getrs), OWN(getrs_d), inactive(A))

/* What is beside or below the square of the factors: their adjoint becomes that of A, and goes on
 * to the square. */
static void OWN(getrf_rest_b)(ORDER order, lapack_int m, lapack_int n, REAL *A, REAL *A_b,
                              lapack_int lda)
{
    lapack_int k = m < n ? m : n;
    REAL *t = adcc_reserve(ROOM(k, k));
    if (m > n) {
        REAL *below = OWN(element)(order, A, lda, k, 0);
        REAL *below_b = OWN(element)(order, A_b, lda, k, 0);
        BLAS(trsm)(order, CblasRight, CblasUpper, CblasTrans, CblasNonUnit, m - k, k, 1, A, lda,
                   below_b, lda);
        BLAS(gemm)(order, CblasTrans, CblasNoTrans, k, k, m - k, -1, below, lda, below_b, lda, 0, t,
                   k);
        OWN(mix_triangle)(order, CblasUpper, 0, k, 1, t, k, 1, A_b, lda);
    } else if (n > m) {
        REAL *beside = OWN(element)(order, A, lda, 0, k);
        REAL *beside_b = OWN(element)(order, A_b, lda, 0, k);
        BLAS(trsm)(order, CblasLeft, CblasLower, CblasTrans, CblasUnit, k, n - k, 1, A, lda,
                   beside_b, lda);
        BLAS(gemm)(order, CblasNoTrans, CblasTrans, k, k, n - k, -1, beside_b, lda, beside, lda, 0,
                   t, k);
        OWN(mix_triangle)(order, CblasLower, 1, k, 1, t, k, 1, A_b, lda);
    }
    adcc_release(ROOM(k, k));
}

/* A_b = P L'^-1 (lower part of L' L_b + upper part of U_b U') U'^-1 */
static void OWN(getrf_b)(int layout, lapack_int m, lapack_int n, REAL *A, REAL *A_b, lapack_int lda,
                         lapack_int *ipiv)
{
    ORDER order = (ORDER)layout;
    lapack_int k = m < n ? m : n;
    OWN(getrf_rest_b)(order, m, n, A, A_b, lda);
    REAL *l = adcc_reserve(2 * ROOM(k, k)), *u = l + (long)k * k;
    memset(l, 0, 2 * ROOM(k, k));
    OWN(mix_triangle)(order, CblasLower, 1, k, 1, A_b, lda, 0, l, k);
    OWN(mix_triangle)(order, CblasUpper, 0, k, 1, A_b, lda, 0, u, k);
    BLAS(trmm)(order, CblasLeft, CblasLower, CblasTrans, CblasUnit, k, k, 1, A, lda, l, k);
    BLAS(trmm)(order, CblasRight, CblasUpper, CblasTrans, CblasNonUnit, k, k, 1, A, lda, u, k);
    OWN(mix_triangle)(order, CblasLower, 1, k, 1, l, k, 0, A_b, lda);
    OWN(mix_triangle)(order, CblasUpper, 0, k, 1, u, k, 0, A_b, lda);
    adcc_release(2 * ROOM(k, k));
    BLAS(trsm)(order, CblasLeft, CblasLower, CblasTrans, CblasUnit, k, k, 1, A, lda, A_b, lda);
    BLAS(trsm)(order, CblasRight, CblasUpper, CblasTrans, CblasNonUnit, k, k, 1, A, lda, A_b, lda);
    OWN(permute)(order, k, n, A_b, lda, ipiv, 1);
}
USE_ADJOINT(LIBRARY(getrf), OWN(getrf_b), A[OWN(matrix)(layout, m, n, lda)],
            ipiv[OWN(smaller)(m, n)], after())

/* F = L^-1 P A_d U^-1, L_d = L times its lower part, U_d = its upper part times U */
static lapack_int OWN(getrf_d)(int layout, lapack_int m, lapack_int n, REAL *A, REAL *A_d,
                               lapack_int lda, lapack_int *ipiv)
{
    ORDER order = (ORDER)layout;
    lapack_int k = m < n ? m : n, info = LIBRARY(getrf)(layout, m, n, A, lda, ipiv);
    OWN(permute)(order, k, n, A_d, lda, ipiv, 0);
    BLAS(trsm)(order, CblasLeft, CblasLower, CblasNoTrans, CblasUnit, k, k, 1, A, lda, A_d, lda);
    BLAS(trsm)(order, CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, k, k, 1, A, lda, A_d,
               lda);
    REAL *l = adcc_reserve(2 * ROOM(k, k)), *u = l + (long)k * k;
    memset(l, 0, 2 * ROOM(k, k));
    OWN(mix_triangle)(order, CblasLower, 1, k, 1, A_d, lda, 0, l, k);
    OWN(mix_triangle)(order, CblasUpper, 0, k, 1, A_d, lda, 0, u, k);
    BLAS(trmm)(order, CblasLeft, CblasLower, CblasNoTrans, CblasUnit, k, k, 1, A, lda, l, k);
    BLAS(trmm)(order, CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, k, k, 1, A, lda, u, k);
    OWN(mix_triangle)(order, CblasLower, 1, k, 1, l, k, 0, A_d, lda);
    OWN(mix_triangle)(order, CblasUpper, 0, k, 1, u, k, 0, A_d, lda);
    if (m > n) { /* below: B = C U^-1 */
        REAL *b = OWN(element)(order, A, lda, k, 0), *b_d = OWN(element)(order, A_d, lda, k, 0);
        BLAS(gemm)(order, CblasNoTrans, CblasNoTrans, m - k, k, k, -1, b, lda, u, k, 1, b_d, lda);
        BLAS(trsm)(order, CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, m - k, k, 1, A, lda,
                   b_d, lda);
    } else if (n > m) { /* beside: B = L^-1 C */
        REAL *b = OWN(element)(order, A, lda, 0, k), *b_d = OWN(element)(order, A_d, lda, 0, k);
        BLAS(gemm)(order, CblasNoTrans, CblasNoTrans, k, n - k, k, -1, l, k, b, lda, 1, b_d, lda);
        BLAS(trsm)(order, CblasLeft, CblasLower, CblasNoTrans, CblasUnit, k, n - k, 1, A, lda, b_d,
                   lda);
    }
    adcc_release(2 * ROOM(k, k));
    return info;
}
USE_TANGENT(LIBRARY(getrf), OWN(getrf_d))

/* A is left as its factors, B as the solution, unless U is singular. */
static void OWN(gesv_b)(int layout, lapack_int n, lapack_int k, REAL *A, REAL *A_b, lapack_int lda,
                        lapack_int *ipiv, REAL *B, REAL *B_b, lapack_int ldb)
{
    ORDER order = (ORDER)layout;
    int solved = 1;
    for (lapack_int i = 0; i < n; i++)
        solved = solved && A[i * (lda + 1L)] != 0;
    if (solved && !OWN(any)(order, CblasUpper, n, A_b, lda) &&
        !OWN(any)(order, CblasLower, n, A_b, lda)) {
        OWN(getrs_b)(layout, 'N', n, k, A, 0, lda, ipiv, B, B_b, ldb);
        BLAS(gemm)(order, CblasNoTrans, CblasTrans, n, n, k, -1, B_b, ldb, B, ldb, 1, A_b, lda);
        return;
    }
    if (solved)
        OWN(getrs_b)(layout, 'N', n, k, A, A_b, lda, ipiv, B, B_b, ldb);
    OWN(getrf_b)(layout, n, n, A, A_b, lda, ipiv);
}
USE_ADJOINT(LIBRARY(gesv), OWN(gesv_b), A[OWN(matrix)(layout, n, n, lda)], ipiv[n],
            B[OWN(matrix)(layout, n, k, ldb)], after())

static lapack_int OWN(gesv_d)(int layout, lapack_int n, lapack_int k, REAL *A, REAL *A_d,
                              lapack_int lda, lapack_int *ipiv, REAL *B, REAL *B_d, lapack_int ldb)
{
    lapack_int info = OWN(getrf_d)(layout, n, n, A, A_d, lda, ipiv);
    if (info == 0)
        OWN(getrs_d)(layout, 'N', n, k, A, A_d, lda, ipiv, B, B_d, ldb);
    return info;
}
USE_TANGENT(LIBRARY(gesv), OWN(gesv_d))

/* ------------------------------------------------------------------ A = L L' or U' U */

/* U in one order is L in the other. */
static ORDER OWN(as_lower)(int layout, char uplo)
{
    int lower = uplo == 'L' || uplo == 'l';
    return lower == (layout == CblasRowMajor) ? CblasRowMajor : CblasColMajor;
}

static int OWN(is_factor)(lapack_int n, const REAL *A, lapack_int lda)
{
    for (lapack_int i = 0; i < n; i++)
        if (!(A[i * (lda + 1L)] > 0))
            return 0;
    return 1;
}

/* S = L'^-1 F L^-1 with F the lower part of L' L_b, half its diagonal; the triangle of A_b is that
 * of S + S', with half its diagonal.  Where there is no factor there is no derivative. */
static void OWN(potrf_b)(int layout, char uplo, lapack_int n, REAL *A, REAL *A_b, lapack_int lda)
{
    ORDER order = OWN(as_lower)(layout, uplo);
    if (!OWN(any)(order, CblasLower, n, A_b, lda))
        return;
    REAL *s = adcc_reserve(ROOM(n, n));
    REAL half = 0.5;
    if (!OWN(is_factor)(n, A, lda))
        half = (half - half) / (half - half); /* not a number */
    memset(s, 0, ROOM(n, n));
    OWN(mix_triangle)(order, CblasLower, 0, n, 1, A_b, lda, 0, s, n);
    BLAS(trmm)(order, CblasLeft, CblasLower, CblasTrans, CblasNonUnit, n, n, 1, A, lda, s, n);
    for (lapack_int i = 0; i < n; i++) {
        s[i * (n + 1L)] *= half;
        for (lapack_int j = i + 1; j < n; j++)
            *OWN(element)(order, s, n, i, j) = 0;
    }
    BLAS(trsm)(order, CblasLeft, CblasLower, CblasTrans, CblasNonUnit, n, n, 1, A, lda, s, n);
    BLAS(trsm)(order, CblasRight, CblasLower, CblasNoTrans, CblasNonUnit, n, n, 1, A, lda, s, n);
    for (lapack_int i = 0; i < n; i++) {
        A_b[i * (lda + 1L)] = s[i * (n + 1L)];
        for (lapack_int j = 0; j < i; j++)
            *OWN(element)(order, A_b, lda, i, j) =
                *OWN(element)(order, s, n, i, j) + *OWN(element)(order, s, n, j, i);
    }
    adcc_release(ROOM(n, n));
}
USE_ADJOINT(LIBRARY(potrf), OWN(potrf_b), A[OWN(matrix)(layout, n, n, lda)], after())

/* L_d = L times the lower part of L^-1 A_d L'^-1, half its diagonal */
static lapack_int OWN(potrf_d)(int layout, char uplo, lapack_int n, REAL *A, REAL *A_d,
                               lapack_int lda)
{
    ORDER order = OWN(as_lower)(layout, uplo);
    lapack_int info = LIBRARY(potrf)(layout, uplo, n, A, lda);
    REAL *s = adcc_reserve(ROOM(n, n));
    for (lapack_int i = 0; i < n; i++)
        for (lapack_int j = 0; j <= i; j++) {
            REAL t = *OWN(element)(order, A_d, lda, i, j);
            *OWN(element)(order, s, n, i, j) = *OWN(element)(order, s, n, j, i) = t;
        }
    BLAS(trsm)(order, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, n, n, 1, A, lda, s, n);
    BLAS(trsm)(order, CblasRight, CblasLower, CblasTrans, CblasNonUnit, n, n, 1, A, lda, s, n);
    for (lapack_int i = 0; i < n; i++) {
        s[i * (n + 1L)] /= 2;
        for (lapack_int j = i + 1; j < n; j++)
            *OWN(element)(order, s, n, i, j) = 0;
    }
    BLAS(trmm)(order, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, n, n, 1, A, lda, s, n);
    OWN(mix_triangle)(order, CblasLower, 0, n, 1, s, n, 0, A_d, lda);
    adcc_release(ROOM(n, n));
    return info;
}
USE_TANGENT(LIBRARY(potrf), OWN(potrf_d))

static void OWN(potrs_b)(int layout, char uplo, lapack_int n, lapack_int k, const REAL *A,
                         REAL *A_b, lapack_int lda, REAL *B, REAL *B_b, lapack_int ldb)
{
    ORDER order = (ORDER)layout;
    REAL *x = adcc_reserve(ROOM(n, k));
    OWN(pack)(order, n, k, B, ldb, x);
    if (uplo == 'L' || uplo == 'l') {
        OWN(step_b)(order, CblasLower, CblasTrans, CblasNonUnit, n, k, A, A_b, lda, x, B_b, ldb);
        OWN(step_b)(order, CblasLower, CblasNoTrans, CblasNonUnit, n, k, A, A_b, lda, x, B_b, ldb);
    } else {
        OWN(step_b)(order, CblasUpper, CblasNoTrans, CblasNonUnit, n, k, A, A_b, lda, x, B_b, ldb);
        OWN(step_b)(order, CblasUpper, CblasTrans, CblasNonUnit, n, k, A, A_b, lda, x, B_b, ldb);
    }
    adcc_release(ROOM(n, k));
}
USE_ADJOINT(LIBRARY(potrs), OWN(potrs_b), B[OWN(matrix)(layout, n, k, ldb)], inactive(A), after(),
            unread(B unless A))

static lapack_int OWN(potrs_d)(int layout, char uplo, lapack_int n, lapack_int k, const REAL *A,
                               const REAL *A_d, lapack_int lda, REAL *B, REAL *B_d, lapack_int ldb)
{
    ORDER order = (ORDER)layout;
    if (uplo == 'L' || uplo == 'l') {
        OWN(step_d)(order, CblasLower, CblasNoTrans, CblasNonUnit, n, k, A, A_d, lda, B, B_d, ldb);
        OWN(step_d)(order, CblasLower, CblasTrans, CblasNonUnit, n, k, A, A_d, lda, B, B_d, ldb);
    } else {
        OWN(step_d)(order, CblasUpper, CblasTrans, CblasNonUnit, n, k, A, A_d, lda, B, B_d, ldb);
        OWN(step_d)(order, CblasUpper, CblasNoTrans, CblasNonUnit, n, k, A, A_d, lda, B, B_d, ldb);
    }
    return 0;
}
USE_TANGENT(LIBRARY(potrs), OWN(potrs_d), inactive(A))

/* A is left as its factor, B as the solution, unless there is no factor. */
static void OWN(posv_b)(int layout, char uplo, lapack_int n, lapack_int k, REAL *A, REAL *A_b,
                        lapack_int lda, REAL *B, REAL *B_b, lapack_int ldb)
{
    ORDER order = (ORDER)layout;
    enum CBLAS_UPLO triangle = uplo == 'L' || uplo == 'l' ? CblasLower : CblasUpper;
    int solved = OWN(is_factor)(n, A, lda);
    if (solved && !OWN(any)(order, triangle, n, A_b, lda)) {
        OWN(potrs_b)(layout, uplo, n, k, A, 0, lda, B, B_b, ldb);
        BLAS(syr2k)(order, triangle, CblasNoTrans, n, k, -1, B_b, ldb, B, ldb, 1, A_b, lda);
        BLAS(scal)(n, 0.5, A_b, lda + 1);
        return;
    }
    if (solved)
        OWN(potrs_b)(layout, uplo, n, k, A, A_b, lda, B, B_b, ldb);
    OWN(potrf_b)(layout, uplo, n, A, A_b, lda);
}
USE_ADJOINT(LIBRARY(posv), OWN(posv_b), A[OWN(matrix)(layout, n, n, lda)],
            B[OWN(matrix)(layout, n, k, ldb)], after())

static lapack_int OWN(posv_d)(int layout, char uplo, lapack_int n, lapack_int k, REAL *A, REAL *A_d,
                              lapack_int lda, REAL *B, REAL *B_d, lapack_int ldb)
{
    lapack_int info = OWN(potrf_d)(layout, uplo, n, A, A_d, lda);
    if (info == 0)
        OWN(potrs_d)(layout, uplo, n, k, A, A_d, lda, B, B_d, ldb);
    return info;
}
USE_TANGENT(LIBRARY(posv), OWN(posv_d))
