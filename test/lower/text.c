// RUN: %run-lowered %s
// Scanners and printers of text, as they are written in C.
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char *at;

static double expression(void);

static double number(void)
{
    double x = 0, place = 1;
    while (isdigit((unsigned char)*at))
        x = 10 * x + (*at++ - '0');
    if (*at == '.' && at++)
        while (isdigit((unsigned char)*at))
            x += (place /= 10) * (*at++ - '0');
    return x;
}

static double factor(void)
{
    double x;
    if (*at == '(' && ++at && (x = expression(), *at == ')') && at++)
        return x;
    return *at == '-' ? at++, -factor() : number();
}

static double term(void)
{
    double x = factor();
    for (char op; (op = *at) == '*' || op == '/';)
        x = (at++, op == '*') ? x * factor() : x / factor();
    return x;
}

static double expression(void)
{
    double x = term();
    while (*at && strchr("+-", *at))
        x += (*at++ == '+' ? 1 : -1) * term();
    return x;
}

static char *reverse(char *s)
{
    for (char *a = s, *b = s + strlen(s), c; a < --b; *b = c)
        c = *a, *a++ = *b;
    return s;
}

int main(void)
{
    const char *const all[] = {"1+2*3", "(1.5+2)*-4/2", "8/4/2-(3-1)*2.25", "", NULL};
    char buffer[32];
    int n = 0, c = 0;
    for (const char *const *p = all; *p; p++)
        at = *p, printf("%g ", expression()), printf("%d\n", (int)strlen(at));
    for (char *s = strcpy(buffer, "some words  here"); *s; c = *s++)
        if (*s != ' ' && (c == ' ' || !c) && ++n)
            *s = (char)toupper(*s);
    puts(reverse(buffer));
    return n;
}
