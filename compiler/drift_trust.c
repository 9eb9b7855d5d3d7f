/* drift_trust.c - what a command may do that adcc --drift found in a file, and nobody typed.
 *
 *     Command: adcc -I../include ../src/f.c --header f.h          it may
 *     Command: adcc ../../../etc/passwd                           outside of the project: refused
 *     Command: adcc -fplugin=./x.so f.c                           must be typed: refused
 *
 * It may shape the text of the derivatives, and read files of the project: of the repository that
 * holds the file, else of the folder of the file and the one that adcc runs in, if that is above
 * it.  It may name folders of headers anywhere, but what is said of a file outside of the project
 * comes without its text.  It may not write files or load code.
 */
#include "adcc.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_listed(const char *flag, const char *const *list)
{
    for (; *list; list++) {
        size_t n = strlen(*list);
        if ((*list)[n - 1] == '*' ? strncmp(flag, *list, n - 1) == 0 : str_eq(flag, *list))
            return true;
    }
    return false;
}

/* -Wp,-DX and the like, without more behind it */
static bool is_macro(const char *flag)
{
    return (starts_with(flag, "-D") || starts_with(flag, "-U")) && !strchr(flag, ',');
}

/* Does the flag only say how C is read?  What names a file to be written, or is not known, does
 * not count. */
static bool is_flag_harmless(const Setting *given)
{
    static const char *const refused[] = {
        "-Xclang", "-fplugin*", "-fpass-plugin*", "-mllvm*", "-mlink*", "-module*", "-fmodule*",
        "-fcrash*", "-ftime-trace*", "-fproc-stat-report*", "-ftest-coverage", "-fprofile*",
        "-fcs-profile*", "-fcoverage*", "-fsave-opt*", "-foptimization-record*", "-fdump*",
        "-fembed*", "-fthinlto*", "-fbuild-session*", "-fprebuilt*", "-fimplicit*", "-fapinotes*",
        NULL};
    static const char *const valued[] = { /* -f...= without a file */
        "-fvisibility=*", "-ffp-*", "-fdenormal-fp-math*", "-fexcess-precision=*",
        "-fgnuc-version=*", "-fms-*", "-fbracket-depth=*", "-fconst*", "-fopenmp*", "-fmax*",
        "-fwchar*", "-fabi*",
        "-fstack-protector*", "-fcf-protection=*", "-fstrict-*", "-fzero-call-used-regs=*",
        "-ftrivial-auto-var-init=*", "-fpack-struct=*", "-ftls-model=*", "-fvisibility*",
        "-fsanitize=*", "-fno-*", "-flto=*", "-falign-*", "-fpatchable-function-entry=*",
        "-fdiagnostics*", NULL};
    const char *flag = given->flag;
    if (starts_with(flag, "-Wp,"))
        return is_macro(flag + 4);
    if (str_eq(flag, "-Xpreprocessor"))
        return given->text && is_macro(given->text);
    if (str_eq(flag, "-x"))
        return given->text && (str_eq(given->text, "c") || str_eq(given->text, "cpp-output"));
    if (is_listed(flag, refused) || !is_clang_flag(flag))
        return false;
    return !starts_with(flag, "-f") || !strchr(flag, '=') || is_listed(flag, valued);
}

bool is_harmless(const Setting *given)
{
    if (!given->flag)
        return true;
    return is_recorded(given) && (given->kind != SETTING_FLAG || is_flag_harmless(given));
}

/* Of the flags in a database that a file names: those that are not harmless are of no use. */
bool is_flag_trusted(const char *flag)
{
    Setting given = {.kind = SETTING_FLAG, .flag = flag};
    return !options.from_record || is_flag_harmless(&given);
}

/* ------------------------------------------------------------------ files */

/* The folders that a recorded command may read files of, as realpath() gives them. */
typedef struct Roots {
    const char *file;    /* of the file itself; NULL: nobody has asked yet */
    const char *project;
} Roots;

static bool is_inside(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    return strncmp(path, folder, n) == 0 && (path[n] == '/' || path[n] == '\0' || n == 1);
}

static bool is_repository(const char *folder)
{
    static const char *const marks[] = {".git", ".hg", ".svn", ".jj"};
    struct stat st;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (stat(fmt("%s/%s", folder, marks[i]), &st) == 0)
            return true;
    return false;
}

/* The repository around the folder, or NULL. */
static const char *repository_of(const char *folder)
{
    for (const char *f = folder; f[1]; f = fmt("%.*s", (int)(strrchr(f, '/') - f), f)) {
        if (is_repository(f))
            return f;
        if (strrchr(f, '/') == f)
            break;
    }
    return NULL;
}

static const char *real_path(const char *path)
{
    char real[PATH_MAX];
    return realpath(path, real) ? fmt("%s", real) : NULL;
}

static Roots roots_of(const char *file)
{
    Roots roots = {.file = real_path(fmt("%s.", folder_part(file)))};
    if (!roots.file)
        roots.file = absolute_path(fmt("%s.", folder_part(file)));
    const char *here = real_path(".");
    roots.project = repository_of(roots.file);
    if (!roots.project && here && here[1] && is_inside(roots.file, here))
        roots.project = here;
    return roots;
}

bool is_in_project(const char *path)
{
    Roots roots = roots_of(options.drift);
    const char *real = real_path(path);
    return !real || is_inside(real, roots.file) ||
           (roots.project && is_inside(real, roots.project));
}

/* The file itself, not a folder that headers may be in. */
bool is_trusted(const Setting *given)
{
    static const char *const files[] = {"-include", "-imacros", "--header", "-p", NULL};
    bool names_file = !given->flag || is_listed(given->flag, files);
    return !names_file || !names_path(given) || is_in_project(given->text);
}
