/* A generator with state in the caller's memory: drawn once, used by both sweeps. */
// RUN: %run-all %s
#include <stdint.h>
#include "check.h"

static double draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

ADCC_ADJOINT(wrt(mu, sigma), of(return))
ADCC_TANGENT(wrt(mu, sigma), of(return))
double f(double mu, double sigma, int n, uint64_t *state)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        double z = mu + sigma * (draw(state) - 0.5);

        if (draw(state) > 0.3)
            s *= 1 + z * draw(state);
    }
    return s;
}

double f_d(double mu, double mu_d, double sigma, double sigma_d, int n, uint64_t *state, double *return_d);
double f_b(double mu, double *mu_b, double sigma, double *sigma_b, int n, uint64_t *state, double return_b);

int main(void)
{
    uint64_t state = 42;

    IN(double, mu, , 0.1, 0.3);
    IN(double, sigma, , 0.1, 0.3);
    RETURNS(double);
    BYTES(state);
    CHECK(ret = f(mu, sigma, 9, &state), ret = f_d(mu, mu_d, sigma, sigma_d, 9, &state, &ret_d),
          ret = f_b(mu, &mu_b, sigma, &sigma_b, 9, &state, ret_b));
    return check_status();
}
