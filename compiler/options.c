/* options.c - the command line, by the table in options.def.
 *
 *     adcc -O2 -Iinclude --adjoint 'f wrt(x)' foo.c -o foo_grad.c -- -std=gnu11
 *
 * A word is an option of ours, a flag for libclang, a flag that compilers take and
 * that means nothing here (-O2 -g -c: CFLAGS can be passed as they are), or a
 * source file.  Everything after "--" is for libclang.  Usage errors end the run
 * with status 2 before anything is read.
 */
#include "adcc.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Options options;

/* Reports bad usage and ends the run. */
static NORETURN void PRINTF_LIKE(1, 2) usage_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = (char *)(uintptr_t)vfmt(format, args);
    va_end(args);
    for (char *p = text; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7f)
            *p = '?'; /* words may come from a file that asks a terminal for more */
    fprintf(stderr, "adcc: error: %s\n", text);
    exit(2);
}

/* ----------------------------------------------- what the options do */

static void set_output(const char *file)
{
    options.output = file;
}

static void set_header(const char *file)
{
    options.header = file;
}

static void set_report(const char *file)
{
    options.report = file;
}

/* An annotation that stands on the command line instead of in the source. */
static Annotation command_line_annotation(const char *text)
{
    File *file = new(File);
    file->name = "<command line>";
    file->text = text;
    file->size = strlen(text);
    return (Annotation){text, {file, 0, (int)file->size}};
}

static void add_adjoint(const char *text)
{
    append(&options.adjoints, command_line_annotation(text));
}

static void add_tangent(const char *text)
{
    append(&options.tangents, command_line_annotation(text));
}

static void set_whole(const char *unused)
{
    (void)unused;
    options.whole = true;
}

static void set_embed(const char *unused)
{
    (void)unused;
    options.embed_runtime = true;
}

static void set_singular(const char *unused)
{
    (void)unused;
    options.ieee_singular = true;
}

static void set_trap(const char *unused)
{
    (void)unused;
    options.trap = true;
}

static void set_trap_independent(const char *unused)
{
    (void)unused;
    options.trap_independent = true;
}

static void set_kinks(const char *unused)
{
    (void)unused;
    options.kinks = true;
}

static void set_emit(const char *kind)
{
    static const char *const kinds[] = {[EMIT_GRAD] = "grad",
                                        [EMIT_PRIMAL] = "primal",
                                        [EMIT_IR] = "ir",
                                        [EMIT_LOWERED] = "lowered",
                                        [EMIT_CHECK] = "check"};
    for (int i = 0; i < (int)(sizeof kinds / sizeof *kinds); i++)
        if (str_eq(kinds[i], kind)) {
            options.emit = (Emit)i;
            options.emit_given = kind;
            return;
        }
    usage_error("unknown kind '%s' in --emit; it is one of grad, primal, ir, check", kind);
}

static void set_make_deps(const char *unused)
{
    (void)unused;
    options.make_deps = true;
}

static void set_phony(const char *unused)
{
    (void)unused;
    options.phony_deps = true;
}

static void set_deps_file(const char *file)
{
    options.deps_file = file;
}

static void add_target(const char *name)
{
    append(&options.deps_targets, name);
}

static void quote_target(const char *name)
{
    append(&options.deps_targets, make_quoted(name));
}

static void set_database(const char *directory)
{
    options.database = directory;
}

static void set_check(const char *unused)
{
    (void)unused;
    options.check = true;
    options.emit = EMIT_CHECK;
}

/* Statements are compared one by one: none may be merged with others or left out. */
static void set_statements(const char *unused)
{
    set_check(unused);
    options.statements = true;
    options.no_activity = options.no_tbr = options.no_recompute = options.no_liveness = true;
    options.no_block_tape = options.no_joint = options.no_simplify = options.no_sink = true;
    options.no_rerun = options.no_fuse = options.no_costly = options.no_elements = true;
    options.no_checkpoint = options.no_foresee = options.no_sums = options.no_order = true;
    options.no_reciprocal = options.no_filled = options.no_hold = options.no_stages = true;
    options.no_products = options.no_contract = options.no_assume = options.no_fields = true;
    options.no_blocks = options.no_inline = options.no_direct = true;
    options.no_restrict = options.no_twins = options.no_scatter = options.no_apart = true;
    options.no_window = options.no_gather = options.no_independent = options.no_lift = true;
    options.no_ring = true;
}

