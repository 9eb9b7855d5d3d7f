/* adcc.h - the verbs: every pass, in the order of the pipeline, with what it needs and leaves.
 *
 *   foo.c --clang*.c--> IR --lower.c--> normal form --calls, alias, activity, save--> facts
 *         --tangent.c, adjoint*.c--> IR --simplify.c--> --emit.c, print.c--> foo_grad.c
 */
#ifndef ADCC_ADCC_H
#define ADCC_ADCC_H

#include "ir.h"

/* ------------------------------------------------------------ options.c */

typedef enum Emit { EMIT_GRAD, EMIT_PRIMAL, EMIT_IR, EMIT_LOWERED, EMIT_CHECK } Emit;

/* One thing that the command line says. */
typedef enum SettingKind {
    SETTING_INPUT,
    SETTING_OPTION,
    SETTING_FLAG,
    SETTING_IGNORED,
} SettingKind;
typedef struct Setting {
    SettingKind kind;
    const char *flag;  /* as it is spelled; NULL: an input */
    const char *text;  /* its argument, or NULL */
    bool joined;       /* both are one word */
    bool separated;    /* it stands behind "--" */
    bool relocated;    /* a recorded path, as seen from here */
    void (*obey)(const char *argument); /* of an option of adcc */
} Setting;
VEC(Setting, Settings);

/* Everything the command line says. */
typedef struct Options {
    Settings given;        /* all of it, in order */
    const char *drift;     /* --drift: the file that is compared, or NULL */
    bool from_record;      /* the command is the one that it records */
    Names inputs;          /* source files */
    const char *output;    /* -o; "-" is standard output */
    const char *header;    /* --header, or NULL */
    const char *report;    /* --report, or NULL */
    Names clang_flags;     /* to libclang as they are */
    Annotations adjoints;  /* --adjoint 'f wrt(x) of(return)': text only */
    Annotations tangents;
    bool make_deps;        /* -MD */
    const char *deps_file; /* -MF */
    Names deps_targets;    /* -MT */
    bool phony_deps;       /* -MP */
    Emit emit;
    const char *emit_given; /* what --emit said; NULL: nothing */
    bool whole;            /* --whole */
    bool embed_runtime;    /* --embed-runtime */
    bool ieee_singular;    /* --ieee-singular */
    bool trap;             /* --trap */
    bool trap_independent; /* --trap-independent */
    bool kinks;            /* --kinks */
    const char *database;  /* -p: folder of compile_commands.json, NULL if not given */
    bool verbose;          /* -v */
    bool reduce_hint;      /* --reduce-hint */
    long limit_time;       /* --limit-time: seconds of computing, 0: none */
    long limit_memory;     /* --limit-memory: megabytes, 0: none */
    const char *fault;     /* --fault=KIND@PASS: go wrong, for tests */
    bool check;            /* --check: compile the driver and run it */
    const char *seed, *samples, *tolerance; /* for it, NULL if not given */
    bool statements;       /* --check=statements */
    int timeout;           /* --timeout: of the checked program, in seconds */
    const char *plot;      /* --check-plot: the file, NULL if not wanted */
    Names links;           /* --link: arguments of the C compiler, for libraries */
    const char *dump;      /* letters of the passes after which the IR is dumped to stderr */
    /* --disable=a,b,... */
    bool no_activity, no_tbr, no_recompute, no_liveness, no_block_tape, no_joint, no_simplify;
    bool no_sink, no_rerun, no_fuse, no_costly, no_elements, no_checkpoint;
    bool no_foresee, no_sums, no_order, no_blocks, no_inline, no_direct, no_restrict, no_scatter;
    bool no_apart, no_reciprocal, no_products, no_window, no_filled, no_gather, no_stages, no_hold;
    bool no_assume, no_lift, no_abreast, no_flat, no_contract, no_independent, no_fields, no_twins;
    bool no_unroll, no_largest, no_couple, no_ring, no_roots;
} Options;
extern Options options;
/* Fills 'options'; exits 2 on bad usage, 0 after --help and --version. */
void parse_options(int argc, char **argv);

