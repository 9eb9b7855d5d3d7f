/* A function and its derivatives, written by hand. */
double black_box(double x, int n);
double my_box_d(double x, double x_d, int n, double *return_d);
double my_box_b(double x, double *x_b, int n, double return_b);

double black_box(double x, int n)
{
    double y = 1;

    while (n-- > 0)
        y *= x;
    return y;
}

double my_box_d(double x, double x_d, int n, double *return_d)
{
    *return_d = n * black_box(x, n - 1) * x_d;
    return black_box(x, n);
}

double my_box_b(double x, double *x_b, int n, double return_b)
{
    *x_b += n * black_box(x, n - 1) * return_b;
    return black_box(x, n);
}