static void set_plot(const char *file)
{
    set_check(NULL);
    options.plot = file;
}

/* A number that the option's text spells in whole, within the range. */
static long number_of(const char *option, const char *text, long low, long high)
{
    char *end;
    errno = 0;
    long n = strtol(text, &end, 10);
    if (!*text || *end || errno || n < low || n > high)
        usage_error("%s takes a number from %ld to %ld, not '%s'", option, low, high, text);
    return n;
}

static void set_seed(const char *text)
{
    number_of("--seed", text, 0, LONG_MAX);
    options.seed = text;
}

static void set_samples(const char *text)
{
    number_of("--samples", text, 1, 1000000);
    options.samples = text;
}

static void set_timeout(const char *text)
{
    options.timeout = (int)number_of("--timeout", text, 0, 1000000);
}

/* X, or X,Y */
static void set_tolerance(const char *text)
{
    char *end;
    double x = strtod(text, &end), y = x;
    if (end != text && *end == ',') {
        const char *second = end + 1;
        y = strtod(second, &end);
        x = end == second ? 0 : x;
    }
    if (end == text || *end || !(x > 0 && x < 1) || !(y > 0 && y < 1))
        usage_error("--tolerance takes a number between 0 and 1, or two with a comma, not '%s'",
                    text);
    options.tolerance = text;
}

static void set_limit_time(const char *text)
{
    options.limit_time = number_of("--limit-time", text, 0, 1000000000);
}

static void set_limit_memory(const char *text)
{
    options.limit_memory = number_of("--limit-memory", text, 0, 1000000000);
}

static void set_reduce_hint(const char *unused)
{
    (void)unused;
    options.reduce_hint = true;
}

static void set_fault(const char *text)
{
    options.fault = text;
}

static void set_drift(const char *file)
{
    options.drift = file;
}

static void add_link(const char *argument)
{
    append(&options.links, argument);
}

/* Ends the run after --help, --version and the like; their output may be a full disk. */
static NORETURN void done(void)
{
    if (ferror(stdout) || fflush(stdout) != 0) {
        perror("adcc: error: standard output");
        exit(2);
    }
    exit(0);
}

/* An optimisation that can be left out. */
typedef struct Switch {
    const char *name, *help;
    bool *field;
} Switch;
static const Switch switches[] = {
#define OPTION(spelling, argument, obey, help)
#define SWITCH(name, field, help) {name, help, &options.field},
#include "options.def"
#undef OPTION
#undef SWITCH
};
enum { N_SWITCHES = sizeof switches / sizeof *switches };

static NORETURN void list_switches(const char *unused)
{
    (void)unused;
    printf("--disable=NAME,... leaves these out; derivatives stay the same but for rounding:\n");
    for (int i = 0; i < N_SWITCHES; i++)
        printf("  %-12s %s\n", switches[i].name, switches[i].help);
    done();
}

/* --disable=tbr,activity leaves optimisations out; the tests compare. */
static void disable(const char *list)
{
    for (const char *s = list; *s;) {
        size_t n = strcspn(s, ",");
        int i = 0;
        while (i < N_SWITCHES &&
               (strlen(switches[i].name) != n || strncmp(switches[i].name, s, n) != 0))
            i++;
        if (i == N_SWITCHES)
            usage_error("unknown name '%.*s' in --disable; --help=disable lists them", (int)n, s);
        *switches[i].field = true;
        s += n + (s[n] == ',');
    }
}

static void set_dump(const char *letters)
{
    options.dump = letters;
}

static void set_no_warnings(const char *unused)
{
    (void)unused;
    set_warning("-w");
    append(&options.clang_flags, "-w");
}

static void set_verbose(const char *unused)
{
    (void)unused;
    options.verbose = true;
}

static NORETURN void print_version(const char *unused)
{
    (void)unused;
    printf("adcc %s (libclang %s)\n", ADCC_VERSION, LIBCLANG_VERSION);
    done();
}

static NORETURN void print_help(const char *unused);

/* ------------------------------------------------------------ the tables */

