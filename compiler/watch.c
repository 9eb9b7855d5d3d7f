/* watch.c - what happens when adcc itself goes wrong: defects, crashes, limits.
 *
 * A failed check of adcc (die) and a signal end in the same report: what went wrong, the pass and
 * the place of the source it was at, what to attach to a report; nothing is written and the exit
 * status is 3.  While libclang parses, a crash is its own, and an input that cannot be parsed: 1.
 * Signals run on a stack of their own, so that an overflow of the stack is told as
 * well, and the report is made by write() alone.  The pipeline runs in a thread; the main thread
 * watches its time and memory and ends the run beyond the limits.
 */
#include "adcc.h"
#include "verify.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define HANDLES_CRASHES false /* the sanitizer does */
#else
#define HANDLES_CRASHES true
#endif

enum { SHORTEST_STACK = 1 << 26, LONGEST_STACK = 1 << 30, SIGNAL_STACK = 1 << 16 };

static const char *hint_before, *hint_after; /* of --reduce-hint, around the message */
static const char *stack_end;                /* the lowest address of the pipeline's stack */
static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER; /* outputs are put in place */

/* --------------------------------------------------------------- the report */

static void say(const char *text)
{
    size_t n = strlen(text);
    while (n > 0) {
        ssize_t done = write(STDERR_FILENO, text, n);
        if (done <= 0 && errno != EINTR)
            return;
        text += done > 0 ? done : 0;
        n -= done > 0 ? (size_t)done : 0;
    }
}

static void say_number(int number)
{
    char digits[16], *s = digits + sizeof digits - 1;
    for (*s = '\0'; number > 0 || !*s; number /= 10)
        *--s = (char)('0' + number % 10);
    say(s);
}

/* Says where adcc is, without the help of anything that may be broken. */
static void say_place(void)
{
    Loc loc = place_at_work();
    if (loc.file) {
        int line = 1, column = 1;
        for (int i = 0; loc.file->text && i < loc.from && i < (int)loc.file->size; i++) {
            column = loc.file->text[i] == '\n' ? 1 : column + 1;
            line += loc.file->text[i] == '\n';
        }
        say(loc.file->name);
        say(":");
        say_number(line);
        say(":");
        say_number(column);
    } else {
        say("adcc");
    }
    say(": note: in the pass '");
    say(pass_at_work());
    say(loc.file ? "', here\n" : "'\n");
}

/* Reports a defect, with everything a report of it needs. */
static void report(const char *message)
{
    say("adcc: internal error: ");
    say(message);
    say("\n");
    say_place();
    say("adcc: note: this is a defect of adcc " ADCC_VERSION " (libclang " LIBCLANG_VERSION
        "); please report it, with these messages, the command\n"
        "adcc: note: and the source; --reduce-hint with the same command tells how to make it "
        "small\n");
    if (!hint_before)
        return;
    size_t n = strcspn(message, "(:'\n");
    say(hint_before);
    if (write(STDERR_FILENO, message, n) < 0)
        return;
    say(hint_after);
}

/* Ends the run at once; nothing of what was being made stays. */
static NORETURN void leave(int status)
{
    remove_temporaries();
    remove_check_folder();
    _exit(status);
}

static void end_with_report(const char *message)
{
    fflush(NULL);
    report(message);
    leave(3);
}

static const char *name_of_crash(int number, const siginfo_t *info)
{
    const char *at = info->si_addr;
    switch (number) {
    case SIGSEGV:
    case SIGBUS:
        if (stack_end && at < stack_end + SIGNAL_STACK && at > stack_end - 2 * SIGNAL_STACK)
            return "stack overflow: something is nested too deeply";
        return number == SIGBUS ? "bus error" : "segmentation fault";
    case SIGABRT:
        return "abort";
    case SIGFPE:
        return "arithmetic exception";
    default:
        return "illegal instruction";
    }
}

static void crashed(int number, siginfo_t *info, void *unused)
{
    static volatile sig_atomic_t again;
    (void)unused;
    if (again++)
        _exit(3);
    if (str_eq(pass_at_work(), "parse")) {
        say("adcc: error: clang crashed: ");
        say(name_of_crash(number, info));
        say("\n");
        say_place();
        leave(failure_status());
    }
    report(name_of_crash(number, info));
    leave(3);
}

static void ended(int number)
{
    remove_temporaries();
    signal(number, SIG_DFL);
    raise(number);
}

/* Descriptors 0 to 2 must be taken, or messages would go into a file. */
static void open_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
            _exit(2);
}

