/* What other.c offers to main.c. */
#ifndef OTHER_H
#define OTHER_H

#define OTHER_STEP 0.5
extern const double other_scale;
double from_other(double x, const double *u);
void update(double u[2], double by);

#endif
