/* Elements r * n + i of which iterations of the loop over i share some: it runs more than n times,
 * or n is not what it was, or the rows begin where they like. */
// RUN: %run-all %s
#include "check.h"

enum { TILE = 4, N = 33, M = TILE * (N + 2) };

#define TILES(name, declared, limit, index)                                                  \
    ADCC_ADJOINT(wrt(a[m], w[m]), of(out[TILE]))                                             \
    ADCC_TANGENT(wrt(a[m], w[m]), of(out[TILE]))                                             \
    void name(int m, int n, const double *restrict a, const double *restrict w,              \
              double *restrict out)                                                          \
    {                                                                                        \
        double sums[TILE] = {0};                                                             \
        (void)m;                                                                             \
        declared;                                                                            \
        for (limit) {                                                                        \
            double w_i = w[i + 1];                                                           \
            for (int r = 0; r < TILE; r++)                                                   \
                sums[r] += a[index] * w_i * w_i;                                             \
        }                                                                                    \
        for (int r = 0; r < TILE; r++)                                                       \
            out[r] += sums[r] * sums[r];                                                     \
    }                                                                                        \
    void name##_d(int m, int n, const double *a, const double *a_d, const double *w,         \
                  const double *w_d, double *out, double *out_d);                            \
    void name##_b(int m, int n, const double *a, double *a_b, const double *w, double *w_b,  \
                  double *out, double *out_b);

TILES(apart, (void)0, int i = 0; i < n; i++, r * n + i) /* these do not */
TILES(to_the_end, (void)0, int i = 0; i <= n; i++, r * n + i)
TILES(from_below, (void)0, int i = -1; i < n; i++, r * n + i + 1)
TILES(narrow, int half = n / 2, int i = 0; i < n; i++, r * half + i)
TILES(overlapping, (void)0, int i = 0; i < n; i++, r + i)
TILES(real, double c = n / 2.0, int i = 0; i < n; i++, r * (int)c + i)
TILES(two, int by = n, int i = 0; i < n; by = 1 + i++ % 3, r * by + i)
TILES(backward, (void)0, int i = 0; i < n; i++, r * n + n - i + r)
TILES(wraps, unsigned c = n, unsigned i = 0; i < c; i++, (r * c + i) % (c + 3u))
TILES(one_row, (void)0, int i = 0; i < n; i++, 0 * n + (i + r) % n)

#define CHECK_TILES(name)                                                                    \
    do {                                                                                     \
        IN(double, a, [M], 0.5, 1.0);                                                        \
        IN(double, w, [M], 0.01, 0.1);                                                       \
        INOUT(double, out, [TILE], 0.1, 0.2);                                                \
        CHECK(name(M, N, a, w, out), name##_d(M, N, a, a_d, w, w_d, out, out_d),             \
              name##_b(M, N, a, a_b, w, w_b, out, out_b));                                   \
    } while (0)

int main(void)
{
    CHECK_TILES(apart);
    CHECK_TILES(to_the_end);
    CHECK_TILES(from_below);
    CHECK_TILES(narrow);
    CHECK_TILES(overlapping);
    CHECK_TILES(real);
    CHECK_TILES(two);
    CHECK_TILES(backward);
    CHECK_TILES(wraps);
    CHECK_TILES(one_row);
    return check_status();
}
