/* verify.h - between the parts of adcc --check. */
#ifndef ADCC_VERIFY_H
#define ADCC_VERIFY_H

#include "adcc.h"

extern const char check_source[]; /* runtime/check.c, made by cmake */

Requests with_both_modes(Requests requests);
/* The engine, a function for each request, and main, to stand behind source and derivatives. */
Names emit_check(Out *out, const Requests *requests, const Funcs *derivatives); /* their names */
/* Compiles the text with $CC, runs it, and ends with its verdict: 0 or 1. */
NORETURN void run_check(const Out *text, const Names *functions);

#endif
