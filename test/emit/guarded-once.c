// What a choice leaves out is left out by one condition, not by the same one twice.
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>
#include <math.h>

ADCC_ADJOINT(wrt(spot, strike, rate), of(return))
double price(int paths, int steps, const double *z, double spot, double strike, double rate)
{
    double payoff = 0.0;
    for (int p = 0; p < paths; p++) {
        double price = spot, sum = 0.0;
        for (int t = 0; t < steps; t++) {
            price *= exp(rate + z[p * steps + t]);
            sum += price;
        }
        payoff += fmax(sum / steps - strike, 0.0);
    }
    return payoff;
}
// CHECK: if ([[SEED:t[0-9]*]] != 0.0) {
// CHECK-NOT: if ([[SEED]] != 0.0) {
