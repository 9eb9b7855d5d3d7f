#include <math.h>

double norm(int n, const double *x, double k, double *y, int *calls);
void smooth(int n, double u[n], const float w[3]);
float root(float x);

double norm(int n, const double *x, double k, double *y, int *calls)
{
    double s = 0;
    ++*calls;
    for (int i = 0; i < n; i++) {
        s += x[i] * y[i] * k;
        y[i] = sin(y[i]) + x[i] * (*calls % 2 ? 1 : 3);
    }
    return sqrt(s);
}

void smooth(int n, double u[n], const float w[3])
{
    for (int i = 1; i < n; i++)
        u[i] = w[0] * u[i - 1] + w[1] * u[i] + w[2];
}

float root(float x)
{
    return x * x * x;
}
