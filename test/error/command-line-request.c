/* Requests on the command line that fit no function. */
// RUN: %fails 1 %adcc --adjoint 'nope wrt(x)' %s | FileCheck %s
// RUN: %fails 1 %adcc --tangent 'f wrt(z)' %s | FileCheck --check-prefix=NAME %s
// RUN: %fails 1 %adcc --tangent '(f)' %s | FileCheck --check-prefix=WORD %s
// CHECK: command line>:1:1: error: there is no function 'nope' with a body
// NAME: command line>:1:7: error: function 'f' has no parameter 'z'
// WORD: command line>:1:1: error: expected the name of a function before '('
double f(double x) { return x; }
