/* drift.c - adcc --drift foo_grad.c: is the file what adcc would write now?
 *
 * The derivative is made as always, from the command that the file's heading records or from the
 * one given, but nothing is written: the text is compared in memory, and the difference is printed
 * as a unified diff (Myers, "An O(ND) difference algorithm", 1986).  The exit status is that of
 * diff: 0 they are equal, 1 they differ, 2 that cannot be said.
 */
#include "adcc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CONTEXT = 3, MOST_EDITS = 3000, LARGEST = 1 << 28 };

/* ------------------------------------------------------------------ files */

static NORETURN void cannot_read(const char *path)
{
    int why = errno;
    fprintf(stderr, "adcc: error: %s: %s\n", options.from_record ? quoted_word(path) : path,
            strerror(why));
    exit(2);
}

static const File *read_file(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &st) != 0)
        cannot_read(path);
    if (!S_ISREG(st.st_mode)) {
        errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
        cannot_read(path);
    }
    if (st.st_size > LARGEST) {
        errno = EFBIG;
        cannot_read(path);
    }
    Out out = {0};
    char buffer[1 << 16];
    ssize_t n;
    while ((n = read(fd, buffer, sizeof buffer)) != 0) {
        if (n < 0 && errno != EINTR)
            cannot_read(path);
        if (n > 0)
            out_text_n(&out, buffer, (size_t)n);
    }
    close(fd);
    File *file = new(File);
    file->name = path;
    file->text = out.at ? out.at : "";
    file->size = out.n;
    return file;
}

const File *drift_file(void)
{
    return read_file(options.drift);
}

/* ------------------------------------------------------------ differences */

typedef struct Line {
    const char *at;
    size_t n; /* without the end */
    bool ended;
    bool changed; /* it is not in the other text */
} Line;
VEC(Line, Lines);

static Lines lines_of(const char *text, size_t size)
{
    Lines lines = {0};
    for (size_t i = 0; i < size;) {
        const char *end = memchr(text + i, '\n', size - i);
        size_t n = end ? (size_t)(end - (text + i)) : size - i;
        append(&lines, ((Line){text + i, n, end != NULL, false}));
        i += n + 1;
    }
    return lines;
}

static bool is_equal(const Line *a, const Line *b)
{
    return a->n == b->n && a->ended == b->ended && memcmp(a->at, b->at, a->n) == 0;
}

/* How far one gets on each diagonal k = i - j with d edits: at[k + d], for -d <= k <= d. */
typedef struct Front {
    int *at;
} Front;
VEC(Front, Fronts);

/* Where diagonal k is entered with d edits, and whether by a line of the old text. */
static int entry_of(const Fronts *fronts, int d, int k, bool *from_old)
{
    const int *before = fronts->at[d - 1].at + (d - 1);
    *from_old = k != -d && (k == d || before[k - 1] >= before[k + 1]);
    return *from_old ? before[k - 1] + 1 : before[k + 1];
}

/* Extends the fronts until both texts are used up; gives the number of edits, -1 if too many. */
static int find_edits(Fronts *fronts, const Line *old, int n, const Line *now, int m)
{
    for (int d = 0; d <= n + m && d <= MOST_EDITS; d++) {
        Front front = {new_array(int, 2 * d + 1)};
        append(fronts, front);
        for (int k = -d; k <= d; k += 2) {
            bool from_old;
            int i = d == 0 ? 0 : entry_of(fronts, d, k, &from_old);
            while (i < n && i - k < m && i - k >= 0 && is_equal(&old[i], &now[i - k]))
                i++;
            front.at[k + d] = i;
            if (i >= n && i - k >= m)
                return d;
        }
    }
    return -1;
}

/* Marks what differs in old[0..n) and now[0..m). */
static void mark_range(Line *old, int n, Line *now, int m)
{
    Fronts fronts = {0};
    int d = find_edits(&fronts, old, n, now, m), k = n - m;
    for (int i = 0; d < 0 && i < n; i++)
        old[i].changed = true;
    for (int j = 0; d < 0 && j < m; j++)
        now[j].changed = true;
    for (; d > 0; d--) {
        bool from_old;
        int i = entry_of(&fronts, d, k, &from_old);
        if (from_old)
            old[i - 1].changed = true;
        else
            now[i - k - 1].changed = true;
        k += from_old ? -1 : 1;
    }
}

/* Marks the lines that are only in one of the texts. */
static void mark_changes(Lines *old, Lines *now)
{
    int from = 0, n = old->n, m = now->n;
    while (from < n && from < m && is_equal(&old->at[from], &now->at[from]))
        from++;
    while (n > from && m > from && is_equal(&old->at[n - 1], &now->at[m - 1])) {
        n--;
        m--;
    }
    mark_range(old->at + from, n - from, now->at + from, m - from);
}