void prepare_for_failure(void)
{
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction crash = {.sa_sigaction = crashed, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    struct sigaction end = {.sa_handler = ended, .sa_flags = SA_ONSTACK}, old;
    open_descriptors();
    sigemptyset(&crash.sa_mask);
    sigemptyset(&end.sa_mask);
    for (size_t i = 0; HANDLES_CRASHES && i < sizeof crashes / sizeof *crashes; i++)
        sigaction(crashes[i], &crash, NULL);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(ends[i], &end, NULL);
    signal(SIGPIPE, SIG_IGN); /* write() says it */
    signal(SIGXFSZ, SIG_IGN);
    setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", 1); /* its handlers need the stack */
    internal_error_hook = end_with_report;
}

/* ------------------------------------------------------------ --reduce-hint */

/* The option and its argument as they are needed in another folder; false if not at all. */
static bool put_setting(Out *out, const Setting *given)
{
    static const char *const left_out[] = {"-o", "--header", "--reduce-hint", "--drift", NULL};
    const char *text = given->text;
    for (int i = 0; given->flag && left_out[i]; i++)
        if (str_eq(given->flag, left_out[i]))
            return false;
    if (given->flag && starts_with(given->flag, "-M"))
        return false;
    if (!given->flag)
        text = strrchr(text, '/') ? strrchr(text, '/') + 1 : text;
    else if (text && names_path(given))
        text = absolute_path(text);
    const char *flag = given->flag ? given->flag : "", *gap = "";
    if (*flag && text)
        gap = !given->joined ? " " : starts_with(flag, "--") ? "=" : "";
    out_fmt(out, " %s%s%s", *flag ? quoted_word(flag) : "", gap, text ? quoted_word(text) : "");
    return true;
}

/* A script for cvise that keeps what makes adcc fail in this way. */
static void write_hint(void)
{
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    Out command = {0}, copies = {0}, names = {0};
    bool dashes = false;
    out_text(&command, quoted_word(n > 0 ? intern_n(program, (size_t)n) : "adcc"));
    for (int i = 0; i < options.inputs.n; i++) {
        const char *path = absolute_path(options.inputs.at[i]), *name = strrchr(path, '/') + 1;
        name = *name == '-' ? fmt("./%s", name) : name;
        out_fmt(&copies, "cp %s .\n", quoted_word(path));
        out_fmt(&names, " %s", quoted_word(name));
        out_fmt(&command, " -iquote %s", quoted_word(absolute_path(fmt("%s.", folder_part(path)))));
    }
    for (int i = 0; i < options.given.n; i++) {
        if (options.given.at[i].separated && !dashes)
            out_text(&command, " -o /dev/null --");
        dashes |= options.given.at[i].separated;
        put_setting(&command, &options.given.at[i]);
    }
    hint_before = fmt("# In an empty folder, with cvise (C-Vise) installed:\n"
                      "%scat >interesting <<'END'\n#!/usr/bin/env bash\n"
                      "%s%s >messages 2>&1\n[ $? = 3 ] && grep -qF '",
                      copies.at ? copies.at : "", command.at, dashes ? "" : " -o /dev/null");
    hint_after = fmt("' messages\nEND\nchmod +x interesting\ncvise ./interesting%s\n",
                     names.at ? names.at : "");
}

/* ------------------------------------------------------------------- limits */

static long resident_megabytes(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && fscanf(file, "%*d %ld", &pages) != 1)
        pages = 0;
    if (file)
        fclose(file);
    return (long)((double)pages * (double)sysconf(_SC_PAGESIZE) / (1 << 20));
}

/* Seconds that the processor has worked for this process. */
static double seconds_worked(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) == 0
               ? (double)t.tv_sec + 1e-9 * (double)t.tv_nsec : 0.0;
}

/* Ends the run, unless it is about to end itself. */
static void stop_beyond(const char *what, long limit, const char *unit, const char *option)
{
    if (pthread_mutex_trylock(&writing) != 0)
        return;
    char text[200];
    snprintf(text, sizeof text, "adcc: error: more than %ld %s of %s are needed (%s)\n", limit,
             unit, what, option);
    say(text);
    say_place();
    leave(failure_status());
}

/* Waits for the end of the run; there is none beyond the limits. */
static void watch(pthread_t thread)
{
    for (;;) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += 20000000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        if (pthread_timedjoin_np(thread, NULL, &until) != ETIMEDOUT)
            return;
        if (options.limit_time > 0 && seconds_worked() > (double)options.limit_time)
            stop_beyond("computing time", options.limit_time, "seconds", "--limit-time");
        if (options.limit_memory > 0 && resident_megabytes() > options.limit_memory)
            stop_beyond("memory", options.limit_memory, "megabytes", "--limit-memory");
    }
}

void begin_writing(void)
{
    pthread_mutex_lock(&writing);
}

/* ------------------------------------------------------------------- faults */

/* --fault=die@simplify: goes wrong in this way, in this pass; for tests. */
static void go_wrong(const char *pass)
{
    size_t n = strcspn(options.fault, "@");
    if (!options.fault[n] || !str_eq(options.fault + n + 1, pass))
        return;
    const char *kind = intern_n(options.fault, n);
    if (str_eq(kind, "die"))
        die("a fault (%s)", kind);
    if (str_eq(kind, "segv"))
        raise(SIGSEGV);
    if (str_eq(kind, "abort"))
        abort();
    if (str_eq(kind, "overflow"))
        go_wrong(pass);
    while (str_eq(kind, "loop"))
        continue;
    while (str_eq(kind, "memory"))
        memset(arena_alloc(1 << 20), 1, 1 << 20);
}

/* -------------------------------------------------------------------- the run */

/* What the pipeline's thread begins with. */
static void *begin(void *run)
{
    pthread_attr_t attr;
    void *low;
    size_t size;
    stack_t other = {.ss_sp = arena_alloc(SIGNAL_STACK), .ss_size = SIGNAL_STACK};
    if (HANDLES_CRASHES)
        sigaltstack(&other, NULL);
    if (pthread_getattr_np(pthread_self(), &attr) == 0) {
        if (pthread_attr_getstack(&attr, &low, &size) == 0)
            stack_end = low;
        pthread_attr_destroy(&attr);
    }
    ((void (*)(void))(uintptr_t)run)();
    return NULL;
}

void run_watched(void (*run)(void))
{
    pthread_attr_t attr;
    pthread_t thread;
    if (options.reduce_hint)
        write_hint();
    if (options.fault)
        at_work_hook = go_wrong;
    pthread_attr_init(&attr);
    for (size_t size = LONGEST_STACK; size >= SHORTEST_STACK; size /= 2)
        if (pthread_attr_setstacksize(&attr, size) == 0 &&
            pthread_create(&thread, &attr, begin, (void *)(uintptr_t)run) == 0) {
            watch(thread);
            return;
        }
    begin((void *)(uintptr_t)run);
}
