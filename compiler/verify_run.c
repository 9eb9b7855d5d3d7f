/* verify_run.c - compiles the driver of --check and runs it.
 *
 * The text goes into a private folder, which is removed whatever happens: at the end, after an
 * error, and when a signal ends the run, which also ends the compiler or the checked program.
 * $CC may hold arguments, quoted as in a shell; no shell is involved.  This is the only place where
 * adcc executes what it was given.
 */
#include "verify.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static char folder[PATH_MAX]; /* empty: there is none */
static volatile sig_atomic_t child; /* the process group that runs, 0: none */

void remove_check_folder(void)
{
    static const char *const names[] = {"check.c", "check", "plot", "plot.svg"};
    char path[PATH_MAX + 16];
    for (size_t i = 0; *folder && i < sizeof names / sizeof *names; i++) {
        strcpy(path, folder);
        strcat(path, "/");
        strcat(path, names[i]);
        unlink(path);
    }
    if (*folder)
        rmdir(folder);
    *folder = '\0';
}

static void interrupted(int number)
{
    if (child > 0)
        kill(-child, SIGKILL);
    remove_check_folder();
    _exit(128 + number);
}

void check_failed(const char *what, const char *why)
{
    remove_check_folder();
    fprintf(stderr, "adcc: error: %s: %s\n", what, why);
    exit(1);
}

static void make_folder(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    const char *parent = getenv("TMPDIR");
    if (!parent || !*parent)
        parent = "/tmp";
    char made[PATH_MAX];
    int n = snprintf(made, sizeof made, "%s/adcc-check-XXXXXX", parent);
    if (n >= (int)sizeof made || !mkdtemp(made))
        check_failed(parent, n >= (int)sizeof made ? "the name is too long" : strerror(errno));
    strcpy(folder, made);
    for (int i = 0; i < 3; i++)
        signal(signals[i], interrupted);
}

/* Waits for the child, no longer than the limit; false if it had to be ended. */
static bool wait_for(pid_t pid, int limit, int *status)
{
    struct timespec start, now, nap = {0, 1000000};
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (bool told = false;;) {
        pid_t done = waitpid(pid, status, limit > 0 ? WNOHANG : 0);
        if (done < 0 && errno != EINTR)
            check_failed("wait", strerror(errno));
        if (done == pid)
            return !told;
        clock_gettime(CLOCK_MONOTONIC, &now);
        double passed = (double)(now.tv_sec - start.tv_sec) +
                        1e-9 * (double)(now.tv_nsec - start.tv_nsec);
        if (limit > 0 && passed >= limit) {
            kill(-pid, told && passed >= limit + 1.0 ? SIGKILL : SIGTERM);
            told = true; /* the driver says where it is; a second later it goes */
        }
        nanosleep(&nap, NULL);
        if (nap.tv_nsec < 32000000)
            nap.tv_nsec *= 2;
    }
}

/* In a process group of its own, with nothing to read: its exit status, or 128 and the signal that
 * ended it; -1 after the limit (in seconds, 0: none).  'missing' is said if there is no program. */
int run_command(Names *arguments, int limit, const char *missing)
{
    pid_t pid;
    int status;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t files;
    sigset_t signals;
    append(arguments, NULL);
    char *const *argv = (char *const *)(uintptr_t)arguments->at;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    sigaddset(&signals, SIGXFSZ);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    fflush(NULL);
    int why = posix_spawnp(&pid, arguments->at[0], &files, &attributes, argv, environ);
    if (why != 0)
        check_failed(arguments->at[0], fmt("%s%s", strerror(why), missing));
    child = pid;
    bool in_time = wait_for(pid, limit, &status);
    child = 0;
    return !in_time ? -1 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* ------------------------------------------------------------------ the compiler */

static const char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? intern_n(path, slash == path ? 1 : (size_t)(slash - path)) : ".";
}

/* A name that cannot be taken for an option. */
static const char *as_file(const char *path)
{
    return *path == '-' ? fmt("./%s", path) : path;
}

/* Both sides of a comparison bit by bit must round alike: no contraction to fused operations. */
static Names compiler_command(void)
{
    Names cc = {0};
    const char *wanted = getenv("CC");
    if (!shell_words(&cc, wanted ? wanted : ""))
        check_failed("$CC", "a quotation does not end");
    if (cc.n == 0)
        append(&cc, "cc");
    Names flags = database_flags(options.inputs.at[0]);
    for (int i = 0; i < flags.n; i++)
        append(&cc, flags.at[i]);
    for (int i = 0; i < options.clang_flags.n; i++)
        append(&cc, options.clang_flags.at[i]);
    append(&cc, "-w");
    append(&cc, "-O1");
    append(&cc, "-ffp-contract=off");
    for (int i = 0; i < options.inputs.n; i++) {
        append(&cc, "-iquote");
        append(&cc, folder_of(options.inputs.at[i]));
    }
    return cc;
}

static void compile(const char *source, const char *program)
{
    Names cc = compiler_command();
    if (options.inputs.n > 1)
        append(&cc, "-Dmain=adcc_users_main");
    append(&cc, source);
    for (int i = 0; options.inputs.n > 1 && i < options.inputs.n; i++)
        append(&cc, as_file(options.inputs.at[i]));
    for (int i = 0; i < options.links.n; i++)
        append(&cc, options.links.at[i]);
    append(&cc, "-o");
    append(&cc, program);
    append(&cc, "-lm");
    append(&cc, "-lpthread");
    if (options.verbose)
        for (int i = 0; i < cc.n; i++)
            fprintf(stderr, "%s%s", cc.at[i], i + 1 < cc.n ? " " : "\n");
    int status = run_command(&cc, options.timeout, "; set CC to a C compiler");
    if (status < 0)
        check_failed(cc.at[0], fmt("it did not end within %d seconds (--timeout)",
                                   options.timeout));
    if (status != 0)
        check_failed("the C compiler failed", fmt("%s: %s %d", cc.at[0],
                                                  status > 128 ? "signal" : "status",
                                                  status > 128 ? status - 128 : status));
}

/* ------------------------------------------------------------------ the program */

void run_check(const Out *text, const Names *functions)
{
    make_folder();
    const char *source = fmt("%s/check.c", folder), *program = fmt("%s/check", folder);
    FILE *file = fopen(source, "w");
    if (!file || fwrite(text->at, 1, text->n, file) != text->n || fclose(file) != 0)
        check_failed(source, strerror(errno));
    compile(source, program);
    Names run = {0};
    append(&run, program);
    append(&run, options.seed ? options.seed : "0");
    append(&run, options.samples ? options.samples : "0");
    append(&run, options.tolerance ? options.tolerance : "0");
    if (options.plot)
        append(&run, fmt("%s/plot", folder));
    int status = run_command(&run, options.timeout, "");
    if (status < 0)
        check_failed("the checked program", fmt("it did not end within %d seconds (--timeout)",
                                                options.timeout));
    if (status > 1)
        check_failed("the checked program", fmt("it ended with %s %d",
                                                status > 128 ? "signal" : "status",
                                                status > 128 ? status - 128 : status));
    if (options.plot)
        draw_plot(folder, functions);
    remove_check_folder();
    exit(status);
}
