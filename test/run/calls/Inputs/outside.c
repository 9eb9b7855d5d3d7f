#include <math.h>
#include "outside.h"
double level(double x, const char *name) { return name[0] == 'a' ? floor(x) : 2.0; }
void note(struct pair *p, int n) { p->count += n; }
double smooth(double x, int n) { return x * x * n; }
struct pair spin(struct pair p, double k) { struct pair q = {p.y * k, p.x, p.count}; return q; }