/* ----------------------------------------------------- record.c: the command in the heading */

const char *command_record(void);            /* its line, with the end; or "" */
/* The words behind "adcc" that the heading in a text records; false if there is none. */
bool recorded_words(Names *words, const char *text);
/* Names a recorded path as seen from here, where the file is in this folder ("", "a/"); false if
 * it is one elsewhere that was not recorded. */
bool relocate(Setting *given, const char *folder);
bool is_recorded(const Setting *given);
bool names_path(const Setting *given);          /* its argument, relative to where adcc runs */
const char *absolute_path(const char *path); /* without "." and ".." */
const char *quoted_word(const char *word);   /* as shells read it, fit for comments of C */
bool shell_words(Names *words, const char *text);   /* false if a quotation does not end */
const char *folder_part(const char *path);   /* "a/b/" of "a/b/c", "" of "c" */
const char *shown_name(const char *path);    /* its last part, fit for comments of C */
bool is_clang_flag(const char *word);        /* passed on, before "--" */
/* drift_trust.c - of a recorded command: may adcc do that, read the file, or say what is in it? */
bool is_harmless(const Setting *given);
bool is_flag_trusted(const char *flag);
bool is_trusted(const Setting *given);
bool is_in_project(const char *path);

/* ----------------------------------------------------------------------- clang*.c: the frontend
 * read_unit: one source file to IR; diagnostics of clang are relayed as they are.  NULL if it
 * cannot be parsed (said). */
Unit *read_unit(const char *path);
Unit *read_own_text(const char *name, const char *text);
/* The flags of a file in options.database; errors are said. */
Names database_flags(const char *path);
/* Connects the units of one program: a function or variable declared in one and defined in another
 * is one symbol after it. */
void link_units(Units *program);

/* ------------------------------------------------------------ statics.c
 * Static variables of functions that change become variables of file scope (Func.statics);
 * needs: linked units. */
void move_static_variables(Units *program);
/* Says which of them are still in f, or a clone of it, and change. */
void refuse_statics(Func *f);
/* The file as it stands, but for the functions that had some: --whole. */
void print_source(Out *out, const Unit *unit);

/* ----------------------------------------------------- annotate.c: what is to be differentiated */

typedef enum Mode { TANGENT, ADJOINT } Mode;

/* One name in wrt(...) or of(...). */
typedef struct Active {
    Sym *sym;      /* parameter or file-scope variable; NULL: return */
    Expr *extent;  /* number of elements in terms of the parameters, NULL if not known */
    Loc loc;
} Active;
VEC(Active, Actives);

/* One derivative that the user asked for. */
typedef struct Request {
    Mode mode;
    Func *func;
    Actives wrt, of;
    Loc loc;
    Names frames; /* adjoint: variables that need storage of their own, see frame.c */
    bool no_direct; /* adjoint: not in one sweep, see direct.c */
    Names split;    /* adjoint: loops that do not become one with their reverse, see joined.c */
    long directions; /* how many at once: f_dv, f_bv; 0: one, f_d, f_b */
    Func *made;   /* the derivative, once it is made */
    struct Facts *facts; /* for --report, NULL if nobody asks */
} Request;
VEC(Request, Requests);
/* From annotations and command line, in source order; errors said at their names.  Sets Sym.custom
 * (ADCC_USE_...), indexed by Mode. */
Requests collect_requests(Units *program);
/* One word of an annotation: a name, a number or a punctuation mark. */
typedef struct Word {
    const char *text; /* interned */
    Loc loc;          /* in the source, if it can be found there */
    const char *at;   /* in the text of the annotation */
} Word;
VEC(Word, Words);
Words annotation_words(const char *text, Loc loc);

/* ------------------------------------------- custom.c: derivatives that the user gave */

enum { MAX_GIVEN = 32 }; /* parameters of a function with clauses about what is read */
/* What ADCC_USE_ADJOINT(f, f_b, y[n], inactive(x, a), after(unless a), unread(y)) says: see
 * custom.c. */
