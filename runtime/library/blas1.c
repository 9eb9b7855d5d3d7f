/* blas1.c - CBLAS, level 1.
 *
 * Derivatives of matrix products and solutions: M. B. Giles, Collected matrix derivative results
 * for forward and reverse mode algorithmic differentiation, 2008.
 */
#if defined(OPENBLAS_CONFIG_H)
#define INT blasint
#elif defined(CBLAS_INT)
#define INT CBLAS_INT
#else
#define INT int
#endif

/* The number of elements between the first and the last of a vector, both included. */
static long OWN(span)(INT n, INT inc)
{
    return n > 0 ? 1 + (long)(n - 1) * (inc < 0 ? -inc : inc) : 0;
}

/* x *= a, where zero stays zero whatever x is. */
static void OWN(scale)(INT n, REAL a, REAL *x, INT inc)
{
    INT step = inc < 0 ? -inc : inc;
    if (a == 0) {
        for (INT i = 0; i < n; i++)
            x[i * (long)step] = 0;
    } else if (a != 1) {
        LIBRARY(scal)(n, a, x, step);
    }
}

static void OWN(axpy_b)(INT n, REAL a, REAL *a_b, const REAL *x, REAL *x_b, INT incx, REAL *y,
                        REAL *y_b, INT incy)
{
    if (a_b)
        *a_b += LIBRARY(dot)(n, x, incx, y_b, incy);
    if (x_b)
        LIBRARY(axpy)(n, a, y_b, incy, x_b, incx);
}
USE_ADJOINT(LIBRARY(axpy), OWN(axpy_b), y[OWN(span)(n, incy)], inactive(a, x), after(),
            unread(y, x unless a))

static void OWN(axpy_d)(INT n, REAL a, REAL a_d, const REAL *x, const REAL *x_d, INT incx, REAL *y,
                        REAL *y_d, INT incy)
{
    if (a_d != 0)
        LIBRARY(axpy)(n, a_d, x, incx, y_d, incy);
    if (x_d)
        LIBRARY(axpy)(n, a, x_d, incx, y_d, incy);
    LIBRARY(axpy)(n, a, x, incx, y, incy);
}
USE_TANGENT(LIBRARY(axpy), OWN(axpy_d), inactive(x))

static void OWN(dot_b)(INT n, const REAL *x, REAL *x_b, INT incx, const REAL *y, REAL *y_b,
                       INT incy, REAL return_b)
{
    if (x_b)
        LIBRARY(axpy)(n, return_b, y, incy, x_b, incx);
    if (y_b)
        LIBRARY(axpy)(n, return_b, x, incx, y_b, incy);
}
USE_ADJOINT(LIBRARY(dot), OWN(dot_b), inactive(x, y), after(), unread(x unless y, y unless x))

static REAL OWN(dot_d)(INT n, const REAL *x, const REAL *x_d, INT incx, const REAL *y,
                       const REAL *y_d, INT incy, REAL *return_d)
{
    *return_d = 0;
    if (x_d)
        *return_d += LIBRARY(dot)(n, x_d, incx, y, incy);
    if (y_d)
        *return_d += LIBRARY(dot)(n, x, incx, y_d, incy);
    return LIBRARY(dot)(n, x, incx, y, incy);
}
USE_TANGENT(LIBRARY(dot), OWN(dot_d), inactive(x, y))

/* At the origin the derivative is 0. */
static void OWN(nrm2_b)(INT n, const REAL *x, REAL *x_b, INT incx, REAL return_b)
{
    REAL r = LIBRARY(nrm2)(n, x, incx);
    if (r != 0)
        LIBRARY(axpy)(n, return_b / r, x, incx, x_b, incx);
}
USE_ADJOINT(LIBRARY(nrm2), OWN(nrm2_b), after())

static REAL OWN(nrm2_d)(INT n, const REAL *x, const REAL *x_d, INT incx, REAL *return_d)
{
    REAL r = LIBRARY(nrm2)(n, x, incx);
    *return_d = r != 0 ? LIBRARY(dot)(n, x, incx, x_d, incx) / r : 0;
    return r;
}
USE_TANGENT(LIBRARY(nrm2), OWN(nrm2_d))

static void OWN(asum_b)(INT n, const REAL *x, REAL *x_b, INT incx, REAL return_b)
{
    for (INT i = 0; i < n && incx > 0; i++) {
        REAL t = x[i * (long)incx];
        x_b[i * (long)incx] += t > 0 ? return_b : t < 0 ? -return_b : 0;
    }
}
USE_ADJOINT(LIBRARY(asum), OWN(asum_b), after())

