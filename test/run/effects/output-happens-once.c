/* Lines that f prints are printed once by f_d and once by f_b, in order. */
// RUN: %run-all %s
#include <stdio.h>
#include "check.h"

FILE *sink;

static void trace(int i, double v)
{
    fprintf(sink, "%d:%.3f\n", i, v);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        s = s * x[i] + 1;
        if (s > 1.5)
            trace(i, s);
    }
    fputs("done\n", sink);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

/* Number of lines and sum of characters written since the last call. */
static long written(void)
{
    long sum = 0;
    int c;

    rewind(sink);
    while ((c = getc(sink)) != EOF)
        sum = (sum * 31 + c) % 1000003;
    fclose(sink);
    sink = tmpfile();
    return sum;
}

int main(void)
{
    long text = 0;

    sink = tmpfile();
    IN(double, x, [5], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
#if CHECK_MODE & 2
    const double y[] = {1, 1, 1, 1, 1};
    double y_b[5] = {0};
    written();
    f(5, y);
    text = written();
    check(text != 0);
    f_b(5, y, y_b, 1);
    check(written() == text);
#endif
    check(text >= 0);
    fclose(sink);
    return check_status();
}
