/* diag.c - messages at places of the source, in the form clang prints them.
 *
 *     foo.c:3:9: error: cannot differentiate a call of 'g'; give it a derivative
 *         y = g(x);
 *             ^~~~
 *
 * Everything goes to stderr.  The same message at the same place is printed once,
 * together with its notes.  Analyses go on after an error so that a run reports
 * all there is; stop_if_errors() ends it before anything would be written.
 */
#include "base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ERROR_LIMIT = 20, LONGEST_LINE = 1000 };

/* One warning by name. */
typedef struct Warning {
    const char *name;
    bool off, error; /* -Wno-name, -Werror=name */
} Warning;
static Warning warnings[] = {
#define WARNING(name, help) {name, false, false},
#include "warnings.def"
#undef WARNING
};
enum { N_WARNINGS = sizeof warnings / sizeof *warnings };

static int errors;              /* printed so far */
static bool all_off, all_error; /* -w, -Werror */
static bool muted;              /* the last message was not printed: neither are its notes */
static int failure = 1;         /* the exit status */
static Map printed;             /* interned messages with their places */

/* ------------------------------------------------------------------ places */

bool (*hides_text)(const char *file);

/* Finds the beginnings of the lines, once. */
static void find_lines(File *file)
{
    int n = 1;
    for (size_t i = 0; i < file->size; i++)
        n += file->text[i] == '\n';
    file->line_start = new_array(int, n);
    file->lines = 1;
    for (size_t i = 0; i < file->size; i++)
        if (file->text[i] == '\n')
            file->line_start[file->lines++] = (int)i + 1;
}

