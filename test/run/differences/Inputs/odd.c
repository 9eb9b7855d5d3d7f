#include <complex.h>
#include <stdio.h>

enum kind { PLAIN, SQUARED };
struct setup { int n; const char *name; };
double complex turn(double complex z, enum kind k, struct setup s);
void scale(const struct setup *s, int m, long double x[][2], double (*g)(double), FILE *log);
int level(double value, double *out);
double twice(double x);

double complex turn(double complex z, enum kind k, struct setup s)
{
    return k == SQUARED ? z * z * s.n : conj(z);
}

void scale(const struct setup *s, int m, long double x[][2], double (*g)(double), FILE *log)
{
    for (int i = 0; log && i < m; i++)
        for (int j = 0; j < s->n; j++)
            x[i][j] = x[i][j] * x[0][0] * g(j + 1);
}

int level(double value, double *out)
{
    *out = value * value * value;
    return 2;
}

double twice(double x)
{
    return 2 * x;
}