/* --------------------------------------------------------------- printing */

static void put_line(Out *out, char mark, const Line *line)
{
    out_text_n(out, &mark, 1);
    out_text_n(out, line->at, line->n);
    out_text(out, line->ended ? "\n" : "\n\\ No newline at end of file\n");
}

/* How many equal lines follow old[i]. */
static int equal_lines(const Lines *old, const Lines *now, int i, int j)
{
    int n = 0;
    while (i + n < old->n && j + n < now->n && !old->at[i + n].changed && !now->at[j + n].changed)
        n++;
    return n;
}

static void put_range(Out *out, char mark, int from, int n)
{
    out_fmt(out, n == 1 ? "%c%d" : "%c%d,%d", mark, n == 0 ? from : from + 1, n);
}

/* Prints the hunk whose first change is at old[*i], now[*j], and leaves them behind it. */
static void put_hunk(Out *out, const Lines *old, const Lines *now, int *i, int *j)
{
    int before = *i < CONTEXT ? *i : CONTEXT, from = *i - before, start = *j - before;
    Out text = {0};
    for (int k = from; k < *i; k++)
        put_line(&text, ' ', &old->at[k]);
    for (;;) {
        while (*i < old->n && old->at[*i].changed)
            put_line(&text, '-', &old->at[(*i)++]);
        while (*j < now->n && now->at[*j].changed)
            put_line(&text, '+', &now->at[(*j)++]);
        int equal = equal_lines(old, now, *i, *j);
        bool last = equal > 2 * CONTEXT || (*i + equal >= old->n && *j + equal >= now->n);
        int shown = last && equal > CONTEXT ? CONTEXT : equal;
        for (int k = 0; k < shown; k++, ++*j)
            put_line(&text, ' ', &old->at[(*i)++]);
        if (last)
            break;
    }
    out_text(out, "@@ ");
    put_range(out, '-', from, *i - from);
    out_text(out, " ");
    put_range(out, '+', start, *j - start);
    out_text(out, " @@\n");
    out_text_n(out, text.at, text.n);
}

/* The name as patch reads it: "a\nb" in quotes if there is anything that a line cannot hold. */
static const char *diff_name(const char *name)
{
    bool plain = *name != ' ' && *name != '"';
    Out out = {0};
    out_text(&out, "\"");
    for (const unsigned char *s = (const unsigned char *)name; *s; s++) {
        bool odd = *s < ' ' || *s == 0x7f;
        plain &= !odd && *s != '\\';
        if (odd)
            out_fmt(&out, "\\%03o", *s);
        else
            out_fmt(&out, *s == '"' || *s == '\\' ? "\\%c" : "%c", *s);
    }
    out_text(&out, "\"");
    return plain ? name : out.at;
}

/* Adds what changes the file to the text as a unified diff; false if they are equal. */
bool put_differences(Out *out, const char *name, const File *file, const Out *now)
{
    if (file->size == now->n && memcmp(file->text, now->at ? now->at : "", now->n) == 0)
        return false;
    Lines old = lines_of(file->text, file->size), new_lines = lines_of(now->at, now->n);
    mark_changes(&old, &new_lines);
    name = diff_name(name);
    out_fmt(out, "--- %s\n+++ %s\tas adcc %s writes it\n", name, name, ADCC_VERSION);
    for (int i = 0, j = 0; i < old.n || j < new_lines.n;) {
        int equal = equal_lines(&old, &new_lines, i, j);
        i += equal;
        j += equal;
        if (i < old.n || j < new_lines.n)
            put_hunk(out, &old, &new_lines, &i, &j);
    }
    return true;
}

/* Did adcc once write the header?  Its first line says so, and so does its guard. */
static bool is_made(const File *file, const Out *now)
{
    const char *guard = strstr(now->at, "\n#define ");
    const char *end = guard ? strchr(guard + 1, '\n') : NULL;
    const char *line = end ? intern_n(guard + 1, (size_t)(end - guard - 1)) : "made by adcc";
    return strstr(file->text, "made by adcc") || strstr(file->text, line);
}

/* Says whether the files are what adcc writes, and how they differ. */
void end_drift(const Out *output, const Out *header)
{
    Out differences = {0};
    bool differ = put_differences(&differences, options.drift, drift_file(), output);
    const File *file = header ? read_file(options.header) : NULL;
    if (file && options.from_record && !is_made(file, header)) {
        fprintf(stderr, "adcc: %s: this is no header that adcc has written, and is not shown\n",
                quoted_word(options.header));
        differ = true;
    } else if (file) {
        differ |= put_differences(&differences, options.header, file, header);
    }
    if (differences.n > 0) {
        write_output("-", &differences);
        commit_outputs();
    }
    exit(differ ? 1 : 0);
}
