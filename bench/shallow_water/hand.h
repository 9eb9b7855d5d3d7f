/* hand.h - the hand-written adjoint that adcc's is measured against. */
#ifndef HAND_H
#define HAND_H

#include "../../examples/shallow_water/shallow_water.h"

double hand_b(int ny, int nx, int steps, int every, double dt, double dx,
              const double depth[ny][nx], const double eta0[ny][nx], double eta0_b[ny][nx],
              int gauges, const int gauge_j[gauges], const int gauge_i[gauges],
              const double observed[steps / every][gauges], double smooth, double return_b);

#endif
