/* many.c - adcc for tests that call it often: what it links to is loaded once, a source read once.
 *
 * Nearly all of a short run of adcc are the loading of libclang and the reading of the source.  This
 * program reads commands from its input, runs each in a copy of itself that is as adcc is when it starts,
 * and writes its exit status (or minus the signal that ended it) on a line.  A command is a line with the
 * number of its bytes, and those: the name of the file for what it says, then its arguments, each ended
 * by a zero.  Several that read the same sources in the same way come together, with a zero more
 * between them: the first reads the sources, and the others go on from there in copies of it.
 */
#undef main
#undef link_units
#include "adcc.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LONGEST_RUN = 120, MOST = 100 }; /* in seconds; commands at once */

int adcc_main(int argc, char **argv);
void many_link_units(Units *program);

/* A command: the file for what it says, the others. */
typedef struct Command {
    const char *said;
    int argc;
    char **argv;
} Command;
static Command commands[MOST];
static int n_commands;
static int *ends; /* their statuses, as waitpid has them */

static void fail(const char *what)
{
    perror(what);
    exit(2);
}

static void split_up(char *text, size_t size)
{
    n_commands = 0;
    for (char *at = text; at < text + size; at++) { /* the zero between is passed */
        if (n_commands == MOST)
            fail("too many commands");
        Command *c = &commands[n_commands++];
        *c = (Command){.said = at, .argv = calloc(size + 1, sizeof *c->argv)};
        if (!c->argv)
            fail("calloc");
        for (at += strlen(at) + 1; at < text + size && *at; at += strlen(at) + 1)
            c->argv[c->argc++] = at;
    }
}

/* Ends a copy as a whole process ends, but for what libclang and LLVM would tidy up. */
static void end_at_once(int status, void *unused)
{
    (void)unused;
    fflush(NULL);
    _exit(status);
}

/* From here on this process is that of the command. */
static void become(const Command *c)
{
    int said = open(c->said, O_WRONLY | O_CREAT | O_TRUNC, 0666), nothing = open("/dev/null", O_RDONLY);
    if (said < 0 || nothing < 0 || dup2(nothing, 0) < 0 || dup2(said, 1) < 0 || dup2(said, 2) < 0)
        fail(c->said);
    close(said);
    close(nothing);
    alarm(LONGEST_RUN);
    if (on_exit(end_at_once, NULL) != 0)
        fail("on_exit");
}

static pid_t copied(void)
{
    fflush(NULL);
    pid_t copy = fork();
    if (copy < 0)
        fail("fork");
    return copy;
}

/* In the first command, when the sources are read, in place of link_units(). */
void many_link_units(Units *program)
{
    int n = n_commands;
    for (int i = 1; i < n; i++) {
        pid_t copy = copied();
        if (copy == 0) {
            become(&commands[i]);
            parse_options(commands[i].argc, commands[i].argv);
            break;
        }
        if (waitpid(copy, &ends[i], 0) < 0)
            fail("waitpid");
    }
    link_units(program);
}

int main(void)
{
    ends = mmap(NULL, MOST * sizeof *ends, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (ends == MAP_FAILED)
        fail("mmap");
    for (size_t size; scanf("%zu", &size) == 1;) {
        char *text = malloc(size + 1);
        if (!text || getchar() != '\n' || fread(text, 1, size, stdin) != size)
            fail("command");
        split_up(text, size);
        for (int i = 0; i < n_commands; i++)
            ends[i] = -1; /* not run */
        pid_t copy = copied();
        if (copy == 0) {
            become(&commands[0]);
            exit(adcc_main(commands[0].argc, commands[0].argv));
        }
        int status;
        if (waitpid(copy, &status, 0) < 0)
            fail("waitpid");
        ends[0] = status;
        for (int i = 0; i < n_commands; i++) {
            status = ends[i] == -1 ? ends[0] : ends[i];
            printf("%d\n", WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
            free(commands[i].argv);
        }
        fflush(stdout);
        free(text);
    }
    return 0;
}
