double g(double x);
double g(double x) { return 2 * x; }
