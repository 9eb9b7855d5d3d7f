/* main.c - the pipeline, from the command line to the written file.
 *
 *     foo.c -> read_unit -> collect_requests -> tangent_of, adjoint_of -> emit_grad -> foo_grad.c
 *
 * Every pass but the last works on the whole program, and each may report errors;
 * between the stages the run ends if there were any, so that nothing is written
 * of a program that was not understood.
 */
#include "adcc.h"
#include "report.h"
#include "trap.h"
#include "verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Says why a source file cannot be read; true if it can. */
static bool is_readable(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_NONBLOCK);
    bool ok = fd >= 0 && fstat(fd, &st) == 0;
    const char *why = !ok                   ? strerror(errno)
                      : S_ISDIR(st.st_mode) ? strerror(EISDIR)
                                            : "not a file";
    ok = ok && S_ISREG(st.st_mode);
    if (!ok)
        fprintf(stderr, "adcc: error: %s: %s\n", options.from_record ? quoted_word(path) : path,
                why);
    if (fd >= 0)
        close(fd);
    return ok;
}

/* Reads all input files into one program; ends the run if one has errors. */
static Units *read_program(void)
{
    bool ok = true;
    for (int i = 0; i < options.inputs.n; i++)
        ok &= is_readable(options.inputs.at[i]);
    if (!ok)
        end_failed();
    Units *program = new(Units);
    for (int i = 0; i < options.inputs.n; i++) {
        File *file = new(File);
        file->name = options.inputs.at[i];
        working_on("parse", (Loc){file, 0, 0});
        Unit *unit = read_unit(options.inputs.at[i]);
        if (unit)
            append(program, unit);
    }
    stop_if_errors();
    if (program->n < options.inputs.n)
        end_failed();
    link_units(program);
    stop_if_errors();
#ifdef CHECK_IR
    for (int i = 0; i < program->n; i++)
        check_unit(program->at[i], "clang");
#endif
    return program;
}

/* Brings a function to normal form and says what could not be. */
static void lower_and_check(Func *f)
{
    Loc where = f->loc;
    lower_func(f);
#ifdef CHECK_IR
    check_func(f, "lower");
#endif
    const char *why = normal_form_violation(f, &where);
    if (why)
        warn_at(where, "unsupported", "%s", why);
}

/* Brings every function to normal form, for --emit=lowered. */
static void lower_all(Units *program)
{
    for (int i = 0; i < program->n; i++)
        for (int k = 0; k < program->at[i]->funcs.n; k++)
            lower_and_check(program->at[i]->funcs.at[k]);
}

/* Says how derivatives are asked for, where nobody did. */
static NORETURN void nothing_to_do(Units *program)
{
    Loc nowhere = {0};
    error_at(nowhere, "nothing to differentiate in %s", program->at[0]->file->name);
    note_at(nowhere,
            "write ADCC_ADJOINT() or ADCC_TANGENT() of <adcc.h> before a function, or name it: "
            "--adjoint 'f wrt(x) of(return)'");
    end_failed();
}

/* The names of adjoints that are asked for are theirs, unless the source has them: adjoints of
 * what they call get others. */
static void reserve_names(Requests *requests, Map *taken)
{
    for (int i = 0; i < requests->n; i++) {
        const Request *r = &requests->at[i];
        if (r->mode == ADJOINT && r->func)
            reserve_name(taken, fmt(r->directions ? "%s_bv" : "%s_b", r->func->sym->name));
    }
}

static Funcs derive_all(Units *program, Requests *requests, Syms *shadows, Facts *facts)
{
    Funcs derivatives = {0};
    Map taken = names_at_file_scope(program);
    reserve_names(requests, &taken);
    for (int i = 0; i < requests->n; i++) {
        Request *request = &requests->at[i];
        request->facts = facts;
        working_on("plan", request->func ? request->func->loc : (Loc){0});
        Syms own = {0}, *into = request->directions ? &own : shadows;
        Funcs made = request->mode == ADJOINT ? adjoint_of(request, program, &taken, into)
                                              : tangent_of(request, program, &taken, into);
        Funcs kept = {0};
        if (request->mode == TANGENT && !request->directions)
            watch_iterations(&made);
        for (int k = 0; k < made.n; k++) {
            if (!made.at[k])
                continue;
            if (request->mode == TANGENT)
                add_traps(request, made.at[k], made.at[k] == request->made);
            if (request->mode == TANGENT && !options.no_simplify) {
                simplify_func(made.at[k]);
                mention_unused_params(made.at[k]);
            }
            append(&kept, made.at[k]);
        }
        if (request->directions && !error_count())
            spread_directions(request, &kept, &own, shadows);
        for (int k = 0; k < kept.n; k++) {
            name_roots(program, kept.at[k]);
            append(&derivatives, kept.at[k]);
        }
    }
    stop_if_errors();
    return derivatives;
}

