/* det.c - the determinant of a matrix, by recursive expansion along the first row.
 *
 * Bradley Bell: cmpad, a comparison of AD packages, "det_by_minor"; GradBench's "det".
 */
#include "det.h"

/* Determinant of the rows from 'row' on, and of the columns in a list: next[n] is the first, next[c]
 * the one after c, n the end. */
static double minor(int n, int row, int *next, const double *a)
{
    double sum = 0.0, sign = 1.0;
    int before = n;
    if (row == n - 1)
        return a[row * n + next[n]];
    for (int c = next[n]; c != n; c = next[c]) {
        next[before] = next[c];
        sum += sign * a[row * n + c] * minor(n, row + 1, next, a);
        next[before] = c;
        before = c;
        sign = -sign;
    }
    return sum;
}

double det(int n, const double *a)
{
    int next[n + 1];
    for (int c = 0; c < n; c++)
        next[c] = c + 1;
    next[n] = 0;
    return minor(n, 0, next, a);
}
