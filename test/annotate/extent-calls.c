// Extents of given derivatives may call functions of integers.
// RUN: not %adcc %s -o %t.c 2>&1 | FileCheck %s
#include <adcc.h>

int length(int n);
double area(int n);
void fill(int n, double *y);
void fill_b(int n, double *y, double *y_b);
// CHECK: error: 'length' does not take 2 arguments; call it as it is declared
ADCC_USE_ADJOINT(fill, fill_b, y[length(n, n)])
void put(int n, double *y);
void put_b(int n, double *y, double *y_b);
// CHECK: error: 'area' does not return an integer; write the number of elements with integers
ADCC_USE_ADJOINT(put, put_b, y[area(n)])