/* The line of the place, from 1; 0 if it is nowhere. */
int loc_line(Loc loc)
{
    if (!loc.file)
        return 0;
    if (!loc.file->line_start)
        find_lines((File *)(uintptr_t)loc.file);
    int low = 0, high = loc.file->lines; /* the line is in low .. high-1 */
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (loc.file->line_start[middle] <= loc.from)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

/* The column of the place in bytes, from 1. */
int loc_column(Loc loc)
{
    int line = loc_line(loc);
    return line == 0 ? 0 : loc.from - loc.file->line_start[line - 1] + 1;
}

/* Where it is, for messages of the derivative: the same wherever the file lies. */
const char *loc_short(Loc loc)
{
    const char *file = loc.file ? loc.file->name : "";
    const char *slash = strrchr(file, '/');
    return fmt("%s:%d", slash ? slash + 1 : file, loc_line(loc));
}

/* The range that holds both; the first if they are in different files. */
Loc loc_join(Loc a, Loc b)
{
    if (!a.file)
        return b;
    if (b.file == a.file) {
        a.from = b.from < a.from ? b.from : a.from;
        a.to = b.to > a.to ? b.to : a.to;
    }
    return a;
}

/* ---------------------------------------------------------------- printing */

/* Prints text that may come from anywhere: no terminal shall obey it. */
static void print_text(const char *text, int n)
{
    for (int i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        fputc((c < ' ' && c != '\t' && c != '\n') || c == 0x7f ? '?' : c, stderr);
    }
}

/* Prints the source line and a caret with a tail under the range. */
static void print_source(Loc loc)
{
    int size = (int)loc.file->size;
    if (loc.from < 0 || loc.from > size)
        return;
    const char *text = loc.file->text;
    int from = loc.file->line_start[loc_line(loc) - 1], to = from;
    while (to < size && text[to] != '\n' && text[to] != '\r')
        to++;
    if (from == to || to - from > LONGEST_LINE)
        return;
    print_text(text + from, to - from);
    fputc('\n', stderr);
    for (int i = from; i < loc.from && i < to; i++)
        if (((unsigned char)text[i] & 0xC0) != 0x80) /* not inside a UTF-8 character */
            fputc(text[i] == '\t' ? '\t' : ' ', stderr);
    fputc('^', stderr);
    for (int i = loc.from + 1; i < loc.to && i < to; i++)
        if (((unsigned char)text[i] & 0xC0) != 0x80)
            fputc('~', stderr);
    fputc('\n', stderr);
}

void set_failure_status(int status)
{
    failure = status;
}

void end_failed(void)
{
    exit(failure);
}

/* Counts an error before it is printed; gives up when there were enough. */
static void count_error(void)
{
    if (errors++ < ERROR_LIMIT)
        return;
    fprintf(stderr, "fatal error: too many errors emitted, stopping now\n");
    end_failed();
}

/* Prints one message of the given kind ("error"), unless it was already. */
static bool print_message(Loc loc, const char *kind, const char *text)
{
    const char *place = "adcc";
    if (loc.file)
        place = fmt("%s:%d:%d", loc.file->name, loc_line(loc), loc_column(loc));
    bool hidden = loc.file && hides_text && hides_text(loc.file->name);
    if (hidden)
        text = "what is wrong here is not shown, as nobody gave the command that reads it";
    const char *message = intern(fmt("%s: %s: %s", place, kind, text));
    if (!str_eq(kind, "note") && map_has(&printed, message))
        return false;
    map_set(&printed, message, NULL);
    if (str_eq(kind, "error"))
        count_error();
    print_text(message, (int)strlen(message));
    fputc('\n', stderr);
    if (loc.file && loc.file->text && !hidden)
        print_source(loc);
    return true;
}

/* Says what is wrong at a place of the source. */
void error_at(Loc loc, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = vfmt(format, args);
    va_end(args);
    muted = !print_message(loc, "error", text);
}

/* The warning of this name; NULL if there is none. */
static Warning *find_warning(const char *name)
{
    for (int i = 0; i < N_WARNINGS; i++)
        if (str_eq(warnings[i].name, name))
            return &warnings[i];
    return NULL;
}

/* Says what looks wrong; flag is the name by which users switch it off. */
void warn_at(Loc loc, const char *flag, const char *format, ...)
{
    const Warning *w = find_warning(flag);
    muted = all_off || (w && w->off);
    if (muted)
        return;
    va_list args;
    va_start(args, format);
    const char *text = vfmt(format, args);
    va_end(args);
    if (all_error || (w && w->error))
        muted = !print_message(loc, "error", fmt("%s [-Werror,-W%s]", text, flag));
    else
        muted = !print_message(loc, "warning", fmt("%s [-W%s]", text, flag));
}

/* Adds to the last error or warning. */
void note_at(Loc loc, const char *format, ...)
{
    if (muted)
        return;
    va_list args;
    va_start(args, format);
    const char *text = vfmt(format, args);
    va_end(args);
    print_message(loc, "note", text);
}

/* How many errors were printed. */
int error_count(void)
{
    return errors;
}

/* Ends the run if there were errors. */
void stop_if_errors(void)
{
    if (errors > 0)
        end_failed();
}

/* Obeys one of -w, -W[no-]error, -W[no-]error=name, -W[no-]name; false if the name is unknown. */
bool set_warning(const char *option)
{
    if (str_eq(option, "-w"))
        return all_off = true;
    if (str_eq(option, "-Werror"))
        return all_error = true;
    if (str_eq(option, "-Wno-error"))
        return !(all_error = false);
    const char *name = option + 2;
    bool off = starts_with(name, "no-");
    name += off ? 3 : 0;
    bool error = starts_with(name, "error=");
    Warning *w = find_warning(name + (error ? 6 : 0));
    if (!w)
        return false;
    if (error)
        w->error = !off;
    if (!error || !off)
        w->off = off;
    return true;
}

int failure_status(void)
{
    return failure;
}

/* ---------------------------------------------------------- defects of adcc */

static const char *pass = "start";
static Loc place;
void (*at_work_hook)(const char *pass);
void (*internal_error_hook)(const char *message);

void working_on(const char *what, Loc loc)
{
    pass = what;
    if (loc.file)
        place = loc;
    if (at_work_hook)
        at_work_hook(what);
}

const char *pass_at_work(void)
{
    return pass;
}

Loc place_at_work(void)
{
    return place;
}

/* Reports a defect of adcc and ends the run with status 3. */
void internal_error(const char *file, int line, const char *format, ...)
{
    char text[2000], message[2100];
    const char *slash = strrchr(file, '/');
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    snprintf(message, sizeof message, "%s (%s:%d)", text, slash ? slash + 1 : file, line);
    if (internal_error_hook)
        internal_error_hook(message);
    fprintf(stderr, "adcc: internal error: %s\n", message);
    exit(3);
}
