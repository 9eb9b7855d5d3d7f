/* verify_run.c - compiles the driver of --check and runs it.
 *
 * The text goes into a private folder, which is removed whatever happens.  $CC may hold arguments;
 * no shell is involved.  This is the only place where adcc executes what it was given.
 */
#include "verify.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static char folder[] = "/tmp/adcc-check-XXXXXX";
static volatile sig_atomic_t have_folder;

static void remove_folder(void)
{
    static const char *const names[] = {"check.c", "check", "plot"};
    char path[sizeof folder + 16];
    if (!have_folder)
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        strcpy(path, folder);
        strcat(path, "/");
        strcat(path, names[i]);
        unlink(path);
    }
    rmdir(folder);
    have_folder = 0;
}

static void interrupted(int number)
{
    remove_folder();
    _exit(128 + number);
}

static NORETURN void give_up(const char *what, const char *why)
{
    remove_folder();
    fprintf(stderr, "adcc: error: %s: %s\n", what, why);
    exit(1);
}

/* Runs a command; its exit status, or 128 and the signal that ended it. */
static int run_command(Names *arguments)
{
    pid_t pid;
    int status;
    append(arguments, NULL);
    char *const *argv = (char *const *)(uintptr_t)arguments->at;
    int why = posix_spawnp(&pid, arguments->at[0], NULL, NULL, argv, environ);
    if (why != 0)
        give_up(arguments->at[0], strerror(why));
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            give_up(arguments->at[0], strerror(errno));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void add_words(Names *arguments, const char *text)
{
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, " \t");
        if (n > 0)
            append(arguments, intern_n(p, n));
        p += n + strspn(p + n, " \t");
    }
}

static const char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? intern_n(path, slash == path ? 1 : (size_t)(slash - path)) : ".";
}

static void compile(const char *source, const char *program)
{
    Names cc = {0};
    const char *wanted = getenv("CC");
    add_words(&cc, wanted && *wanted ? wanted : "cc");
    Names flags = database_flags(options.inputs.at[0]);
    for (int i = 0; i < flags.n; i++)
        append(&cc, flags.at[i]);
    for (int i = 0; i < options.clang_flags.n; i++)
        append(&cc, options.clang_flags.at[i]);
    append(&cc, "-w");
    append(&cc, "-O1");
    for (int i = 0; i < options.inputs.n; i++) {
        append(&cc, "-I");
        append(&cc, folder_of(options.inputs.at[i]));
    }
    append(&cc, source);
    for (int i = 0; options.inputs.n > 1 && i < options.inputs.n; i++) {
        append(&cc, fmt("-Dmain=adcc_users_main_%d", i));
        append(&cc, options.inputs.at[i]);
    }
    for (int i = 0; i < options.links.n; i++)
        append(&cc, options.links.at[i]);
    append(&cc, "-o");
    append(&cc, program);
    append(&cc, "-lm");
    append(&cc, "-lpthread");
    int status = run_command(&cc);
    if (status != 0)
        give_up("the C compiler failed", fmt("%s: status %d", cc.at[0], status));
}

/* The errors against the step, a panel for each function. */
static void draw(const char *data, const Names *functions)
{
    Out s = {0};
    out_fmt(&s, "set terminal svg size 760,%d font 'sans,13' background 'white'; ",
            420 * functions->n);
    out_fmt(&s, "set multiplot layout %d,1; set logscale xy; set format '10^{%%T}'; set grid; "
                "set key outside right top box; set xlabel 'step h'; "
                "set ylabel 'relative error of the derivative'; ", functions->n);
    for (int i = 0; i < functions->n; i++) {
        out_fmt(&s, "set title '%s' noenhanced; plot [1e-13:1][1e-18:10] ", functions->at[i]);
        const char *const names[] = {"forward differences", "backward differences",
                                     "central differences"};
        for (int k = 0; k < 3; k++)
            out_fmt(&s, "'%s' index %d using 1:%d with linespoints pt %d title '%s', ", data, i,
                    k + 2, 4 + 2 * k, names[k]);
        out_fmt(&s, "'%s' index %d using 1:5 with lines lw 2 lc 'black' "
                    "title 'adjoint and tangent'; ", data, i);
    }
    Names gnuplot = {0};
    setenv("ADCC_PLOT", options.plot, 1);
    append(&gnuplot, "gnuplot");
    append(&gnuplot, "-e");
    append(&gnuplot, fmt("set output system('printenv ADCC_PLOT'); %s", s.at));
    if (run_command(&gnuplot) != 0)
        give_up("gnuplot", "it could not draw the plot");
}

void run_check(const Out *text, const Names *functions)
{
    if (!mkdtemp(folder))
        give_up(folder, strerror(errno));
    have_folder = 1;
    signal(SIGINT, interrupted);
    signal(SIGTERM, interrupted);
    const char *source = fmt("%s/check.c", folder), *program = fmt("%s/check", folder);
    FILE *file = fopen(source, "w");
    if (!file || fwrite(text->at, 1, text->n, file) != text->n || fclose(file) != 0)
        give_up(source, strerror(errno));
    compile(source, program);
    Names run = {0};
    append(&run, program);
    append(&run, options.seed ? options.seed : "0");
    append(&run, options.samples ? options.samples : "0");
    append(&run, options.tolerance ? options.tolerance : "0");
    if (options.plot)
        append(&run, fmt("%s/plot", folder));
    int status = run_command(&run);
    if (options.plot && status <= 1)
        draw(fmt("%s/plot", folder), functions);
    remove_folder();
    if (status > 1) {
        fprintf(stderr, "adcc: error: the checked program ended with %s %d\n",
                status >= 128 ? "signal" : "status", status >= 128 ? status - 128 : status);
        exit(1);
    }
    exit(status);
}
