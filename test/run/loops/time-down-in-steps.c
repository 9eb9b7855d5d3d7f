/* A time loop that counts down by two, with an index that lives on; state in variables of all kinds. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

struct body {
    double place[2], speed[2];
    int moves;
};

static void kick(double strength, struct body *b)
{
    for (int i = 0; i < 2; i++) {
        b->speed[i] -= strength * sin(b->place[i]) * b->place[1 - i];
        b->place[i] += 0.3 * b->speed[i];
    }
    b->moves++;
}

ADCC_ADJOINT(wrt(x, strength), of(return, x))
ADCC_TANGENT(wrt(x, strength), of(return, x))
double f(int n, double *x, double strength)
{
    struct body b = {{x[0], x[1]}, {0.1, x[2]}, 0};
    double sum = 0.0, decay = 1.0;
    int t;

    for (t = n; t > 0; t -= 2) {
        kick(strength * decay, &b);
        decay *= 0.9;
        sum += b.place[t % 2] * decay;
    }
    x[0] = b.place[0] * t;
    x[1] = sum * b.moves;
    strength = 2.0;
    return sum + strength * decay * x[0];
}

double f_d(int n, double *x, double *x_d, double strength, double strength_d, double *return_d);
double f_b(int n, double *x, double *x_b, double strength, double *strength_b, double return_b);

int main(void)
{
    for (int n = -1; n < 20; n += n < 6 ? 1 : 5) {
        INOUT(double, x, [3], 0.3, 0.9);
        IN(double, k, , 0.2, 0.8);
        RETURNS(double);
        CHECK(ret = f(n, x, k), ret = f_d(n, x, x_d, k, k_d, &ret_d),
              ret = f_b(n, x, x_b, k, &k_b, ret_b));
    }
    return check_status();
}