/* An option of adcc. */
typedef struct Option {
    const char *spelling, *argument;
    void (*obey)(const char *argument);
    const char *help;
} Option;
static const Option table[] = {
#define OPTION(spelling, argument, obey, help) {spelling, argument, obey, help},
#define SWITCH(name, field, help)
#include "options.def"
#undef OPTION
#undef SWITCH
};
enum { N_OPTIONS = sizeof table / sizeof *table };

/* Flags for libclang that take the next word when nothing is joined to them. */
static const char *const clang_with_argument[] = {"-I",
                                                  "-D",
                                                  "-U",
                                                  "-isystem",
                                                  "-include",
                                                  "-iquote",
                                                  "-idirafter",
                                                  "-imacros",
                                                  "-isysroot",
                                                  "-target",
                                                  "-x",
                                                  "-Xclang",
                                                  "-Xpreprocessor",
                                                  "-iprefix",
                                                  "-iwithprefix",
                                                  "-iwithprefixbefore",
                                                  "--param",
                                                  NULL};
/* Other flags for libclang, by how they begin. */
static const char *const clang_prefixes[] = {
    "-std=",      "-f",        "-m",        "-W",
    "-ansi",      "-pedantic", "-nostdinc", "-nobuiltininc",
    "-pthread",   "--sysroot", "--target=", "-resource-dir",
    "-trigraphs", "-undef",    "-stdlib=",  "-Qunused-arguments",
    "--std=",     NULL};
/* Flags of compilers that mean nothing here; those with * by how they begin. */
static const char *const ignored[] = {
    "-O*", "-g",    "-g0", "-g1", "-g2", "-g3",   "-ggdb*", "-gdwarf*",  "-gsplit-dwarf",
    "-c",  "-pipe", "-s",  "-l*", "-L*", "-Wl,*", "-Wa,*",  "-rdynamic", NULL};

static NORETURN void print_help(const char *unused)
{
    (void)unused;
    printf("usage: adcc [options] foo.c [bar.c ...] -o foo_grad.c [-- clang flags]\n\n"
           "Writes C code that computes the derivatives of C functions.\n\n");
    for (int i = 0; i < N_OPTIONS; i++) {
        if (!table[i].help)
            continue;
        const char *gap = !table[i].argument                     ? ""
                          : starts_with(table[i].spelling, "--") ? "="
                                                                 : " ";
        const char *left =
            fmt("%s%s%s", table[i].spelling, gap, table[i].argument ? table[i].argument : "");
        printf(strlen(left) > 22 ? "  %s\n%26s%s\n" : "  %-22s%.0s  %s\n", left, "", table[i].help);
    }
    printf("  -I -D -U -isystem -include -std= -f... -m...\n"
           "                          are given to libclang, like everything after '--'\n"
           "  -Wname -Wno-name -Werror -Werror=name\n"
           "                          warnings, as compilers have them; those of adcc are:\n");
#define WARNING(name, help) printf("    %-22s%s\n", name, help);
#include "warnings.def"
#undef WARNING
    printf("\nThe exit status is 0 if the output was written, 1 if the input cannot be\n"
           "parsed or differentiated, 2 for bad usage.\n");
    done();
}

/* ------------------------------------------------------- reading the words */

/* The words of the command line and how far they are read. */
typedef struct Arguments {
    char **at;
    int n, next;
} Arguments;

/* The argument of an option that needs one: what is joined to it, or the next word. */
static const char *argument_of(Arguments *words, const char *option, const char *joined)
{
    if (*joined)
        return joined;
    if (words->next == words->n)
        usage_error("option '%s' needs an argument", option);
    return words->at[words->next++];
}

/* The word as an option of adcc; false if it is none. */
static bool read_option(Arguments *words, const char *word, Setting *given)
{
    for (int i = 0; i < N_OPTIONS; i++) {
        const Option *o = &table[i];
        size_t n = strlen(o->spelling);
        bool is_long = starts_with(o->spelling, "--"), equal = str_eq(word, o->spelling);
        bool joins =
            is_long ? word[strcspn(word, "=")] == '=' : strchr("oM", o->spelling[1]) != NULL;
        if (!equal && (!o->argument || !joins || strncmp(word, o->spelling, n) != 0))
            continue;
        if (!equal && is_long && word[n] != '=')
            continue;
        *given = (Setting){.kind = SETTING_OPTION, .flag = o->spelling, .obey = o->obey};
        given->joined = o->argument && !equal;
        if (o->argument && is_long && !equal)
            given->text = word + n + 1;
        else if (o->argument)
            given->text = argument_of(words, o->spelling, word + n);
        return true;
    }
    return false;
}

