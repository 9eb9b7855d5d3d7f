/* record.c - the command in the heading of what adcc writes, from which --drift writes it again.
 *
 *     adcc -I../include --header out/f.h src/f.c -o out/f_grad.c
 *  -> * Command: adcc -I../../include --header f.h ../src/f.c
 *
 * Paths are relative to the folder of the output, so that the text is the same wherever the
 * project lies.  A path that was given as an absolute one stays relative only inside the folder
 * that holds output and inputs; of others the last part remains, behind ".../".  What does not
 * change the output (-o, -MD, warnings) is left out, and so is the line, if the heading's list of
 * inputs says it all.  Words are quoted as POSIX shells read them, in a way that a comment of C
 * can hold.
 */
#include "adcc.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char elsewhere[] = ".../";
enum { LINE_LIMIT = 96 };

/* ------------------------------------------------------------------ words */

/* The length of the UTF-8 character at s if it may stand in a comment as it is, else 0. */
static int plain_character(const unsigned char *s)
{
    if (s[0] < 0x80)
        return s[0] >= ' ' && s[0] != 0x7f;
    int n = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
    unsigned long c = s[0] & (0xffu >> (n + 1));
    if (s[0] < 0xc2 || s[0] > 0xf4)
        return 0;
    for (int i = 1; i < n; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (s[i] & 0x3f);
    }
    bool overlong = c < (n == 4 ? 0x10000u : n == 3 ? 0x800u : 0x80u);
    bool turns = (c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
                 (c >= 0x2066 && c <= 0x2069) || c == 0x61c;
    return overlong || turns || c < 0xa0 || (c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff ? 0 : n;
}

/* Would the two characters begin or end a comment? */
static bool is_comment_mark(char a, char b)
{
    return (a == '*' && b == '/') || (a == '/' && b == '*');
}

/* $'...', for words with characters that cannot be seen. */
static const char *escaped_word(const char *word)
{
    Out out = {0};
    out_text(&out, "$'");
    for (const char *s = word; *s;) {
        int n = plain_character((const unsigned char *)s);
        bool hide = n == 0 || (s > word && is_comment_mark(s[-1], *s));
        if (*s == '\n')
            out_text(&out, "\\n");
        else if (hide)
            out_fmt(&out, "\\%03o", (unsigned char)*s);
        else if (*s == '\'' || *s == '\\')
            out_fmt(&out, "\\%c", *s);
        else
            out_text_n(&out, s, (size_t)n);
        s += n > 0 ? n : 1;
    }
    out_text(&out, "'");
    return out.at;
}

/* The word as a shell reads it back, fit for a comment. */
const char *quoted_word(const char *word)
{
    static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                               "_@%+=:,./-";
    if (*word && word[strspn(word, safe)] == '\0')
        return word;
    for (const char *s = word; *s;) {
        int n = plain_character((const unsigned char *)s);
        if (n == 0)
            return escaped_word(word);
        s += n;
    }
    Out out = {0};
    out_text(&out, "'");
    for (const char *s = word; *s; s++) {
        if (s > word && is_comment_mark(s[-1], *s))
            out_text(&out, "''");
        if (*s == '\'')
            out_text(&out, "'\\''");
        else
            out_text_n(&out, s, 1);
    }
    out_text(&out, "'");
    return out.at;
}

/* One escape of $'...', behind its backslash; NULL if it is none of those written above. */
static const char *read_escape(Out *word, const char *s)
{
    if (*s >= '0' && *s <= '3' && s[1] >= '0' && s[1] <= '7' && s[2] >= '0' && s[2] <= '7') {
        char c = (char)((s[0] - '0') << 6 | (s[1] - '0') << 3 | (s[2] - '0'));
        out_text_n(word, &c, 1);
        return c ? s + 3 : NULL;
    }
    if (*s != 'n' && *s != '\'' && *s != '\\')
        return NULL;
    out_text_n(word, *s == 'n' ? "\n" : s, 1);
    return s + 1;
}

/* Reads '...', "..." or $'...' from its first quotation mark on; NULL if it does not end. */
static const char *read_quoted(Out *word, const char *s, bool escapes)
{
    char end = *s++;
    while (s && *s && *s != end) {
        bool literal = end == '"' && *s == '\\' && s[1] && strchr("\"\\$`", s[1]);
        if (escapes && *s == '\\') {
            s = read_escape(word, s + 1);
            continue;
        }
        s += literal;
        out_text_n(word, s++, 1);
    }
    return s && *s ? s + 1 : NULL;
}

/* Reads one word that does not begin with a space; NULL if it is malformed. */
static const char *read_shell_word(Out *word, const char *s)
{
    out_text(word, "");
    while (s && *s && !strchr(" \t\n", *s)) {
        if (*s == '\'' || *s == '"')
            s = read_quoted(word, s, false);
        else if (*s == '$' && s[1] == '\'')
            s = read_quoted(word, s + 1, true);
        else {
            s += *s == '\\' && s[1];
            out_text_n(word, s++, 1);
        }
    }
    return s;
}

/* Splits a text into words as a shell does, without its expansions; false if quotes are open. */
bool shell_words(Names *words, const char *text)
{
    for (const char *s = text + strspn(text, " \t\n"); *s; s += strspn(s, " \t\n")) {
        Out word = {0};
        s = read_shell_word(&word, s);
        if (!s)
            return false;
        append(words, word.at);
    }
    return true;
}

/* ------------------------------------------------------------------ paths */

/* The path without its last part: "a/b/" of "a/b/c", "" of "c". */
const char *folder_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? fmt("%.*s", (int)(slash - path + 1), path) : "";
}

/* An absolute path without ".", ".." and repeated slashes. */
const char *absolute_path(const char *path)
{
    char cwd[PATH_MAX];
    const char *from = *path != '/' && getcwd(cwd, sizeof cwd) ? cwd : "";
    Out out = {0};
    out_text(&out, "");
    for (const char *s = fmt("%s/%s", from, path); *s;) {
        s += strspn(s, "/");
        size_t n = strcspn(s, "/");
        if (n == 2 && strncmp(s, "..", 2) == 0) {
            while (out.n > 0 && out.at[--out.n] != '/')
                ;
            out.at[out.n] = '\0';
        } else if (n > 0 && !(n == 1 && *s == '.')) {
            out_text(&out, "/");
            out_text_n(&out, s, n);
        }
        s += n;
    }
    return out.n > 0 ? out.at : "/";
}

/* How much of both is one folder, without the slash behind it. */
static size_t common_length(const char *a, const char *b)
{
    size_t same = 0;
    for (size_t i = 0;; i++) {
        bool ends = (!a[i] || a[i] == '/') && (!b[i] || b[i] == '/');
        same = ends ? i : same;
        if (!a[i] || a[i] != b[i])
            return same;
    }
}

/* From one absolute folder to an absolute path. */
static const char *relative_path(const char *folder, const char *path)
{
    folder = str_eq(folder, "/") ? "" : folder;
    size_t same = common_length(folder, path);
    Out out = {0};
    out_text(&out, "");
    for (const char *s = folder + same; *s; s++)
        if (*s == '/')
            out_text(&out, "../");
    const char *rest = path + same + strspn(path + same, "/");
    out_text(&out, rest);
    while (out.n > 1 && out.at[out.n - 1] == '/')
        out.at[--out.n] = '\0';
    if (out.n == 0)
        return ".";
    return *out.at == '-' || starts_with(out.at, elsewhere) ? fmt("./%s", out.at) : out.at;
}

/* Are both the same file or folder, or both nothing? */
static bool is_same(const char *a, const char *b)
{
    struct stat sa, sb;
    bool has_a = stat(a, &sa) == 0, has_b = stat(b, &sb) == 0;
    return has_a == has_b && (!has_a || (sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino));
}

/* The folder that paths are relative to, absolute: that of the output, or of the first input. */
static const char *record_folder(void)
{
    struct stat st;
    const char *output = options.drift ? options.drift : options.output;
    bool is_file = !str_eq(output, "-") && (stat(output, &st) != 0 || S_ISREG(st.st_mode));
    if (!is_file)
        output = options.inputs.at[0];
    return absolute_path(fmt("%s.", folder_part(output)));
}

/* The folder that holds output and inputs. */
static const char *project_folder(const char *folder)
{
    size_t n = strlen(folder);
    for (int i = 0; i < options.inputs.n; i++) {
        const char *input = absolute_path(fmt("%s.", folder_part(options.inputs.at[i])));
        size_t same = common_length(folder, input);
        n = same < n ? same : n;
    }
    return fmt("%.*s", (int)n, folder);
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The path as it is recorded. */
static const char *recorded_path(const Setting *given)
{
    const char *path = given->text;
    if (starts_with(path, elsewhere))
        return path;
    const char *folder = record_folder(), *whole = absolute_path(path);
    const char *project = project_folder(folder);
    bool inside = *project && common_length(project, whole) == strlen(project);
    if (*path == '/' && !inside && !given->relocated)
        return fmt("%s%s", elsewhere, last_part(whole));
    const char *relative = relative_path(folder, whole);
    if (is_same(fmt("%s/%s", folder, relative), path))
        return relative;
    char real_folder[PATH_MAX], real[PATH_MAX];
    if (realpath(folder, real_folder) && realpath(path, real))
        return relative_path(real_folder, real);
    return relative;
}

/* Is it searched like #include "...", unless it is here? */
static bool is_searched(const Setting *given)
{
    return str_eq(given->flag, "-include") || str_eq(given->flag, "-imacros");
}

/* The argument is a path, relative to where adcc runs. */
bool names_path(const Setting *given)
{
    static const char *const flags[] = {"-I", "-isystem", "-iquote", "-idirafter", "-isysroot",
                                        "-iprefix", "-p", "--header", "--sysroot", NULL};
    struct stat st;
    if (!given->flag)
        return true;
    if (!given->text || *given->text == '=')
        return false;
    for (int i = 0; flags[i]; i++)
        if (str_eq(given->flag, flags[i]))
            return true;
    return is_searched(given) && (strchr(given->text, '/') || stat(given->text, &st) == 0);
}

/* Moves a recorded path to where it is seen from here; false if it stands for one elsewhere. */
bool relocate(Setting *given, const char *folder)
{
    if (!names_path(given))
        return true;
    if (starts_with(given->text, elsewhere))
        return false;
    if (*folder && *given->text != '/') {
        given->text = fmt("%s%s", folder, given->text);
        given->relocated = true;
    }
    return true;
}

/* ----------------------------------------------------------------- record */

static bool is_listed(const char *flag, const char *const *list)
{
    for (; *list; list++) {
        size_t n = strlen(*list);
        if ((*list)[n - 1] == '*' ? strncmp(flag, *list, n - 1) == 0 : str_eq(flag, *list))
            return true;
    }
    return false;
}

/* Does it shape the output? */
bool is_recorded(const Setting *given)
{
    static const char *const left_out[] = {
        "-o", "--report", "-M*", "-w", "-v", "-d", "--drift", "--check", "--check=statements",
        "--check-plot", "--seed", "--samples", "--tolerance", "--timeout", "--link", "--limit-time",
        "--limit-memory", "--reduce-hint", "--fault", "--help*", "-h", "--version",
        "-pedantic*", "-Qunused-arguments",
        "-fdiagnostics*", "-fcolor-diagnostics", "-fno-color-diagnostics", "-fdebug-prefix-map*",
        "-ffile-prefix-map*", "-fmacro-prefix-map*", NULL};
    if (!given->flag)
        return true;
    if (starts_with(given->flag, "-W"))
        return starts_with(given->flag, "-Wp,");
    return given->kind != SETTING_IGNORED && !is_listed(given->flag, left_out);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The list b,a in alphabetic order. */
static const char *sorted_list(const char *list)
{
    Names names = {0};
    Out out = {0};
    for (const char *s = list; *s; s += strspn(s, ",")) {
        append(&names, intern_n(s, strcspn(s, ",")));
        s += strcspn(s, ",");
    }
    if (names.n > 0)
        qsort(names.at, (size_t)names.n, sizeof *names.at, compare_texts);
    for (int i = 0; i < names.n; i++)
        out_fmt(&out, "%s%s", i > 0 ? "," : "", names.at[i]);
    return out.at ? out.at : list;
}

/* Adds a word to the line, or to the next if it is full. */
static void add_word(Out *out, const char *word)
{
    if (out->column + 1 + (int)strlen(word) > LINE_LIMIT)
        out_text(out, "\n *    ");
    out_fmt(out, " %s", word);
}

static void add_given(Out *out, const Setting *given)
{
    const char *text = given->text;
    if (text && names_path(given)) {
        text = recorded_path(given);
        text = is_searched(given) && !strchr(text, '/') ? fmt("./%s", text) : text;
    }
    if (given->flag && str_eq(given->flag, "--disable"))
        text = sorted_list(text);
    if (!given->flag)
        add_word(out, quoted_word(text));
    else if (!text)
        add_word(out, quoted_word(given->flag));
    else if (given->joined && starts_with(given->flag, "--"))
        add_word(out, fmt("%s=%s", given->flag, quoted_word(text)));
    else if (given->joined)
        add_word(out, quoted_word(fmt("%s%s", given->flag, text)));
    else
        add_word(out, fmt("%s %s", given->flag, quoted_word(text)));
}

/* The file is beside the output and its name needs no quotes: the first line says it all. */
static bool is_plain_input(const Setting *given)
{
    if (given->flag)
        return false;
    const char *path = recorded_path(given);
    return quoted_word(path) == path && (!strchr(path, '/') || starts_with(path, "./-")) &&
           !strchr(path, ',');
}

/* The line of the heading, with its end; "" if there is nothing to be said. */
const char *command_record(void)
{
    Out out = {0};
    bool plain = true, dashes = false;
    out_text(&out, " * Command: adcc");
    for (int i = 0; i < options.given.n; i++) {
        const Setting *given = &options.given.at[i];
        if (!is_recorded(given))
            continue;
        if (given->separated && !dashes)
            add_word(&out, "--");
        dashes |= given->separated;
        plain &= is_plain_input(given);
        add_given(&out, given);
    }
    out_text(&out, "\n");
    return plain ? "" : out.at;
}

/* A file name as it may stand in a comment. */
const char *shown_name(const char *path)
{
    const char *name = last_part(path);
    for (const char *s = name; *s;) {
        int n = plain_character((const unsigned char *)s);
        if (n == 0)
            return escaped_word(name);
        s += n;
    }
    return name;
}

/* ------------------------------------------------------- reading it again */

/* The inputs named in the first line of the heading, if it names no more. */
static bool words_of_list(Names *words, const char *list, const char *end)
{
    while (list < end) {
        size_t n = strcspn(list, ",");
        n = n < (size_t)(end - list) ? n : (size_t)(end - list);
        const char *name = intern_n(list, n);
        append(words, *name == '-' ? fmt("./%s", name) : name);
        list += n;
        list += *list == ',' && list[1] == ' ' ? 2 : 0;
        if (n == 0)
            return false;
    }
    return words->n > 0;
}

/* The rest of a heading's line "Command: adcc", which may go on in lines that begin with spaces. */
static bool words_of_command(Names *words, const char *s, const char *end)
{
    Out joined = {0};
    for (; s < end; s++) {
        s += *s == '\r' && s[1] == '\n';
        bool ends = *s == '\n';
        if (ends && !starts_with(s, "\n *     "))
            break;
        out_text_n(&joined, ends ? " " : s, 1);
        s += ends ? 2 : 0;
    }
    return joined.at && shell_words(words, joined.at);
}

/* A heading that somebody has changed: a line of a comment that still has the command, or the first
 * that still has inputs. */
static bool words_of_changed(Names *words, const char *text)
{
    static const char made[] = "made by adcc", command[] = "Command: adcc ", of[] = " of ";
    bool titled = false;
    for (const char *s = text; *s; s += strcspn(s, "\n"), s += *s == '\n') {
        size_t n = strcspn(s, "\n"), mark = strspn(s, " \t*/");
        if (n > mark && memchr(s, '*', mark) && starts_with(s + mark, command))
            return words_of_command(words, s + mark + sizeof command - 2, s + strlen(s));
        const char *line = fmt("%.*s", (int)n, s);
        const char *list = strstr(line, of), *end = strstr(line, made);
        if (titled || !starts_with(line, "/*") || !list || !end || end <= list + 4)
            continue;
        titled = true;
        list += sizeof of - 1;
        while (end > list + 1 && strchr(", ", end[-1]))
            end--;
        const char *sources = fmt("%.*s", (int)(end - list), list);
        if (!strstr(text, command))
            return words_of_list(words, sources, sources + strlen(sources));
    }
    return false;
}

/* The words of the command behind "adcc" that a heading in the text records; false if none does. */
bool recorded_words(Names *words, const char *text)
{
    static const char title[] = "/* Derivatives of ", line[] = "\n * Command: adcc";
    text += starts_with(text, "\xef\xbb\xbf") ? 3 : 0; /* of an editor: it only marks UTF-8 */
    const char *heading = starts_with(text, title) ? text : NULL;
    if (!heading) {
        heading = strstr(text, fmt("\n%s", title));
        heading = heading ? heading + 1 : NULL;
    }
    const char *end = heading ? strstr(heading, "*/") : NULL;
    const char *made = heading ? strstr(heading, ", made by adcc ") : NULL;
    const char *command = heading ? strstr(heading, line) : NULL;
    if (!end || !made || made > end)
        return words_of_changed(words, text);
    if (!command || command > end)
        return words_of_list(words, heading + sizeof title - 1, made);
    return words_of_command(words, command + sizeof line - 1, end);
}
