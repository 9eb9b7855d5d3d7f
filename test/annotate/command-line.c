// Functions can be named on the command line; errors show the argument.
// RUN: %adcc --tangent 'f wrt(x) of(return)' --tangent=g %s -o - | FileCheck %s
// RUN: not %adcc --tangent 'f wrt(q)' --adjoint 'nobody' --tangent '(f)' %s -o - 2>&1 | FileCheck %s --check-prefix=ERROR
double f(double x, double y)
{
    return x * y;
}

static double g(double x)
{
    return x;
}

double h(double x)
{
    return g(x);
}
// CHECK-DAG: double f_d(double x, double x_d, double y, double *return_d)
// CHECK-DAG: double g_d(double x, double x_d, double *return_d)
// ERROR-DAG: <command line>:1:7: error: function 'f' has no parameter 'q'
// ERROR-DAG: <command line>:1:1: error: there is no function 'nobody' with a body
// ERROR-DAG: <command line>:1:1: error: expected the name of a function before '('