typedef struct Given {
    Syms params;    /* stand for the parameters of f in the extents */
    Exprs extents;  /* number of elements behind each of them, NULL if not said */
    Bits sized;     /* those for which a clause says it */
    Bits inactive;  /* those that may come without derivatives: their companions are then null */
    bool alone;     /* f_b changes only adjoints, and finds memory as f left it ... */
    bool finds_old; /* ... no, as f found it: always, ... */
    Bits old_for;   /* ... or if one of these is active */
    Bits unread;    /* what f_b does not read behind these ... */
    Bits read_for[MAX_GIVEN]; /* ... unless one of these is active */
} Given;
/* May a function change what this parameter leads to? */
bool is_written_param(Type *param);
bool may_carry_reals(Type *t); /* void * too */
/* The variable that an assignment changes, not through a pointer; NULL if it is none. */
Sym *changed_variable(const Expr *e);

/* --------------------------------- library.c: derivatives that adcc brings for libraries
 * Sets Sym.custom of functions of CBLAS, LAPACKE and others that the program calls, where the user
 * gave nothing. */
void give_library_derivatives(Units *program);

/* ----------------------------- characters.c: which characters in memory are no bytes of reals
 * Sets Field.characters. */
void find_characters(Units *program);
/* May this lvalue of a character type be a byte of something else? */
bool may_be_byte(const Expr *lvalue);

/* -------------------------------------------- rules.c: partial derivatives of library functions */

typedef struct Rule Rule;
/* The rule for a library function by its declared symbol (sinf finds sin); NULL if there is
 * none. */
const Rule *find_rule(const Sym *function);
bool rule_is_flat(const Rule *rule);           /* derivative zero everywhere: floor, round, ... */
int rule_arity(const Rule *rule);              /* arguments that have partials */
/* Does the k-th partial read the function's value? */
bool rule_uses_result(const Rule *rule, int k);
/* Bit i set if the k-th partial reads argument i. */
unsigned rule_uses_args(const Rule *rule, int k);
/* Code of the k-th partial, in the precision of 'function': args are cloned where used, result too
 * (NULL if rule_uses_result is false).  active says which arguments carry derivatives (pow needs
 * it). */
Expr *rule_partial(const Rule *rule, const Sym *function, int k, Expr **args, Expr *result,
                   unsigned active);
/* The rule of a complex function (cexp): its partials are complex derivatives, to be conjugated in
 * adjoints. */
const Rule *find_complex_rule(const Sym *function);
/* Functions between complex numbers and their parts. */
typedef enum ComplexPart {
    COMPLEX_NONE,
    COMPLEX_REAL, /* creal(z) */
    COMPLEX_IMAG, /* cimag(z) */
    COMPLEX_CONJ, /* conj(z) */
    COMPLEX_MAKE, /* CMPLX(x, y) */
    COMPLEX_ABS,  /* cabs(z) */
    COMPLEX_ARG,  /* carg(z) */
} ComplexPart;
ComplexPart complex_part(const Sym *function);
bool is_positive(const Expr *e); /* sign.c: above zero, whatever its operands, or not a number */
bool never_negative(const Expr *e, const Map *known); /* with variables known not to be; or NaN */
bool positive_constant(const Expr *e);
/* nonzero.c: in normal form, sets Expr.nonzero. */
void find_nonzero_roots(Func *f);
Sym *called_root(const Expr *e); /* sqrt or sqrtf of the library, if it is what e calls */
bool are_root_names_taken(Units *program);
void name_roots(Units *program, Func *f); /* roots.c: which set no errno; the last done to f */
/* partial * seed, as += or tangent code wants it: 1 and -1 vanish, and a choice is made outside the
 * product (c ? seed : 0, not (c ? 1 : 0) * seed), so that what was not chosen cannot disturb.  Both
 * are used up. */
Expr *chain(Expr *partial, Expr *seed);
/* The function 'name' of the C library, returning 'result', with n parameters of type Type *: as
 * 'unit' declares it, or made (with Sym.header set).  unit may be NULL. */
Sym *library_function(Unit *unit, const char *name, const char *header, Type *result, int n, ...);
/* Functions of libc known to be harmless to call: neither derivative nor write to active memory
 * (printf, puts, assert, ...). */
