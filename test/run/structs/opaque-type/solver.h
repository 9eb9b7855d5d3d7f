typedef struct solver solver; /* its members are known to other.c alone */

solver *solver_new(int n);
void solver_set(solver *s, int i, double value);
double solver_get(const solver *s, int i);
void solver_step(solver *s, double h);
void solver_free(solver *s);
