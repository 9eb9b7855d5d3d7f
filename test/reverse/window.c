/* Loops look for the directions in which they add anything, where that is known before them. */
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>

ADCC_TANGENT(wrt(a), of(y), directions(8))
void scale(int n, double a, const double *x, double *y)
{
    // CHECK-LABEL: void scale_dv(
    // CHECK: int first = 0;
    // CHECK-NEXT: int last = 0 < n ? 8 : 0;
    // CHECK-NEXT: while (first < last && a_d[first] == 0.0) {
    // CHECK-NEXT: first++;
    // CHECK-NEXT: }
    // CHECK-NEXT: while (first < last && a_d[last - 1] == 0.0) {
    // CHECK-NEXT: last--;
    // CHECK-NEXT: }
    // CHECK-NEXT: if (last - first <= 4) {
    // CHECK-NEXT: last = first + (last - first + 3) / 4 * 4;
    // CHECK-NEXT: if (last > 8) {
    // CHECK-NEXT: first -= last - 8;
    // CHECK-NEXT: last = 8;
    // CHECK-NEXT: }
    // CHECK-NEXT: for (int i = 0; i < n; i++) {
    // CHECK: for (int k = first; k < last; k += 4) {
    // CHECK-NEXT: ADCC_LANES
    // CHECK-NEXT: for (int d = 0; d < 4; d++) {
    // CHECK-NEXT: y_d[i][k + d] += a_d[k + d] * c;
    // CHECK: } else {
    // CHECK-NEXT: for (int i = 0; i < n; i++) {
    // CHECK: for (int d = 0; d < 8; d++) {
    // CHECK-NEXT: y_d[i][d] += a_d[d] * c;
    for (int i = 0; i < n; i++)
        y[i] += a * x[i];
}

/* What happens once comes first where it concerns nothing else. */
ADCC_TANGENT(wrt(a), of(y), directions(8))
void apart(int n, double a, const double *x, double *restrict y)
{
    // CHECK-LABEL: void apart_dv(
    // CHECK: last = 8;
    // CHECK-NEXT: }
    // CHECK-NEXT: for (int i = 0; i < n; i++) {
    // CHECK-NEXT: y[i] += a * x[i];
    // CHECK-NEXT: }
    // CHECK-NEXT: for (int k = first; k < last; k += 4) {
    // CHECK-NEXT: for (int i = 0; i < n; i++) {
    // CHECK-NEXT: double c = x[i];
    // CHECK-NEXT: ADCC_LANES
    // CHECK-NEXT: for (int d = 0; d < 4; d++) {
    // CHECK-NEXT: y_d[i][k + d] += a_d[k + d] * c;
    for (int i = 0; i < n; i++)
        y[i] += a * x[i];
}

/* What is added to may be what is looked at. */
ADCC_TANGENT(wrt(a), of(y), directions(8))
void shift(int n, const double *a, double *y)
{
    // CHECK-LABEL: void shift_dv(
    // CHECK-NOT: first
    // CHECK: y_d[i][d] += a_d[0][d];
    for (int i = 0; i < n; i++)
        y[i] += a[0];
}

/* Neither does it pay here, nor are 6 directions vectors. */
ADCC_TANGENT(wrt(a), of(y), directions(8))
void twice(double a, double *y)
{
    // CHECK-LABEL: void twice_dv(
    // CHECK-NOT: first
    // CHECK: y_d[i][d] += a_d[d];
    for (int i = 0; i < 2; i++)
        y[i] += a;
}

ADCC_TANGENT(wrt(a), of(y), directions(6))
void odd(int n, double a, double *y)
{
    // CHECK-LABEL: void odd_dv(
    // CHECK-NOT: first
    // CHECK: y_d[i][d] += a_d[d];
    for (int i = 0; i < n; i++)
        y[i] += a;
}