bool is_passive_library(const Sym *function);
/* Functions of libc that put what they read into memory. */
bool is_input_library(const Sym *function);
/* A pure library function: value depends on arguments only, no side effect that matters
 * (math.h). */
bool is_pure_library(const Sym *function);

/* ------------------------------------------------------------ rules_parse.c */

enum { RULE_X, RULE_Y, RULE_Z, RULE_N, RULE_R, RULE_SYMS }; /* the placeholders of a rule */
/* The expression that 'text' spells, a template over the placeholders; dies if it is not one. */
Expr *parse_partial(const char *text, Sym *const placeholders[RULE_SYMS]);

/* ------------------------------------------------------------ names.c: names that are free */

/* 'wanted', or the least numeric suffix that makes it free; the name is taken after it.  Keys of
 * 'taken' are interned names. */
const char *free_name(Map *taken, const char *wanted);
/* Keeps a name that is free for the one who claims it; claim_name is free_name for that one. */
void reserve_name(Map *taken, const char *name);
const char *claim_name(Map *taken, const char *wanted);
/* Everything that a name introduced into f must not collide with: what its text mentions, macros,
 * C's keywords. */
Map names_in(const Func *f);
/* Everything that a name introduced at file scope must not collide with. */
Map names_at_file_scope(Units *program);
/* Renames the locals of f (derivative code) that hide a function or variable of file scope which f
 * uses. */
void unhide_globals(Func *f);

/* ------------------------------------------------------------------------ lower*.c: normal form
 * Leaves f->body in this form:
 *  1. One side effect a statement.  S_EXPR is an E_ASSIGN (plain or op=) of a pure right side to
 *     a pure lvalue, a plain E_ASSIGN of one call, or one call; ++ and -- are op= 1.  "Pure" is
 *     is_pure(): no assignment, no call but of pure library functions (sin(x) stays in its
 *     expression), no volatile read, no comma, no ({...}), no a ?: b.  "One call" is an E_CALL (or
 *     E_VA_ARG, or the read of a volatile) whose operands are pure, below E_CONVs and E_CASTs to
 *     pointers, (void) too if it is a statement: call_of() finds it.  Besides these there is only
 *     (void)x;
 *  2. An S_DECL declares one variable (several only if they share a struct without a name, or
 *     are static or extern); its initialiser is pure, one call, or an E_INIT of pure values.
 *  3. Conditions, switch values and return values are pure.
 *  4. Parameters are not assigned nor have their address taken: one that is becomes a local
 *     variable of that name, T x = x_in;  the parameter is renamed and keeps the name it had in
 *     source_name.
 *  5. The init of a for has at most one statement, S_DECL or S_EXPR; its step has S_EXPRs only.
 *  6. All variables of the function have different names, different also from the file-scope
 *     names that it uses.
 * Expression trees stay whole below that: no value is split, reassociated or converted where the
 * source did not. What cannot be brought to this form is left as it was: normal_form_violation()
 * says what and where. */
void lower_func(Func *f);
bool text_mentions(const char *text, const char *name); /* is there such an identifier in C text? */
/* The first thing in f that breaks the normal form, as "'x++' has a side effect ..."; NULL if
 * nothing does. */
const char *normal_form_violation(const Func *f, Loc *where);
const char *why_opaque(const Func *f); /* what the frontend could not represent, what to do */

/* union.c - how the unions of a program are accessed, where derivatives pass through them. */
typedef struct Unions {
    /* May the value, what the pointer leads to, or the list carry derivatives, or lead to some? */
    bool (*is_active)(void *context, const Expr *e);
    void *context;
    Map bytes; /* Tag -> what its bytes are accessed as */
} Unions;

void check_unions(Unions *u, Block b); /* errors where one type lies over another */
/* Evaluating it as a value has no side effect; see above */
bool is_pure(const Expr *e);
/* The E_CALL below conversions and casts, if it is not a pure one; else NULL */
Expr *call_of(Expr *e);

/* ------------------------------------------------------------ search.c */

/* In normal form, and leaves it: where the results of bsearch lead is said with pointers. */
void lower_searches(Func *f);
bool is_search(const Expr *call);