/* Only tangents are watched for iterations that are not independent. */
static void warn_of_no_tangents(const Requests *requests)
{
    bool any = !options.trap_independent;
    for (int i = 0; i < requests->n; i++)
        any |= requests->at[i].mode == TANGENT && !requests->at[i].directions;
    if (!any)
        warn_at((Loc){0}, "inactive",
                "--trap-independent looks at tangents for one direction, and none is asked for");
}

/* What --check compares: derivatives for one direction, where several are asked for as well. */
static Requests for_one_direction(Requests requests)
{
    Requests one = {0};
    for (int i = 0; i < requests.n; i++) {
        Request q = requests.at[i];
        bool known = false;
        for (int k = 0; k < requests.n && q.directions; k++) {
            const Request *other = &requests.at[k];
            known |= other->func == q.func && other->mode == q.mode && !other->directions;
        }
        if (q.directions)
            fprintf(stderr, "adcc: note: --check compares %s_%c for one direction; it does not run "
                            "%s_%cv\n", q.func->sym->name, q.mode == ADJOINT ? 'b' : 'd',
                    q.func->sym->name, q.mode == ADJOINT ? 'b' : 'd');
        q.directions = 0;
        if (!known)
            append(&one, q);
    }
    return one;
}

/* Differentiates what was asked for and prints the result; names what a driver checks. */
static void derive(Units *program, Out *out, Out *header, Out *report, Names *checked)
{
    move_static_variables(program);
    Requests requests = collect_requests(program);
    stop_if_errors();
    give_library_derivatives(program);
    find_characters(program);
    if (requests.n == 0)
        nothing_to_do(program);
    warn_of_no_tangents(&requests);
    Syms shadows = {0};
    bool check = options.emit == EMIT_CHECK;
    if (check) {
        requests = with_both_modes(for_one_direction(requests));
        set_warning("-Wno-name-conflict"); /* the driver knows the names */
        options.embed_runtime = true;
        options.whole = program->n == 1;
        out_text(out, "#define main adcc_users_main\n"
                      "#define _Exit adcc_users_Exit\n#define _exit adcc_users_exit\n");
    }
    Facts facts = {0};
    Funcs derivatives = derive_all(program, &requests, &shadows, options.report ? &facts : NULL);
    if (options.report)
        emit_report(report, &facts, ends_with(options.report, ".json"));
    working_on("emit", (Loc){0});
    emit_grad(out, program, &derivatives, &shadows);
    if (options.header)
        emit_header(header, program, &derivatives, &shadows);
    if (check)
        *checked = emit_check(out, program, &requests, &shadows);
}

/* Says what is about to be done, for -v. */
static void say_what_is_done(void)
{
    fprintf(stderr, "adcc %s, libclang %s\nflags:", ADCC_VERSION, LIBCLANG_VERSION);
    for (int i = 0; i < options.clang_flags.n; i++)
        fprintf(stderr, " %s", options.clang_flags.at[i]);
    for (int i = 0; i < options.inputs.n; i++)
        fprintf(stderr, "\ninput: %s", options.inputs.at[i]);
    fprintf(stderr, "\noutput: %s\n", options.output);
}

/* Everything after the command line is read. */
static void run(void)
{
    if (options.verbose)
        say_what_is_done();
    Units *program = read_program();
    Out *out = new(Out), *header = new(Out), *report = new(Out);
    Names checked = {0};
    switch (options.emit) {
    case EMIT_PRIMAL:
        print_unit(out, program->at[0]);
        break;
    case EMIT_LOWERED:
        lower_all(program);
        stop_if_errors();
        for (int i = 0; i < program->n; i++)
            print_unit(out, program->at[i]);
        break;
    case EMIT_IR:
        for (int i = 0; i < program->n; i++)
            dump_unit(out, program->at[i]);
        break;
    case EMIT_GRAD:
    case EMIT_CHECK:
        derive(program, out, header, report, &checked);
        break;
    }
    stop_if_errors();
    if (options.drift)
        end_drift(out, options.header ? header : NULL);
    if (!options.check || !str_eq(options.output, "-"))
        write_output(options.output, out);
    if (options.header)
        write_output(options.header, header);
    if (options.report)
        write_output(options.report, report);
    if (options.make_deps)
        write_dependencies(program);
    begin_writing();
    commit_outputs();
    if (options.check)
        run_check(out, &checked);
    if (options.reduce_hint)
        fprintf(stderr, "adcc: note: no internal error, nothing to reduce\n");
}

/* Runs the pipeline on a large stack: expressions of machine-written code nest deeply. */
int main(int argc, char **argv)
{
    prepare_for_failure();
    parse_options(argc, argv);
    run_watched(run);
    return 0;
}
