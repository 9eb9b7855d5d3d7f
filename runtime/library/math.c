/* math.c - the adjoint of sincos, which gives its two results through pointers. */

static void OWN(sincos_b)(REAL x, REAL *x_b, REAL *s, REAL *s_b, REAL *c, REAL *c_b)
{
    if (s_b) {
        *x_b += *c * *s_b;
        *s_b = 0;
    }
    if (c_b) {
        *x_b -= *s * *c_b;
        *c_b = 0;
    }
}
USE_ADJOINT(LIBRARY(sincos), OWN(sincos_b), s[1], c[1], inactive(s, c), after(),
            unread(s unless c, c unless s))