/* Does the word begin with one of these? */
static bool begins_with_any(const char *word, const char *const *prefixes)
{
    while (*prefixes && !starts_with(word, *prefixes))
        prefixes++;
    return *prefixes;
}

/* Is the word a flag that compilers take and adcc need not? */
static bool is_ignored(const char *word)
{
    for (const char *const *flag = ignored; *flag; flag++) {
        size_t n = strlen(*flag);
        bool by_prefix = (*flag)[n - 1] == '*';
        if (by_prefix ? strncmp(word, *flag, n - 1) == 0 : str_eq(word, *flag))
            return true;
    }
    return false;
}

/* The word as a flag for libclang, with its argument if it takes one. */
static Setting flag_given(Arguments *words, const char *word)
{
    const char *best = NULL;
    for (const char *const *flag = clang_with_argument; *flag; flag++)
        if (starts_with(word, *flag) && (!best || strlen(*flag) > strlen(best)))
            best = *flag;
    if (!best)
        return (Setting){.kind = SETTING_FLAG, .flag = word};
    bool joined = !str_eq(word, best);
    return (Setting){.kind = SETTING_FLAG,
                   .flag = best,
                   .text = argument_of(words, best, word + strlen(best)),
                   .joined = joined};
}

/* Is the word a flag of clang that we pass on? */
bool is_clang_flag(const char *word)
{
    return begins_with_any(word, clang_with_argument) || begins_with_any(word, clang_prefixes);
}

/* Keeps what is given for libclang. */
static void keep_flag(const Setting *given)
{
    bool ours = starts_with(given->flag, "-W") && !given->separated && set_warning(given->flag);
    if (ours && !str_eq(given->flag, "-Werror"))
        return;
    if (given->joined)
        append(&options.clang_flags, fmt("%s%s", given->flag, given->text));
    else {
        append(&options.clang_flags, given->flag);
        if (given->text)
            append(&options.clang_flags, given->text);
    }
}

/* How many letters must change to turn a into b, roughly: for guessing what was meant. */
static int distance(const char *a, const char *b)
{
    int n = (int)strlen(a), m = (int)strlen(b);
    int *row = new_array(int, m + 1);
    for (int j = 0; j <= m; j++)
        row[j] = j;
    for (int i = 1; i <= n; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= m; j++) {
            int best = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            best = best < row[j] + 1 ? best : row[j] + 1;
            row[j] = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
        }
    }
    return row[m];
}

/* Ends the run for a word that nobody knows, with a hint. */
static NORETURN void unknown_option(const char *word)
{
    const char *name = intern_n(word, strcspn(word, "=")), *best = NULL;
    int least = 3;
    for (int i = 0; i < N_OPTIONS; i++) {
        int d = table[i].help && strlen(table[i].spelling) > 2 ? distance(name, table[i].spelling)
                                                               : least;
        if (d < least) {
            least = d;
            best = table[i].spelling;
        }
    }
    if (best)
        usage_error("unknown option '%s'; did you mean '%s'?", word, best);
    usage_error("unknown option '%s'; see adcc --help, and give flags for libclang after '--'",
                word);
}

/* Reads one word that is not "--". */
static Setting read_word(Arguments *words, const char *word)
{
    Setting given = {.kind = SETTING_INPUT, .text = word};
    if (str_eq(word, "-"))
        usage_error("reading from standard input is not supported; name a file");
    if (*word == '\0')
        usage_error("an empty file name");
    if (*word != '-' || read_option(words, word, &given))
        return given;
    if (is_ignored(word))
        return (Setting){.kind = SETTING_IGNORED, .flag = word};
    if (!is_clang_flag(word))
        unknown_option(word);
    return flag_given(words, word);
}