/* ------------------------------------------------------------ pragmas.c */

/* Takes directives about loops out of a function of the source: what is lost is said once. */
void drop_pragmas(Func *f);

/* ------------------------------------------------------------ allocators.c */

/* In normal form, and leaves it: allocations by other names become those that the passes know. */
void lower_allocators(Func *f);

/* ------------------------------------------------------------ own_memory.c */

/* A function of which ADCC_ALLOCATOR or ADCC_DEALLOCATOR speaks. */
typedef struct Allocator {
    bool releases;  /* it gives memory back: */
    int block;      /* the number of that parameter */
    Syms params;    /* stand for its parameters in ... */
    Expr *count;    /* the number of elements of what it returns */
    bool same;      /* in tangents, shadows come and go as the memory itself */
} Allocator;
void read_allocator(const Unit *unit, const Annotation *note);
Expr *allocated_bytes(const Expr *call); /* of a new block, in the terms of the arguments */
Expr **freed_block(Expr *call);          /* the argument of free(), or of one's own */
Stmt *note_own_block(Sym *v, const Expr *call); /* that nobody may get again */
Expr *freed_later(Expr *call);           /* what to call instead, for heap.c to do it later */

/* ------------------------------------------------------------ large.c */

/* Values of a statement that have names, and how another gets one. */
typedef struct Large {
    Map named; /* Expr -> Sym */
    Expr *(*name)(void *context, Expr *value); /* gives an E_REF */
    void *context;
} Large;
/* A copy of e, by names where there are some and where it is large; large: a Large. */
Expr *value_in_parts(void *large, const Expr *e);
/* A copy of the node with these values of its operands. */
Expr *with_inner(const Expr *e, Expr *value(void *context, const Expr *e), void *context);

/* ------------------------------------------------------------ bytes.c */

/* A memcpy, memmove or memset in f of elements of type t, with derivatives: false, after an error,
 * if it begins or ends within a real; else 'out' grows by what is checked at run time.  whole: a
 * part of a struct is as bad as a part of a real. */
bool check_block(const Func *f, const Expr *call, Type *t, bool whole, Block *out);
/* The same of blocks in buffers of bytes that hold nothing but reals of type t. */
void check_buffers(const Expr *call, Type *t, Block *out);
typedef enum Cut { CUTS_NEVER, CUTS_SOMETIMES, CUTS_ALWAYS } Cut;
Cut remainder_of(const Func *f, const Expr *bytes, long size); /* is there one? */
bool leads_to_bytes(Type *pointer); /* void * too */

/* ------------------------------------------------------------ vector.c */

void spread_vectors(Func *f); /* in normal form, and leaves it: no vectors of reals are left */
bool is_real_vector(Type *t);
bool has_vector_members(Type *t); /* of a struct */

/* ------------------------------------------------------------ vector_call.c */

/* Calls of functions of the program that take or return vectors of reals pass pointers after it;
 * before the normal form. */
void lower_vector_calls(Func *f);
Func *with_elements(Func *f); /* the copy of f that takes pointers, made on first use */

/* ------------------------------------------------------------ varargs.c */

/* Calls of variadic functions of the program, and of others with va_lists, pass arrays after it;
 * before the normal form. */
void lower_variable_arguments(Func *f);
/* In normal form, and leaves it: (double[2]){x, y} gets a name and is a variable like any other. */
void name_array_literals(Func *f);
Func *with_arrays(Func *f);           /* the copy of f that takes them, made on first use */
/* The copy of f whose parameters its maker may change; printed where it is called. */
Func *changed_copy(Func *f, bool *is_new);
const char *why_variadic(Func *f);    /* what keeps f from taking arrays, or NULL */
bool takes_variable_reals(Func *f);   /* from its variable arguments, or pointers to some */
/* Puts the copies that these functions call before them. */
void add_functions_with_arrays(Funcs *made, Map *taken);

/* ------------------------------------------------------------ refuse.c */

bool refuse_jumps(Func *f); /* setjmp and longjmp */

/* ------------------------------------------------------------ clear.c */