static REAL OWN(asum_d)(INT n, const REAL *x, const REAL *x_d, INT incx, REAL *return_d)
{
    *return_d = 0;
    for (INT i = 0; i < n && incx > 0; i++) {
        REAL t = x[i * (long)incx], t_d = x_d[i * (long)incx];
        *return_d += t > 0 ? t_d : t < 0 ? -t_d : 0;
    }
    return LIBRARY(asum)(n, x, incx);
}
USE_TANGENT(LIBRARY(asum), OWN(asum_d))

/* Without a positive step nothing is scaled. */
static void OWN(scal_b)(INT n, REAL a, REAL *a_b, REAL *x, REAL *x_b, INT incx)
{
    if (incx <= 0)
        return;
    if (a_b)
        *a_b += LIBRARY(dot)(n, x, incx, x_b, incx);
    OWN(scale)(n, a, x_b, incx);
}
USE_ADJOINT(LIBRARY(scal), OWN(scal_b), x[OWN(span)(n, incx)], inactive(a), after(unless a),
            unread(x))

static void OWN(scal_d)(INT n, REAL a, REAL a_d, REAL *x, REAL *x_d, INT incx)
{
    if (incx <= 0)
        return;
    OWN(scale)(n, a, x_d, incx);
    if (a_d != 0)
        LIBRARY(axpy)(n, a_d, x, incx, x_d, incx);
    LIBRARY(scal)(n, a, x, incx);
}
USE_TANGENT(LIBRARY(scal), OWN(scal_d))

static void OWN(copy_b)(INT n, const REAL *x, REAL *x_b, INT incx, REAL *y, REAL *y_b, INT incy)
{
    if (x_b)
        LIBRARY(axpy)(n, 1, y_b, incy, x_b, incx);
    OWN(scale)(n, 0, y_b, incy);
}
USE_ADJOINT(LIBRARY(copy), OWN(copy_b), y[OWN(span)(n, incy)], inactive(x), after(), unread(x, y))

static void OWN(copy_d)(INT n, const REAL *x, const REAL *x_d, INT incx, REAL *y, REAL *y_d,
                        INT incy)
{
    if (x_d)
        LIBRARY(copy)(n, x_d, incx, y_d, incy);
    else
        OWN(scale)(n, 0, y_d, incy);
    LIBRARY(copy)(n, x, incx, y, incy);
}
USE_TANGENT(LIBRARY(copy), OWN(copy_d), inactive(x))

static void OWN(swap_b)(INT n, REAL *x, REAL *x_b, INT incx, REAL *y, REAL *y_b, INT incy)
{
    LIBRARY(swap)(n, x_b, incx, y_b, incy);
}
USE_ADJOINT(LIBRARY(swap), OWN(swap_b), x[OWN(span)(n, incx)], y[OWN(span)(n, incy)], after(),
            unread(x, y))

static void OWN(swap_d)(INT n, REAL *x, REAL *x_d, INT incx, REAL *y, REAL *y_d, INT incy)
{
    LIBRARY(swap)(n, x, incx, y, incy);
    LIBRARY(swap)(n, x_d, incx, y_d, incy);
}
USE_TANGENT(LIBRARY(swap), OWN(swap_d))

static void OWN(rot_b)(INT n, REAL *x, REAL *x_b, INT incx, REAL *y, REAL *y_b, INT incy, REAL c,
                       REAL *c_b, REAL s, REAL *s_b)
{
    if (c_b)
        *c_b += LIBRARY(dot)(n, x, incx, x_b, incx) + LIBRARY(dot)(n, y, incy, y_b, incy);
    if (s_b)
        *s_b += LIBRARY(dot)(n, y, incy, x_b, incx) - LIBRARY(dot)(n, x, incx, y_b, incy);
    LIBRARY(rot)(n, x_b, incx, y_b, incy, c, -s);
}
USE_ADJOINT(LIBRARY(rot), OWN(rot_b), x[OWN(span)(n, incx)], y[OWN(span)(n, incy)], inactive(c, s),
            after(unless c or s), unread(x, y))

/* x_new = c x + s y, y_new = c y - s x */
static void OWN(rot_d)(INT n, REAL *x, REAL *x_d, INT incx, REAL *y, REAL *y_d, INT incy, REAL c,
                       REAL c_d, REAL s, REAL s_d)
{
    LIBRARY(rot)(n, x_d, incx, y_d, incy, c, s);
    if (c_d != 0) {
        LIBRARY(axpy)(n, c_d, x, incx, x_d, incx);
        LIBRARY(axpy)(n, c_d, y, incy, y_d, incy);
    }
    if (s_d != 0) {
        LIBRARY(axpy)(n, s_d, y, incy, x_d, incx);
        LIBRARY(axpy)(n, -s_d, x, incx, y_d, incy);
    }
    LIBRARY(rot)(n, x, incx, y, incy, c, s);
}
USE_TANGENT(LIBRARY(rot), OWN(rot_d))