/* Reads all words, up to "--" and behind it. */
static Settings read_words(Arguments *words)
{
    Settings all = {0};
    while (words->next < words->n) {
        const char *word = words->at[words->next++];
        if (str_eq(word, "--"))
            break;
        append(&all, read_word(words, word));
    }
    while (words->next < words->n) {
        const char *word = words->at[words->next++];
        bool pair = words->next < words->n && (str_eq(word, "-o") || str_eq(word, "-MF") ||
                                               str_eq(word, "-MT") || str_eq(word, "-MQ"));
        Setting given = flag_given(words, word);
        if (pair)
            given.text = words->at[words->next++];
        given.separated = true;
        append(&all, given);
    }
    return all;
}

/* Does what is said. */
static void obey(const Setting *given)
{
    if (given->kind == SETTING_INPUT)
        append(&options.inputs, given->text);
    else if (given->kind == SETTING_OPTION)
        given->obey(given->text);
    else if (given->kind == SETTING_FLAG)
        keep_flag(given);
}

static Options default_options(void);

/* Obeys the command that the compared file records, before what the command line adds to it. */
static void obey_record(void)
{
    Names words = {0};
    const File *file = drift_file();
    if (!recorded_words(&words, file->text))
        usage_error("%s does not say how it was made; give the inputs and options as well",
                    options.drift);
    Arguments read = {(char **)(uintptr_t)words.at, words.n, 0};
    Settings record = read_words(&read), added = options.given;
    options = default_options();
    options.drift = file->name;
    options.from_record = true;
    const char *missing = NULL;
    for (int i = 0; i < record.n; i++) {
        Setting *given = &record.at[i];
        if (!is_harmless(given))
            usage_error("%s asks for '%s', which must be given on the command line",
                        options.drift, given->flag);
        const char *path = given->text;
        bool here = relocate(given, folder_part(options.drift));
        if (here && !is_trusted(given))
            usage_error("%s was made from '%s', outside of its project; run adcc in a folder that "
                        "holds both, or give the whole command", options.drift, path);
        if (here)
            obey(given);
        else
            missing = path;
    }
    bool completed = false;
    for (int i = 0; i < added.n; i++) {
        completed |= added.at[i].kind == SETTING_FLAG;
        obey(&added.at[i]);
    }
    if (options.inputs.n == 0 || (missing && !completed))
        usage_error("%s was made from '%s', outside of its project; give %s as well", options.drift,
                    missing, options.inputs.n == 0 ? "the inputs and options" : "the options");
    options.given = record;
}

/* ------------------------------------------------------------- what follows */

/* foo.c gives foo_grad.c, beside it: its #include "..." lines are carried over. */
static const char *default_output(const char *input)
{
    const char *slash = strrchr(input, '/'), *dot = strrchr(input, '.');
    size_t n =
        dot && (!slash || dot > slash + 1) && dot > input ? (size_t)(dot - input) : strlen(input);
    return fmt("%.*s_grad.c", (int)n, input);
}

/* Are these names of one file?  Also if it does not exist yet. */
static bool is_same_file(const char *a, const char *b)
{
    struct stat sa, sb;
    int found_a = stat(a, &sa), found_b = stat(b, &sb);
    if (found_a == 0 && found_b == 0)
        return S_ISREG(sa.st_mode) && sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino;
    if (found_a != found_b)
        return false;
    const char *slash_a = strrchr(a, '/'), *slash_b = strrchr(b, '/');
    const char *dir_a = slash_a ? fmt("%.*s/", (int)(slash_a - a), a) : ".";
    const char *dir_b = slash_b ? fmt("%.*s/", (int)(slash_b - b), b) : ".";
    return str_eq(slash_a ? slash_a + 1 : a, slash_b ? slash_b + 1 : b) && stat(dir_a, &sa) == 0 &&
           stat(dir_b, &sb) == 0 && sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino;
}

