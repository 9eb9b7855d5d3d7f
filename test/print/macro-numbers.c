// Numbers from macros keep their spelling, however long the macro's name; pasted ones keep their value.
// RUN: %adcc -DON_THE_COMMAND_LINE=0.1 --emit=primal %s -o - | FileCheck %s

#define A_LONG_NAME 100.0
#define PASTED_NAME(x) 1##x##.5f

// CHECK: return x * 100.0 + 11.5f - 0.1;
double f(double x)
{
    return x * A_LONG_NAME + PASTED_NAME(1) - ON_THE_COMMAND_LINE;
}