/* The reals of a shadow become zero; the pointers in it stay. */
void clear_shadow(Expr *lvalue, Block *out);

/* ------------------------------------------------------------ tangent.c */

/* The tangent last, before it the tangents of the functions it calls that were not made for an
 * earlier request. taken: names of file scope; shadows grows by the companions of file-scope
 * variables. */
Funcs tangent_of(Request *request, Units *program, Map *taken, Syms *shadows);

/* ------------------------------------------------------------ directions.c */

/* Gives the functions of a request that asks for directions all of them, and the same to the
 * companions of file-scope variables in 'own', which go to 'shadows'.  They are in the form in
 * which they would be printed. */
void spread_directions(const Request *request, Funcs *made, const Syms *own, Syms *shadows);

/* ------------------------------------------------------------ adjoint.c */

/* The adjoint and the functions made for it, in an order that needs few prototypes. */
Funcs adjoint_of(Request *request, Units *program, Map *taken, Syms *shadows);

/* ---------------------------------------------------------------------------------- simplify*.c
 * Cleans a derivative function, in place: needs and keeps the normal form; rewrites what has a
 * shadow or generated variable as its target, and leaves the user's arithmetic and statements as
 * they are.  Its symbols must be its own. */
void simplify_func(Func *f);
void separate_variables(Func *f);              /* each is declared once after it */
void mention_unused_params(Func *f);           /* (void)x; for each that nothing reads */

/* --------------------------------------- needs.c, emit.c, emit_header.c: the text of the output */

/* What derivatives refer to, directly or through what must be repeated for them. */
typedef struct Needs {
    Syms functions;  /* of the program, called or pointed to */
    Syms variables;  /* of the program, at file scope */
    Syms shadows;    /* of such variables */
    Funcs generated; /* made by adcc, callees first as far as that is possible */
    Names headers;   /* of library functions: "math.h" */
    Names helpers;   /* texts of functions that rules call */
} Needs;
Needs collect_needs(Units *program, Funcs *derivatives, Syms *shadows);
/* Does the static variable keep its initial value, const or not? */
bool is_never_written(Units *program, const Sym *v);
extern const char runtime_source[]; /* adcc_rt.h and stack.c, made by cmake */

/* Text of the derivative file / header. */
size_t blank_length(const char *s); /* of the white space or comment there; or 0 */
size_t name_length(const char *s);  /* of the identifier or number there; or 0 */
void refuse_clashes(Units *program); /* clashes.c: what the one output cannot hold */
void blank_line(Out *out); /* if something stands before */
void emit_loop_macros(Out *out); /* emit_macros.c */
void emit_unroll_macro(Out *out);
void emit_lanes_macro(Out *out);
void emit_root_macro(Out *out, const char *suffix);
void emit_vector_warning(Out *out);
void emit_grad(Out *out, Units *program, Funcs *derivatives, Syms *shadows);
void emit_header(Out *out, Units *program, Funcs *derivatives, Syms *shadows);

/* ------------------------------------------------------ drift.c: adcc --drift foo_grad.c */

const File *drift_file(void);     /* options.drift; ends the run with status 2 if unreadable */
/* Prints how the files differ from these texts, header may be NULL; ends the run: 0, 1 or 2. */
NORETURN void end_drift(const Out *output, const Out *header);
bool put_differences(Out *out, const char *name, const File *file, const Out *now);

/* ------------------------------------------ watch.c: defects, crashes and limits of adcc */

void prepare_for_failure(void);        /* before anything else */
void run_watched(void (*run)(void));   /* on a large stack, within the limits */
void begin_writing(void);              /* from here on no limit ends the run */

/* ------------------------------------------- output.c: files that appear together or not at all */

/* Written to a temporary file beside it; "-" is standard output.  Exits 2 with a message if it
 * cannot be. */
void write_output(const char *path, const Out *out);
void try_output(const char *path);          /* the same, but nothing is written */
void commit_outputs(void);                  /* renames them into place */
void remove_temporaries(void);              /* also from a signal's handler */
void write_dependencies(Units *program);    /* -MD */
const char *make_quoted(const char *name);  /* as make reads it */

#endif