/* Refuses to write one file twice, or over an input. */
static void check_outputs(void)
{
    const char *outputs[] = {options.output, options.header,
                             options.make_deps ? options.deps_file : NULL, options.plot,
                             options.report};
    for (int i = 0; i < 5; i++) {
        if (!outputs[i])
            continue;
        if (*outputs[i] == '\0')
            usage_error("an empty file name");
        bool is_stdout = str_eq(outputs[i], "-");
        for (int k = 0; k < options.inputs.n && !is_stdout; k++)
            if (is_same_file(outputs[i], options.inputs.at[k]))
                usage_error("output '%s' would overwrite the input", outputs[i]);
        for (int k = 0; k < i; k++)
            if (outputs[k] &&
                (is_stdout ? str_eq(outputs[k], "-") : is_same_file(outputs[i], outputs[k])))
                usage_error("'%s' would be written twice", outputs[i]);
    }
}

static bool is_outside(const char *file)
{
    return !is_in_project(file);
}

/* Nothing is run and nothing written but the differences. */
static void prepare_drift(void)
{
    hides_text = options.from_record ? is_outside : NULL;
    if (options.check || options.plot)
        usage_error("--drift and --check do not go together");
    set_failure_status(2);
    options.make_deps = false;
    if (options.header && str_eq(options.header, "-"))
        options.header = NULL;
}

/* Gives the files that were not named their names. */
static void set_defaults(void)
{
    if (options.inputs.n == 0)
        usage_error("no input file; see adcc --help");
    for (int i = 0; i < options.inputs.n; i++)
        for (int k = 0; k < i; k++)
            if (is_same_file(options.inputs.at[i], options.inputs.at[k]))
                usage_error("input '%s' is given twice", options.inputs.at[i]);
    if (options.drift)
        options.output = options.drift;
    if (!options.output && options.emit != EMIT_GRAD)
        options.output = "-";
    if (!options.output && options.inputs.n > 1)
        usage_error("several input files need an output file: -o FILE");
    if (!options.output)
        options.output = default_output(options.inputs.at[0]);
    if (options.check && options.emit_given && !str_eq(options.emit_given, "check"))
        usage_error("--check and --emit=%s do not go together", options.emit_given);
    if (options.emit == EMIT_PRIMAL && options.inputs.n > 1)
        usage_error("--emit=primal takes one input file");
    if (options.whole && options.inputs.n > 1)
        usage_error("--whole takes one input file");
    if (options.deps_file)
        options.make_deps = true;
    if (!options.make_deps)
        return;
    bool to_stdout = str_eq(options.output, "-");
    if (to_stdout && (!options.deps_file || options.deps_targets.n == 0))
        usage_error("-MD with output to standard output needs -MF FILE and -MT NAME");
    if (!options.deps_file) {
        const char *o = options.output, *slash = strrchr(o, '/'), *dot = strrchr(o, '.');
        bool has_dot = dot && dot > o && (!slash || dot > slash + 1);
        options.deps_file = fmt("%.*s.d", has_dot ? (int)(dot - o) : (int)strlen(o), o);
    }
    if (options.deps_targets.n == 0)
        append(&options.deps_targets, make_quoted(options.output));
}

/* Lets sources find <adcc.h> where adcc was built or installed. */
static void find_headers(void)
{
    char exe[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n <= 0)
        return;
    exe[n] = '\0';
    for (int i = 0; i < 2; i++) { /* PREFIX/bin/adcc */
        char *slash = strrchr(exe, '/');
        if (!slash)
            return;
        *slash = '\0';
    }
    const char *dir = fmt("%s/include", exe);
    if (access(fmt("%s/adcc.h", dir), R_OK) == 0) {
        append(&options.clang_flags, "-idirafter");
        append(&options.clang_flags, dir);
    }
}

/* Options with what holds where nothing is said. */
static Options default_options(void)
{
    double pages = (double)sysconf(_SC_PHYS_PAGES), bytes = (double)sysconf(_SC_PAGESIZE);
    return (Options){.timeout = 300,
                     .limit_time = 600,
                     .limit_memory = (long)(0.75 * pages * bytes / (1 << 20))};
}

/* Reads the command line into 'options'. */
void parse_options(int argc, char **argv)
{
    Arguments words = {argv, argc, 1};
    options = default_options();
    options.given = read_words(&words);
    for (int i = 0; i < options.given.n; i++)
        obey(&options.given.at[i]);
    if (options.drift && options.inputs.n == 0)
        obey_record();
    set_defaults();
    if (options.drift)
        prepare_drift();
    else
        check_outputs();
    find_headers();
}
