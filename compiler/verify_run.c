/* verify_run.c - compiles the driver of --check and runs it.
 *
 * The text goes into a private folder, which is removed whatever happens: at the end, after an
 * error, and when a signal ends the run, which also ends the compiler or the checked program.
 * $CC may hold arguments, quoted as in a shell; no shell is involved.  This is the only place where
 * adcc executes what it was given.
 */
#include "verify.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
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
    static const char *const names[] = {"check.c", "check", "state", "plot", "plot.svg"};
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

static volatile sig_atomic_t stopped_by; /* a signal that came while a child ran; 0: none */
static const int end_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

/* While a child runs, what it has left in the folder has to be looked for: wait_for() ends adcc. */
static void interrupted(int number)
{
    if (child > 0) {
        kill(-child, SIGKILL);
        stopped_by = number;
        return;
    }
    remove_temporaries();
    remove_check_folder();
    _exit(128 + number);
}

void check_failed(const char *what, const char *why)
{
    fprintf(stderr, "adcc: error: %s: %s\n", what, why);
    exit(1);
}

/* Removes what the compiler left in its folder for temporary files, which is ours. */
static void empty_folder(void)
{
    DIR *list = *folder ? opendir(folder) : NULL;
    for (const struct dirent *entry; list && (entry = readdir(list)) != NULL;)
        unlinkat(dirfd(list), entry->d_name, 0);
    if (list)
        closedir(list);
}

static void clean_up(void)
{
    empty_folder();
    remove_check_folder();
}

/* It goes whatever ends the run: exit(), a signal, or leave() in watch.c. */
static void make_folder(void)
{
    const char *parent = getenv("TMPDIR");
    bool named = parent && *parent;
    if (named && *parent != '/') { /* names that begin with - < $ mean something to programs */
        parent = fmt("./%s", parent);
        setenv("TMPDIR", parent, 1);
    }
    parent = named ? parent : "/tmp";
    int n = snprintf(folder, sizeof folder, "%s/adcc-check-XXXXXX", parent);
    const char *way = named ? "; TMPDIR names it" : "; TMPDIR may name another";
    if (n >= (int)sizeof folder) {
        *folder = '\0';
        check_failed(parent, fmt("%s%s", strerror(ENAMETOOLONG), way));
    }
    for (size_t i = 0; i < sizeof end_signals / sizeof *end_signals; i++)
        if (signal(end_signals[i], interrupted) == SIG_IGN && end_signals[i] == SIGHUP)
            signal(SIGHUP, SIG_IGN); /* nohup */
    if (!mkdtemp(folder)) {
        *folder = '\0';
        check_failed(parent, fmt("%s%s", strerror(errno), way));
    }
    atexit(clean_up);
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + 1e-9 * (double)(now.tv_nsec - start->tv_nsec);
}

/* Which limit the child is beyond, or NULL. */
static const char *limit_reached(pid_t pid)
{
    Usage used = usage_of_group(pid);
    if (options.limit_time > 0 && used.seconds > (double)options.limit_time)
        return fmt("it needs more than %ld seconds of computing time (--limit-time)",
                   options.limit_time);
    if (options.limit_memory > 0 && used.megabytes > (double)options.limit_memory)
        return fmt("it needs more than %ld megabytes of memory (--limit-memory)",
                   options.limit_memory);
    return NULL;
}

/* Waits for the child, and ends it beyond the limits; then it says which.  Its usage takes time to
 * find out: no more than a small part. */
static const char *wait_for(pid_t pid, int timeout, int *status)
{
    struct timespec start, nap = {0, 1000000};
    const char *reached = NULL;
    double told = 0, next = 0.05;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (;;) {
        pid_t done = waitpid(pid, status, WNOHANG);
        if (done < 0 && errno != EINTR)
            check_failed("wait", strerror(errno));
        if (done == pid && stopped_by) {
            clean_up();
            remove_temporaries();
            _exit(128 + stopped_by);
        }
        if (done == pid)
            return reached;
        double passed = seconds_since(&start);
        if (!reached && timeout > 0 && passed >= timeout)
            reached = fmt("it did not end within %d seconds (--timeout)", timeout);
        if (!reached && passed >= next) {
            reached = limit_reached(pid);
            next = passed + fmax(0.05, 20 * (seconds_since(&start) - passed));
        }
        told = reached && told == 0 ? passed : told;
        if (reached) /* the driver says where it is; a second later it goes */
            kill(-pid, passed >= told + 1.0 ? SIGKILL : SIGTERM);
        nanosleep(&nap, NULL);
        if (nap.tv_nsec < 32000000)
            nap.tv_nsec *= 2;
    }
}

