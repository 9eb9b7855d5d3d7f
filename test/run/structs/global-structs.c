/* Structs at file scope: state, tables of constants, scratch, swapped with locals. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, y; int n; } cell;
cell state[2], scratch;
const cell table[2] = {{1.5, 0.5, 1}, {.y = 2.0}};

static void push(cell c)
{
    state[1] = state[0];
    state[0] = c;
    scratch.n++;
    scratch.x += c.x * c.y;
}

ADCC_ADJOINT(wrt(x, state, scratch), of(return, x, state, scratch))
ADCC_TANGENT(wrt(x, state, scratch), of(return, x, state, scratch))
double f(int n, double *x)
{
    for (int i = 0; i < 2; i++)
        state[i] = table[i];
    scratch = table[0];
    for (int i = 0; i < n; i++) {
        cell c = state[i % 2];
        c.x *= x[i];
        c.y += x[i + 1] * scratch.x;
        push(c);
        c = table[i % 2];
        c.x *= state[0].y;
        push(c);
    }
    return state[0].x * state[1].y + scratch.x * scratch.n;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n++) {
        INOUT(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
