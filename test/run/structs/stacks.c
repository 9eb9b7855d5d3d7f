/* A stack of structs in an array with a pointer to its top, and a queue of indices. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double value, weight; int level; } frame;
typedef struct { frame at[8]; frame *top; int used; } stack;

static void push(stack *s, frame f)
{
    *s->top++ = f;
    s->used++;
}

static frame pop(stack *s)
{
    s->used--;
    return *--s->top;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    stack s;
    s.top = s.at;
    s.used = 0;
    double total = 0.0;
    push(&s, (frame){x[0], x[1], 0});
    while (s.used > 0) {
        frame f = pop(&s);
        total += f.value * f.weight;
        if (f.level < 2 && s.used < 5) {
            push(&s, (frame){f.value * x[2], f.weight * 0.5, f.level + 1});
            if (f.level < n % 3)
                push(&s, (frame){f.value + x[3], sin(f.weight), f.level + 1});
        }
    }
    return total;
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