/* Runs a command in a process group of its own, with nothing to read.  'missing' is said if there
 * is no program.  What is left of the group goes with it. */
Ended run_command(Names *arguments, int timeout, const char *missing)
{
    pid_t pid;
    int status;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t files;
    sigset_t signals, ends, before;
    append(arguments, NULL);
    char *const *argv = (char *const *)(uintptr_t)arguments->at;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF |
                                              POSIX_SPAWN_SETSIGMASK);
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    sigaddset(&signals, SIGXFSZ);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    sigemptyset(&ends);
    for (size_t i = 0; i < sizeof end_signals / sizeof *end_signals; i++)
        sigaddset(&ends, end_signals[i]);
    sigprocmask(SIG_BLOCK, &ends, &before); /* until interrupted() knows the child */
    posix_spawnattr_setsigmask(&attributes, &before);
    fflush(NULL);
    int why = posix_spawnp(&pid, arguments->at[0], &files, &attributes, argv, environ);
    if (why != 0)
        check_failed(arguments->at[0], fmt("%s%s", strerror(why), missing));
    child = pid;
    sigprocmask(SIG_SETMASK, &before, NULL);
    const char *beyond = wait_for(pid, timeout, &status);
    kill(-pid, SIGKILL);
    child = 0;
    bool exited = WIFEXITED(status);
    int number = exited ? WEXITSTATUS(status) : WTERMSIG(status);
    return (Ended){.well = !beyond && exited && number == 0, .status = exited ? number : -1,
                   .how = beyond ? beyond : fmt("%s %d", exited ? "status" : "signal", number),
                   .beyond = beyond != NULL};
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
    if (options.inputs.n > 1) {
        append(&cc, "-Dmain=adcc_users_main");
        append(&cc, "-D_Exit=adcc_users_Exit");
        append(&cc, "-D_exit=adcc_users_exit");
    }
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
    const char *before = getenv("TMPDIR");
    setenv("TMPDIR", folder, 1); /* the compiler's temporary files are as private as ours */
    Ended e = run_command(&cc, options.timeout, "; set CC to a C compiler");
    if (before)
        setenv("TMPDIR", before, 1);
    else
        unsetenv("TMPDIR");
    if (e.beyond)
        check_failed(cc.at[0], e.how);
    if (!e.well)
        check_failed("the C compiler failed", fmt("%s: %s", cc.at[0], e.how));
    if (access(program, X_OK) != 0)
        check_failed(cc.at[0], "it has written no program; set CC to a C compiler");
}

/* ------------------------------------------------------------------ the program */

/* What the program wrote last of what it does: "the tangent of 'f', sample 1", or "end 0". */
static const char *state_of(const char *path)
{
    char line[400] = "";
    FILE *file = fopen(path, "r");
    if (file && fgets(line, sizeof line, file))
        line[strcspn(line, "\n")] = '\0';
    if (file)
        fclose(file);
    return *line ? fmt("%s", line) : "the preparations";
}

/* It is over when the program has said so itself: a function may end it with any status. */
static int verdict(const Ended *e, const char *state)
{
    bool done = starts_with(state, "end ");
    if (!e->beyond && done && e->status == atoi(state + 4) && e->status <= 1)
        return e->status;
    const char *before = done ? ", after all was checked" : fmt(", in %s", state);
    const char *how = e->beyond ? e->how : fmt("it ended with %s", e->how);
    check_failed("the checked program", fmt("%s%s", how, before));
}

void run_check(const Out *text, const Names *functions)
{
    if (options.plot)
        try_plot();
    make_folder();
    const char *source = fmt("%s/check.c", folder), *program = fmt("%s/check", folder);
    const char *state = fmt("%s/state", folder), *plot = fmt("%s/plot", folder);
    FILE *file = fopen(source, "w");
    if (!file || fwrite(text->at, 1, text->n, file) != text->n || fclose(file) != 0)
        check_failed(source, strerror(errno));
    compile(source, program);
    Names run = {0};
    append(&run, program);
    append(&run, options.seed ? options.seed : "0");
    append(&run, options.samples ? options.samples : "-");
    append(&run, options.tolerance ? options.tolerance : "-");
    append(&run, options.plot ? plot : "");
    append(&run, state);
    Ended e = run_command(&run, options.timeout, "");
    int status = verdict(&e, state_of(state));
    if (options.plot)
        draw_plot(folder, functions);
    exit(status);
}
