/* output.c - output files: all of them are written, or none is touched.
 *
 *     write_output("foo_grad.c", &text);   // to a temporary file beside it
 *     write_output("foo_grad.h", &header);
 *     commit_outputs();                    // renames them
 *
 * An error on the way (no such folder, a full disk), a crash or a signal removes the temporary
 * files and leaves what was there.  Standard output and what is not a regular
 * file (/dev/null, a pipe) are written when all temporary files are complete.
 */
#include "adcc.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* An output on its way. */
typedef struct Pending {
    const char *path;   /* as the user named it */
    const char *target; /* the file itself, symbolic links followed */
    char *temporary;    /* NULL: written directly */
    int mode;           /* permissions of the file that it replaces, -1: there is none */
    const Out *out;
} Pending;
VEC(Pending, Pendings);
static Pendings pending;

void remove_temporaries(void)
{
    for (int i = 0; i < pending.n; i++)
        if (pending.at[i].temporary)
            unlink(pending.at[i].temporary);
}

/* Removes the temporary files and ends the run. */
static NORETURN void give_up(const char *path)
{
    int why = errno;
    remove_temporaries();
    fprintf(stderr, "adcc: error: cannot write %s: %s\n", path, strerror(why));
    exit(2);
}

/* Writes the whole text; false with errno if it cannot. */
static bool write_text(int fd, const Out *out)
{
    size_t done = 0;
    while (done < out->n) {
        ssize_t n = write(fd, out->at + done, out->n - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n == 0)
            errno = ENOSPC;
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

/* Has it reached the disk?  Not every file can say. */
static bool is_stored(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP;
}

/* Writes the text to a new file in the folder of the target. */
static void write_temporary(Pending *p)
{
    const char *slash = strrchr(p->target, '/');
    int folder = slash ? (int)(slash - p->target + 1) : 0;
    p->temporary = (char *)(uintptr_t)fmt("%.*s.adcc-XXXXXX", folder, p->target);
    int fd = mkstemp(p->temporary);
    if (fd < 0) {
        p->temporary = NULL;
        give_up(p->path);
    }
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = p->mode >= 0 ? (mode_t)p->mode : 0666 & ~mask;
    bool ok = write_text(fd, p->out) && fchmod(fd, mode) == 0 && is_stored(fd);
    int why = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        why = errno;
    }
    errno = why;
    if (!ok)
        give_up(p->path);
}

/* Where a symbolic link to a file that is to be made leads. */
static const char *target_of_link(const char *path)
{
    char link[PATH_MAX];
    for (int i = 0; i < 40; i++) {
        ssize_t n = readlink(path, link, sizeof link - 1);
        if (n < 0)
            return path;
        link[n] = '\0';
        path = fmt("%s%s", *link == '/' ? "" : folder_part(path), link);
    }
    errno = ELOOP;
    give_up(path);
}

/* Writes the text to 'path' as soon as commit_outputs() is called. */
void write_output(const char *path, const Out *out)
{
    if (options.drift && !str_eq(path, "-"))
        return; /* it only looks */
    append(&pending, ((Pending){path, path, NULL, -1, out}));
    Pending *p = &pending.at[pending.n - 1];
    struct stat st;
    char real[PATH_MAX];
    if (str_eq(path, "-"))
        return;
    bool exists = stat(path, &st) == 0;
    if (!exists)
        p->target = target_of_link(path);
    if (exists) {
        if (S_ISDIR(st.st_mode)) {
            errno = EISDIR;
            give_up(path);
        }
        if (!S_ISREG(st.st_mode))
            return;
        if (access(path, W_OK) != 0)
            give_up(path);
        p->mode = st.st_mode & 0777;
        if (realpath(path, real))
            p->target = fmt("%s", real);
    }
    write_temporary(p);
}

/* Ends the run if write_output() would. */
void try_output(const char *path)
{
    static const Out nothing;
    write_output(path, &nothing);
    Pending *p = &pending.at[--pending.n];
    if (p->temporary)
        unlink(p->temporary);
    else if (!str_eq(path, "-") && access(path, W_OK) != 0)
        give_up(path);
}

/* Writes to standard output or to a device. */
static void write_directly(const Pending *p)
{
    bool is_stdout = str_eq(p->path, "-");
    FILE *file = is_stdout ? stdout : fopen(p->path, "w");
    if (!file || fflush(file) != 0 || !write_text(fileno(file), p->out))
        give_up(is_stdout ? "standard output" : p->path);
    if (!is_stdout && fclose(file) != 0)
        give_up(p->path);
}

/* Puts all outputs in place. */
void commit_outputs(void)
{
    working_on("write", (Loc){0});
    for (int i = 0; i < pending.n; i++)
        if (!pending.at[i].temporary)
            write_directly(&pending.at[i]);
    for (int i = 0; i < pending.n; i++) {
        Pending *p = &pending.at[i];
        if (!p->temporary)
            continue;
        if (rename(p->temporary, p->target) != 0)
            give_up(p->path);
        p->temporary = NULL;
    }
    pending.n = 0;
}

/* A file name as make reads it; backslashes count only before what they quote. */
const char *make_quoted(const char *name)
{
    Out out = {0};
    size_t backslashes = 0;
    for (const char *s = name; *s; s++) {
        if (*s == '\n') {
            errno = EINVAL;
            give_up(fmt("rules of make for the file name %s", quoted_word(name)));
        }
        if (strchr(" \t#:", *s))
            for (size_t i = 0; i <= backslashes; i++)
                out_text(&out, "\\");
        if (*s == '$')
            out_text(&out, "$");
        out_text_n(&out, s, 1);
        backslashes = *s == '\\' ? backslashes + 1 : 0;
    }
    return out.at ? out.at : "";
}

/* The dependency file: targets, then every file that was read, each once. */
void write_dependencies(Units *program)
{
    Out *out = new(Out);
    for (int i = 0; i < options.deps_targets.n; i++)
        out_fmt(out, "%s%s", i > 0 ? " " : "", options.deps_targets.at[i]);
    if (options.header && options.deps_targets.n == 1 && !str_eq(options.header, "-"))
        out_fmt(out, " %s", make_quoted(options.header));
    out_text(out, ":");
    Names files = {0};
    Map seen = {0};
    for (int i = 0; i < program->n; i++)
        for (int k = 0; k < program->at[i]->depends.n; k++) {
            const char *name = intern(program->at[i]->depends.at[k]);
            if (map_has(&seen, name))
                continue;
            map_set(&seen, name, NULL);
            append(&files, make_quoted(name));
        }
    for (int i = 0; i < files.n; i++) {
        if (out->column + (int)strlen(files.at[i]) > 75)
            out_text(out, " \\\n ");
        out_fmt(out, " %s", files.at[i]);
    }
    out_text(out, "\n");
    for (int i = program->n; options.phony_deps && i < files.n; i++)
        out_fmt(out, "\n%s:\n", files.at[i]);
    write_output(options.deps_file, out);
}
