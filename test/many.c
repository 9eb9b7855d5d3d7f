/* many.c - adcc for tests that call it often: what it links to is loaded once.
 *
 * Two thirds of a short run of adcc are the loading of libclang.  This program reads commands from its
 * input, runs each in a copy of itself that is as adcc is when it starts, and writes its exit status
 * (or minus the signal that ended it) on a line.  A command is a line with the number of its bytes, and
 * those: the name of the file for what it says, then its arguments, each ended by a zero.
 */
#undef main
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LONGEST_RUN = 120 }; /* in seconds */

int adcc_main(int argc, char **argv);

static void fail(const char *what)
{
    perror(what);
    exit(2);
}

/* The copy: says into the file at the begin of the command, and does the rest. */
static int run(char *command, size_t size)
{
    int said = open(command, O_WRONLY | O_CREAT | O_TRUNC, 0666), nothing = open("/dev/null", O_RDONLY);
    if (said < 0 || nothing < 0 || dup2(nothing, 0) < 0 || dup2(said, 1) < 0 || dup2(said, 2) < 0)
        fail(command);
    char **argv = calloc(size + 1, sizeof *argv);
    if (!argv)
        fail("calloc");
    int argc = 0;
    for (char *at = command + strlen(command) + 1; at < command + size; at += strlen(at) + 1)
        argv[argc++] = at;
    alarm(LONGEST_RUN);
    return adcc_main(argc, argv);
}

int main(void)
{
    for (size_t size; scanf("%zu", &size) == 1;) {
        char *command = malloc(size + 1);
        if (!command || getchar() != '\n' || fread(command, 1, size, stdin) != size)
            fail("command");
        pid_t copy = fork();
        if (copy < 0)
            fail("fork");
        if (copy == 0)
            exit(run(command, size));
        int status;
        if (waitpid(copy, &status, 0) < 0)
            fail("waitpid");
        printf("%d\n", WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
        fflush(stdout);
        free(command);
    }
    return 0;
}
