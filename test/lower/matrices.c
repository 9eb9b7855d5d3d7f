// RUN: %run-lowered %s
// Arrays of several dimensions and of variable length, rows that move.
#include <stdio.h>
#include <string.h>

static void fill(int n, int m, double a[n][m])
{
    double k = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m;)
            a[i][j++] = k++;
}

static double trace(int n, double (*a)[n], int steps)
{
    double s = 0;
    while (steps--)
        s += (*a++)[steps];
    return s;
}

static double diagonal(int n, double a[n][n])
{
    double copy[n][n], s = 0, (*row)[n] = copy;
    memcpy(copy, a, sizeof copy);
    n--;
    for (int i = 0; i <= n; row++)
        s += (*row)[i++];
    return s + sizeof *row;
}

int main(void)
{
    int n = 3;
    double a[n][n], b[2][4], *p = &b[0][0], (*last)[n] = a + n;
    fill(n, n, a);
    fill(2, 4, b);
    (*--last)[1] += *++p;
    b[1][*p > 0 ? 1 : 2]++;
    printf("%g %g %g %g\n", trace(n, a, n), diagonal(n, a), a[2][1], b[1][1]);
    return 0;
}
