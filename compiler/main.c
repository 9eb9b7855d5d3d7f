/* main.c - the pipeline, from the command line to the written file. */
#include "adcc.h"

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    die("not there yet");
}
