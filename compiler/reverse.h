/* reverse.h - what the passes of reverse mode share: a program as one request sees it, its places,
 * and the plan.
 *
 * For each request the functions that its function reaches are cloned and lowered (program.c): the
 * clones may be annotated and cut up at will.  alias.c says which storage an access may touch,
 * activity.c which of it carries derivatives, prepare.c gives every statement a form that can be
 * run backwards, save.c decides what the reverse sweep restores, recomputes or finds still there,
 * adjoint*.c build the two sweeps, tape.c makes blocks of pushes.
 */
#ifndef ADCC_REVERSE_H
#define ADCC_REVERSE_H

#include "adcc.h"

typedef struct Inst Inst;
typedef struct Place Place;
typedef struct Program Program;
VEC(Inst *, Insts);
VEC(Place *, Places);

/* What an access reads or writes: C's effective types keep these apart. */
typedef enum Class { CLASS_REAL, CLASS_POINTER, CLASS_OTHER, CLASSES } Class;

/* A piece of storage that the analyses tell from others. */
struct Place {
    int id;          /* its bits are id * CLASSES + class */
    Sym *sym;        /* the variable; of external memory the root's parameter */
    Inst *inst;      /* of a local variable or parameter: its function */
    bool external;   /* memory behind a pointer parameter of the root */
    bool restricted; /* external, behind a restrict pointer */
    bool listed;     /* external or global: in wrt or of */
    bool exact;      /* a scalar whose address is never taken: an access is to just this */
    bool unknown;    /* what a library function returned a pointer to */
    bool heap;       /* what an allocation gives: one for each in the source */
    bool kept;       /* heap: its contents may be put back at the end */
    bool hidden;     /* a variable that may be taken for storage that is put back at the end */
    bool in_runs;    /* heap: part of the state of a loop in runs (checkpoint.c) ... */
    Sym *block, *bytes; /* ... its address and size, once its allocation is written */
    bool waits;      /* heap: what f frees must still be there in the reverse sweep */
    bool read_only;  /* const by declaration, or never written */
    bool decreed;    /* something inactive by decree leads to it */
    bool reals;      /* may hold reals: by its type, or as some conversion of a pointer says */
    bool mixed;      /* holds a union: effective types do not keep reals and integers apart */
    bool carved;     /* without a type, and bytes are counted in it (carve.c) ... */
    bool several;    /* ... so that it may hold reals and integers by turns */
    bool headed;     /* an allocation that begins with a struct or table, data behind it */
    Bits points_to;  /* place ids that pointers stored here may lead to */
    Bits apart;      /* of a variable: those that lead to other storage (apart.c) */
};

/* A function as one request uses it. */
struct Inst {
    int index;    /* among the insts of its program */
    Func *primal; /* as the frontend gave it */
    Func *body;   /* clone in normal form; its symbols belong to this Inst alone */
    Sym *sym;     /* what calls in cloned bodies refer to */
    const char *
        pattern; /* which pointer arguments lead to storage with derivatives; NULL: not known yet */
    Place *result;      /* the value it returns */
    Bits reads, writes; /* accesses, those of its callees included */
    Bits apart;         /* parameters that lead to storage of their own (restrict.c) */
    Bits allocates;     /* places of memory that it or its callees allocate */
    bool inactive;      /* ADCC_INACTIVE: only what it overwrites matters */
    Bits callees;       /* direct ones, and ... */
    Bits direct_writes; /* ... what it and those below it write, for note_bodies() */
    bool observable;    /* does something that must happen exactly once: I/O, unknown code */
    bool active;        /* has anything to differentiate */
    bool joint;         /* pure leaf: run again with its reverse instead of saving */
    bool pushes;        /* its forward sweep leaves something on the tape */
    bool planned;
    bool result_ignored;  /* some call does nothing with the pointer it returns */
    bool value_wanted;    /* joint: its derivative gives the value of a call too */
    Bits needed;          /* accesses that its reverse sweep reads, of storage that outlives it */
    Bits needed_at_entry; /* accesses that somebody's reverse sweep needs as they are when it is
                             called */
    Sym *result_sym;      /* variable that holds the return value, NULL if void */
    Func *fwd, *rev, *whole; /* derivatives: forward sweep, reverse sweep, or both in one */
    Syms pinned; /* locals whose address is stored: kept at one address for both sweeps */
};

struct Program {
    Units *units;
    Request *request;
    Inst *root;
    Insts insts; /* root first */
    Places places;
    Map place_of;        /* Sym -> Place: variables */
    Map reached;         /* Sym of a shadow -> what it leads to (fuse.c) */
    Map memory_of;       /* Sym -> Place: external memory behind the root's parameter */
    Map inst_of;         /* Sym of Inst -> Inst */
    Map lowered;         /* Func -> lowered clone to be cloned again */
    struct Targets *targets; /* what pointers to functions hold; NULL: not asked yet */
    Map doubtful;        /* static functions called through pointers of others (to a call) */
    Bits varied, useful; /* place ids: depends on wrt; of depends on it */
    Bits shadowed;       /* place ids that have shadows for the reals they hold */
    Syms *shadows;       /* of file-scope variables, for emit.c */
    Map global_shadow;   /* Sym -> shadow Sym */
    Map *taken;          /* names at file scope */
    bool repeat;         /* declarations moved: plan again */
    bool keeps;          /* some storage of the caller is restored on the way back */
    Bits snapshots;      /* places of which it is */
    bool logs;           /* of storage whose extent is not known, as it goes */
    bool retyped;        /* pointers change their type in memory: Place.reals says nothing */
    Map heap_of;         /* place of an allocation in the source -> Place */
    bool waits;          /* something that f frees waits */
    bool bodies_noted;   /* Inst.callees, direct_writes; the bodies may be used up */
    bool restart;        /* request->frames grew: all must be done again */
    Place *unknown;      /* storage we know nothing of */
    Bits written;        /* accesses that some statement of the program writes */
    /* By sets of classes (bit c: class c), accesses of the first 'indexed' places that are ... */
    Bits open[1 << CLASSES];            /* memory of the caller, but for restrict */
    Bits global_accesses[1 << CLASSES]; /* file-scope variables */
    int indexed;
    Map scopes;          /* call -> Bits: the places that its arguments lead to */
    Bits in_every_scope; /* places that any function may get at */
};

/* program.c */
Program *make_program(Request *request, Units *units);
Inst *inst_of_call(const Program *p, const Expr *call); /* NULL: library or unknown */
/* Another Inst of f, of whose parameters some are always these functions (others NULL). */
Inst *add_version(Program *p, Func *f, const Syms *functions);
const Sym *custom_adjoint(const Expr *call); /* the user's adjoint of the callee, or NULL */
bool calls(Program *p, Inst *f, Inst *g);    /* directly */
/* Keeps what must still be known of a function after its derivative is made of its statements. */
void note_bodies(Program *p);
Expr *call_sym(Sym *function, Exprs args);
Func *lowered_function(Program *p, Func *f); /* to be cloned again */

/* inline.c */
void inline_values(Program *p, Func *f);

/* alias.c - points-to (inclusion based, flow insensitive) and accesses */
void find_places(Program *p); /* needs: insts; gives: places, points_to */
Place *place_of(Program *p, Sym *sym);
Bits places_of(Program *p, const Expr *lvalue); /* place ids the lvalue may denote */
Bits pointees(Program *p, const Expr *pointer); /* place ids the value may lead to */
const Expr *typed_pointer(const Expr *e); /* without conversions of pointers to void * */
Bits places_of_block(Program *p, const Expr *block); /* likewise: of a typed pointer, as void * */
Bits pointers_of_value(Program *p, const Expr *e);
Class class_of(Type *t);
int access_bit(int place, Class c);
Bits access_of(Program *p, const Expr *lvalue);         /* access bits, aliases included */
Bits pointed_accesses(Program *p, const Expr *pointer); /* everything directly behind it */
Bits pointers_in(Program *p, const Expr *lvalue); /* place ids that pointers stored there lead to */
Bits reachable_places(Program *p, const Expr *e); /* behind pointers in it, and pointers there */
Bits reachable_accesses(Program *p, const Expr *e);
void add_reads(Program *p, const Expr *e, Bits *into);  /* everything evaluating e loads */
void add_address_reads(Program *p, const Expr *lvalue,
                       Bits *into); /* what finding the lvalue loads */

/* carve.c - memory that holds reals in one piece and integers in the next */
void find_pieces(Program *p); /* needs: points_to; gives: Place.carved, Place.several */
/* Is the pointer to bytes one into such memory, as far as it carries derivatives? */
bool is_piece(Program *p, const Expr *pointer);
void refuse_used_again(Program *p); /* needs: shadowed */
/* A struct that may hold what has no type of its own */
bool is_struct_of_bytes(Type *t);
/* Does the pointer lead behind the struct or table of pointers that an allocation begins with? */
bool is_behind_head(Program *p, const Expr *cast);

/* effects.c - reads and writes of whole statements; observable is set if something must happen
 * exactly once */
void stmt_effects(Program *p, const Stmt *s, Bits *reads, Bits *writes,
                  bool *observable); /* s and below */
void block_effects(Program *p, Block b, Bits *reads, Bits *writes, bool *observable);
Bits library_writes(Program *p,
                    const Expr *call); /* what a call of a function without a body may write */
void find_effects(Program *p);         /* reads, writes, observable of every inst */

/* activity.c */
bool may_alias(const Place *a,
               const Place *b);   /* two different places, the same storage? (alias.c) */
void find_flow(Program *p);       /* gives: varied, useful, shadowed */
void settle_activity(Program *p); /* errors where a shadow cannot be had */

/* versions.c - all of the above, with one Inst a pattern of active arguments */
void analyse_program(Program *p);
bool is_null_pointer(const Expr *e); /* a null pointer constant, whatever its type */
bool is_decreed(const Expr *e);                   /* ADCC_INACTIVE, or behind what is */
bool is_shadowed(Program *p, const Expr *lvalue); /* real lvalue with a shadow */
bool is_active_expr(Program *p, const Expr *e); /* a real value through which a derivative flows */
bool needs_shadow(Program *p, Sym *variable); /* variable holds shadowed reals, or leads to some */
bool leads_to_integers(Type *pointer); /* and to nothing else */
bool leads_to_shadowed(Program *p, const Expr *pointer);
/* The same, but a pointer to integers may have been one to reals. */
bool may_lead_to_shadowed(Program *p, const Expr *pointer);
void add_custom_sources(Program *p, const Expr *call, Bits *into);
bool reaches_shadowed(Program *p, Bits places);
bool base_needs_shadow(Program *p,
                       const Expr *lvalue); /* pointer stored there leads to shadowed reals */

/* A loop `for (i = first; i REL limit; i += step)` whose trips are known before it starts. */
typedef struct Counted {
    Sym *i;
    Expr *first, *limit; /* parts of the loop: clone before use */
    Op rel;              /* OP_LT, OP_LE, OP_GT, OP_GE, OP_NE */
    long step;
} Counted;

/* A jump that leaves a list of statements early: what it stores in which variable for the reverse
 * sweep. */
typedef struct Exit {
    Stmt *jump;
    int code; /* > 0; later jumps in the source have smaller codes */
} Exit;
VEC(Exit, Exits);

/* What is known and decided of one statement of a prepared body; plan_of() finds it. */
typedef struct Plan {
    Block checks;   /* what its block of memory must hold at run time (bytes.c) */
    Block rev;      /* its adjoint statements, in the state before it (S_EXPR, S_DECL, S_RETURN) */
    Bits rev_reads; /* primal accesses that rev, or re-evaluated conditions and bounds, read */
    Bits writes;    /* accesses it writes itself (S_EXPR, S_DECL) */
    bool save;      /* the value it overwrites is put on the tape */
    bool was_saved; /* ... or was, when less was known */
    bool custom;    /* calls a function whose adjoint was given, and which is reversed */
    bool puts_back;   /* ... in the state before the call, which is restored for it */
    bool save_ranges; /* what the call overwrites is needed by others */
    bool fresh;     /* it overwrites what was never written (fresh.c) */
    Block passing;  /* it overwrites what these statements, of which the last holds it, wrote
                       before it (passing.c) */
    bool inverse;   /* i += c of a local: undone by i -= c */
    bool recompute; /* S_DECL: declared again with its initialiser in the reverse sweep */
    bool dead_at_end;   /* S_DECL: its value there is not what the reverse sweep reads */
    Syms at_entry;      /* loop: variables that are saved once, before it */
    bool keep_at_end;   /* S_DECL: its value at the end of its block is put on the tape */
    Counted *counted;   /* S_FOR */
    Sym *trips;         /* other loops: counts the iterations */
    Sym *positive;      /* other loops: a parameter that is positive if an iteration began */
    Sym *break_code;    /* loop or switch: code of the jump that left it, 0 if none did */
    Sym *continue_code; /* loop: code of the continue that ended the iteration */
    Syms fields;        /* a call: variables whose blocks move to the tape before it ... */
    Expr *field_bytes;  /* ... and their size (fields.c) */
    Stmt *outer_loop;   /* innermost loop or switch around it, NULL if none */
    bool rerun;         /* S_FOR: its iterations run again in the reverse sweep (rerun.c) */
    bool never_rerun;   /* S_FOR: they cannot */
    bool joined;        /* S_FOR: they can, but only at once: they overwrite what they read */
    bool runs;          /* S_FOR: they run again in runs from saved states (checkpoint.c) */
    bool lacks_runs;    /* loop: the user wants that, but it cannot be had */
    bool never_runs;    /* S_FOR: they cannot */
    Bits settled;       /* S_FOR: what its iterations put back for themselves (elements.c) */
    Bits independent;   /* S_FOR: what no iteration touches if another writes it (independent.c) */
    Bits kept_state;    /* S_FOR: what its reverse and those before it need as it was before it */
    Bits absent;        /* S_FOR: places of variables that do not exist where it begins */
    int skip;           /* Stmt.skipped: of so many such loops not among what runs again */
    bool tail;          /* S_RETURN: the function ends here anyway */
    bool bookkeeping; /* counts trips or notes a jump for the reverse sweep: not itself reversed */
} Plan;

/* What differentiating a statement gives: a part of the forward and a part of the reverse sweep. */
typedef struct Sweep {
    Block fwd, rev;
} Sweep;
VEC(Sweep, Sweeps);

/* A block of the source while it is differentiated. */
typedef struct Scope {
    struct Scope *outer;
    Stmt *owner; /* the loop or switch whose body it is, or NULL */
    Stmts kept;  /* pops of the variables that go on the tape where the block is left */
} Scope;

/* A declaration of a block and how its reverse gets the value. */
typedef struct Kept {
    Stmt *decl;
    Expr *declared;         /* true at run time if the declaration was reached; NULL: always */
    Stmt *pop, *shadow_pop; /* NULL: not on the tape */
    Stmts leaf_pops;        /* of pointers in the shadow of a struct */
    Stmt *release;          /* of an array that lives on the tape (on_tape.c); else NULL */
} Kept;
VEC(Kept, Kepts);

typedef struct Effect Effect; /* fuse.c: what derivative code reads and writes */

/* A loop whose iterations run again, and its reverse. */
typedef struct Pair {
    Stmt *forward, *reverse;
    Sym *index, *reverse_index;
    bool commutes; /* its iterations may be reversed in any order */
    bool joined;   /* they must be reversed as they run */
    const Effect *effect; /* of the reverse of an iteration */
    bool done;
} Pair;
VEC(Pair, Pairs);

/* The making of one function's derivative. */
typedef struct Adjoint {
    Program *p;
    Inst *f;
    Map names;          /* taken in this function */
    Map plan;           /* Stmt -> Plan */
    Exits exits;        /* of the whole function, in source order */
    Sym *return_code;   /* code of the early return, 0 if none */
    Sym *return_b;      /* adjoint of the returned value, NULL if inactive */
    Sym *result;        /* whole: holds the value to be returned */
    Sym *reverse_label; /* whole: where early returns jump */
    bool whole;         /* both sweeps in one function */
    bool direct;        /* whole: they are one (direct.c) */
    bool runs_again;    /* whole, and called for its reverse sweep */
    bool nested;        /* the outermost block is a scope of its own in both sweeps */
    bool in_loop;       /* the statement at hand runs more than once */
    int next_code;      /* of the next jump */
    Sym *result_b; /* forward: where the shadow of a returned pointer goes, NULL if there is none */
    bool returns_active; /* the returned value carries a derivative */
    bool single_return;  /* the only return is the last statement */
    Syms companions;     /* of the parameters, NULL where there is none */
    Syms sums;           /* by-value parameters whose adjoint is summed in a local variable */
    Map overwrites; /* calls of library functions that overwrite what the reverse sweep needs */
    Syms saved;     /* blocks of the tape made so far */
    Block releases; /* of the loop being made */
    Pairs pairs;    /* of loops whose iterations run again, made so far */
    Scope *scope;   /* the innermost block */
    bool left;      /* the statement just done never ends normally */
    Map value_of;   /* Expr -> Sym: values of inner nodes bound in the statement at hand */
} Adjoint;

Plan *plan_of(Adjoint *a, const Stmt *s);
Sym *new_local(Adjoint *a, const char *name,
               Type *t); /* generated, with a name free in the function */

/* lower_goto.c - leaves no goto, no label and no case label inside nested statements */
void lower_goto(Func *f); /* in normal form, and stays in it */

/* indirect.c - functions are called by name after it, wherever one is known */
void resolve_pointer_calls(Program *p, Func *f, const Func *original);
void warn_about_static(Program *p);
void use_known_functions(Func *f, const Syms *functions); /* for its parameters, NULL: unknown */

/* results.c */
bool has_two_results(const Expr *call); /* frexp(x, &e) and its like */
Expr *hold_two_results(Adjoint *a, Expr *value, Expr *call, Block *out);
bool push_first_result(Adjoint *a, const Expr *call, Expr *seed, Block *out);

/* record_choice.c */
void prepare_list(Adjoint *a, Stmt *s, Block *out); /* prepare.c */
void hold_record_choices(Adjoint *a, Stmt *s, Block *out); /* c ? a : b of structs */

/* local_types.c */
void separate_local_types(Func *f);
Block local_types_for(Block list, Block b); /* declarations among the list that b mentions */
void drop_unused_types(Func *f);
bool declares_types(const Stmt *s); /* and nothing else */

/* assume.c: before prepare(), and where the reverse loop is made. */
void note_positive(Adjoint *a);
Expr *assumption(const Plan *plan, Block rev);

/* guards.c, spread.c, prepare.c */
void nest_guards(Func *f);
void drop_last(Block *b);
Block spread_list(Expr *target, Expr *list); /* target.member = value, for each in the list */
Block spread_initialiser(Sym *v); /* T v = {e0, ...}  ->  T v = {0}, and these assignments */
void prepare(Adjoint *a);
Sym *hold_value(Adjoint *a, const char *name, Expr *e, Block *out); /* a variable that holds e */
Expr *call_of_stmt(Program *p, const Stmt *s); /* in an assignment, a declaration or alone */
Expr *call_in(Program *p,
              Expr *e); /* the call with effects that makes up e; NULL if there is none */

/* cover.c, sink.c, stages.c */
bool is_written_first(Program *p, Block b, Sym *v); /* before it is read, whenever b runs */
bool is_written_whole(Program *p, Block b, Sym *v);
bool overwrites_written(Program *p, Block b, const Stmt *assignment);
bool is_only_passed(Program *p, const Place *v);
bool size_may_change(Program *p, Type *t); /* of an array, further down */
void sink_declarations(Program *p); /* needs: analysis, which holds on; gives: narrow scopes */
bool part_arrays(Program *p);       /* needs: narrow scopes; the analysis must be made again */

/* loops.c */
/* Is e an integer constant, a const variable that is one, or SIZE - 1, from where reversed loops
 * start? */
bool find_constant(const Expr *e, long *value);
bool fits_in(long long value, Type *t); /* an integer type */
/* Do numbers of the type stay apart, times the factor?  step: of the loop; *times: 1 at first */
bool keeps_apart(Type *t, long long factor, long *times, long step);
Counted *find_counted(Program *p, Stmt *loop); /* NULL if it is not one */
Expr *trip_count(const Counted *c);            /* type long, >= 0 */
Expr *iteration_number(const Counted *c);      /* 0.. in execution order, in terms of i */
/* Runs body with i from the last value to the first; declares: i belongs to the loop; k: counter it
 * may use. */
Stmt *reversed_loop(const Counted *c, bool declares, Sym *k, Block body);

/* adjoint_expr.c */
Sym *shadow_sym(Adjoint *a, Sym *v);
Type *shadow_pointer_type(Type *t);
Expr *
shadow(Adjoint *a,
       const Expr *lvalue); /* the adjoint of a real lvalue; of a pointer: the shadow pointer */
Expr *shadow_pointer(Adjoint *a, const Expr *pointer);
Expr *as_shadow(Expr *e, Type *t); /* cast where only const differs */
void push_back(Adjoint *a, const Expr *e, Expr *seed,
               Block *out); /* adds seed * de/du to the adjoint of every u */
Expr *value_of_node(Adjoint *a, const Expr *e, Block *out); /* named if it contains calls */
Expr *name_seed(Adjoint *a, Expr *seed, Block *out);
void reverse_assign(Adjoint *a, const Expr *lhs, Op op, const Expr *rhs, bool fresh, Block *out);

/* adjoint_complex.c */
Expr *adjoint_factor(Expr *e); /* of a product: its conjugate if it is complex */
Expr *real_seed(Expr *seed);
bool push_complex_call(Adjoint *a, const Expr *e, Expr *seed, Block *out);
void push_complex_unary(Adjoint *a, const Expr *e, Expr *seed, Block *out);

/* adjoint_memory.c */
bool may_escape(Program *p, const Place *heap); /* to the caller of the root */
bool is_allocation(const Expr *call);
/* memcpy(to, from, n), or realloc(from, n), which is 'to' */
bool copies_block(const Expr *call, const Expr **to, const Expr **from);
bool is_block_call(const Expr *call); /* memcpy, memset, free */
void plan_allocation(Adjoint *a, Sym *v, const Expr *call, Plan *plan);
Sweep sweep_allocation(Adjoint *a, Stmt *st, Expr *call);
void plan_block_call(Adjoint *a, Expr *call, Plan *plan);
bool settle_free(Adjoint *a, Expr *call, bool needed);
void find_kept_memory(Adjoint *a);
bool waits_to_be_freed(Adjoint *a, const Expr *call);
Sweep sweep_block_call(Adjoint *a, Stmt *st, Expr *call);
Stmt *clear_bytes(Expr *p, Expr *bytes);
Stmt *tape_bytes(const char *name, Expr *p, Expr *bytes); /* adcc_push_bytes(p, bytes); */
Stmt *tape_bytes(const char *name, Expr *p, Expr *bytes); /* adcc_push_bytes(p, bytes) ... */
void free_rest(Adjoint *a, Block *body, Block *end);

/* fresh.c */
void mark_fresh_writes(Adjoint *a); /* gives Plan.fresh */
/* passing.c */
void find_passing(Adjoint *a); /* gives Plan.passing */

/* adjoint_block.c */
Type *held_reals(Program *p, const Expr *to, const Expr *from, bool *doubtful);
bool may_hold_pointers(Program *p, const Expr *to); /* what is there */
/* The array without a size at the end of a struct; NULL if there is none. */
Field *flexible_member(Type *t);
/* Are these bytes more of a struct than adcc can tell?  Then an error was reported. */
bool refuse_stretched(const Expr *call, Type *t, const Expr *bytes);
void move_records_back(Adjoint *a, Type *t, Expr *to_b, Expr *from_b, Expr *bytes, bool overlap,
                       Block *out);
void clear_records(Adjoint *a, Type *t, Expr *to_b, Expr *bytes, Block *out);
void move_pointers_in_records(Adjoint *a, Type *t, const Expr *to, const Expr *from, Expr *bytes,
                              bool overlap, bool save, Sweep *s);

/* adjoint_record.c */
void reverse_elements(Adjoint *a, Expr *to_b, Expr *from_b, Block *out);
bool is_plain_record(Adjoint *a, Type *t);
void push_returned(Adjoint *a, const Expr *e, Block *out);
void push_record(Adjoint *a, const Expr *e, const Expr *seed, Block *out);
void clear_record(Adjoint *a, Expr *shadow, Block *out);
void reverse_record(Adjoint *a, const Expr *lhs, const Expr *rhs, bool fresh, Block *out);
bool record_has_shadow_pointers(Adjoint *a, const Expr *e);
void move_record_pointers(Adjoint *a, const Expr *lhs, const Expr *rhs, Block *out);
void copy_shadow_pointers(Adjoint *a, Expr *to, const Expr *e, Block *out);
Exprs kept_pointers_in(Adjoint *a, Sym *v);
Exprs shadow_pointers_in(Adjoint *a, const Expr *lhs);

/* adjoint_call.c */
void reverse_call(Adjoint *a, const Expr *call, const Expr *lhs, bool fresh, Block *out);
Expr *value_companion(Adjoint *a, Type *type, Expr *arg, Block *before, Block *after);
void clear_adjoint(Adjoint *a, const Expr *lhs, Block *out);
/* In *e, call becomes its forward version; lhs receives the value (NULL: nobody does). */
void replace_call(Adjoint *a, Expr **e, Expr *call, const Expr *lhs, Block *before, Block *after);
bool returns_shadow(Program *p, Inst *f); /* a pointer to storage with derivatives */
void make_companions(Adjoint *a);
Func *make_signature(Adjoint *a, const char *name, bool forward, Type *result, bool is_static);

/* adjoint_custom.c - calls of functions whose adjoint the user gave */
bool custom_writes(const Expr *call); /* through any argument */
bool may_be_inactive(const Expr *call, int k);
Bits custom_targets(Program *p, const Expr *call);
bool custom_is_active(Program *p, const Expr *call, const Expr *lhs);
Bits custom_unknown_writes(Program *p, const Expr *call); /* whose extent is not known */
void add_custom_globals(Program *p, const Expr *call, Bits *writes);
void plan_custom(Adjoint *a, const Expr *call, const Expr *lhs, bool fresh, Plan *plan);
bool record_custom(Adjoint *a, const Expr *call, Plan *plan, const Bits *needed);
Bits custom_restored(Adjoint *a, const Expr *call, const Plan *plan);
void save_ranges(Adjoint *a, const Expr *call, const Plan *plan, Sweep *s);
Sweep sweep_custom(Adjoint *a, Stmt *st, const Expr *call);
void check_custom(Adjoint *a, const Expr *call, bool active); /* errors */

/* save.c - decides Plan.save, recompute, keep_at_end; Inst.needed, pushes, active */
void plan_program(Program *p, Map *adjoints);
void read_again(Adjoint *a, Stmt *s); /* after a change of Plan.rev */
bool call_is_reversed(Program *p, const Expr *call);
/* What the reverse of s reads, or may read once it is known what is saved and reversed. */
void add_rev_reads(Adjoint *a, const Stmt *s, Bits *reads);
bool leaves(const Stmt *s);

bool is_needed(Adjoint *a, Sym *v, const Bits *needed);

/* wish.c */
const Sym *saved_by_wish(Adjoint *a, Stmt *loop);
const char *why_not_computed(Adjoint *a, Block list, const Stmt *s);
void refuse_lost_wishes(Program *p, Map *adjoints); /* needs: plans */

/* context.c */
void find_scopes(Program *p);
void follow_places(Program *p, Bits *places); /* adds what they lead to, and what may be the same */
Bits within_call(Program *p, const Expr *call, const Bits *accesses);

/* apart.c */
void find_apart(Program *p); /* needs: final bodies */
bool lead_apart(Program *p, Sym *v, Sym *w);

/* restrict.c */
void find_restrict(Program *p, Map *adjoints);
void mark_restrict(Adjoint *a);

/* elements.c */
Bits own_elements(Adjoint *a, Stmt *loop);
Bits settled_elements(Adjoint *a, Stmt *loop);

/* independent.c */
typedef void NeededReads(const Stmt *s, void *context, Bits *into);
Bits independent_accesses(Adjoint *a, Stmt *loop);
Bits overwritten_after_reads(Adjoint *a, Stmt *loop, const Bits *trusted, NeededReads *needed_reads,
                             void *context);

/* joined.c */
bool may_be_joined(const Program *p, const Stmt *loop);
bool hold_loads(Adjoint *a, Stmt *loop); /* needs: Plan.counted */
bool calls_given_adjoint(Adjoint *a, Block body);
/* Is an element that one iteration plainly writes plainly read in another: u[i] and u[i - 1]? */
bool passes_on_elements(Adjoint *a, Stmt *loop);
void split_joined(Program *p, const Stmt *loop);

/* rerun.c */
bool can_rerun(Adjoint *a, Stmt *loop, const Bits *needed_before);
Bits overwritten_in_iteration(Adjoint *a, Stmt *loop); /* after it was read, if independent */
Bits reverse_reads_in(Adjoint *a, Stmt *loop);
void needed_by_rerun(Adjoint *a, Stmt *loop, Bits *needed);
/* These need the body recorded as if it were not rerun. */
bool is_rerun_cheap(Adjoint *a, Stmt *loop);
bool is_tape_small(Adjoint *a, Stmt *loop); /* a few numbers an iteration, in a block */
/* Gives: Plan.skip, the body for the forward sweep, whether iterations commute. */
Block prepare_rerun(Adjoint *a, Stmt *loop, bool *commutes);

bool do_iterations_commute(Adjoint *a, Stmt *loop);
bool has_jump(Block b); /* a continue or return of its own */
bool moves_shadows(Program *p, const Bits *writes);
/* What running the iterations of a loop again would take; accesses of storage that outlives one. */
typedef struct SliceFacts {
    Bits needed, writes; /* what the slice and the reverse code read; what the slice writes */
    Bits changed;        /* what the whole body writes */
    bool observable;
} SliceFacts;
SliceFacts slice_facts(Adjoint *a, Stmt *loop, const Bits *also); /* also: needed besides */
Block prepare_runs(Adjoint *a, Stmt *loop, const Bits *also); /* Plan.skip; the forward body */

/* checkpoint.c */
Bits own_writes(Program *p, Inst *f); /* what it writes itself, by name or through pointers */
bool can_run_again(Adjoint *a, Stmt *loop, const Bits *needed_before);
bool is_worth_running_again(Adjoint *a, const Stmt *loop); /* if it puts anything on the tape */
void needed_by_runs(Adjoint *a, Stmt *loop, Bits *needed);
/* The first of its state whose extent nothing says; NULL if that is not what is missing. */
const char *unknown_extent_of_state(Adjoint *a, Stmt *loop);
void name_block(Adjoint *a, Sym *v, const Expr *call, Block *out); /* after v = malloc(n) */
Sweep sweep_runs(Adjoint *a, Stmt *loop);
bool wants_no_runs(const Stmt *loop);
long wanted_span(const Stmt *loop); /* iterations of a run; -1: some, 0: the user says nothing */
void refuse_lack_of_runs(Program *p, Map *adjoints);

/* weigh.c */
void weigh_runs(Funcs *made); /* needs: functions as they will be printed */

/* foresee.c */
bool stands_apart(Adjoint *a, Stmt *loop);
bool will_be_joined(Adjoint *a, Stmt *loop);

/* merge.c */
void merge_calls(Program *p, Block *b);
void drop_unwanted_value(Inst *f);

/* costly.c */
void name_costly(Adjoint *a, const Expr *lhs, Expr **rhs, Block *out);
void name_costly_parts(Adjoint *a, Expr *init, Block *out);
bool is_costly(const Expr *e, bool vectors);
bool is_straight(Block b);

/* partners.c */
void use_partners(Adjoint *a, Block b);

/* fuse.c */
bool only_sums(Adjoint *a, Stmt *loop, const Bits *own);
Effect *effect_of_stmt(Program *p, const Stmt *s); /* NULL: none */
void add_effect_of_stmt(Effect *x, const Stmt *s);
bool add_dependent(const Effect *x, Bits *values, Bits *shadows, bool *grew);
bool can_sum_apart(Program *p, const Effect *loop, Expr *shadow);
bool must_keep_order(const Effect *a, const Effect *b); /* of two pieces of code */
Effect *effect_of_reverse(Adjoint *a, const Stmt *loop, Block rev);
void fuse_loops(Adjoint *a, Block *b); /* b: a list with both sweeps */
void drop_skipped(Block *b);           /* what is not in the slice */
void settle_pairs(Adjoint *a);         /* when both sweeps of the function are made */

/* adjoint.c */
Sweep sweep_list(Adjoint *a, Block b, Stmt *around, Kepts *kept);
Block with_shadow_moves(Adjoint *a, Block b);
/* Does an assignment to lvalue set shadows of pointers? */
bool moves_shadow(Adjoint *a, const Expr *lvalue);
/* A block of the source; scope: its variables are declared again in the reverse sweep. */
Sweep sweep_block(Adjoint *a, Block b, Stmt *around, bool scope);
Sweep sweep_body(Adjoint *a, Block b);
Expr *went_on_after(Adjoint *a, Stmt *s,
                    Stmt *around); /* no jump in s left its list; NULL if none can */

Sweep sweep_simple(Adjoint *a, Stmt *s); /* neither branch nor loop */

/* direct.c */
bool is_program_direct(Program *p, Map *adjoints);
void make_direct(Program *p, Map *adjoints);
Block direct_body(Adjoint *a);
void go_on_first(Program *p, Block *b); /* of a sweep whose calls are merged */
bool are_calls_merged(Program *p, Funcs *made);

/* adjoint_switch.c */
Block wrap_groups(Block b);
Sweep sweep_switch(Adjoint *a, Stmt *s);

/* adjoint_scope.c */
Sym *renewed(Sym *v);
Block with_sym(Block b, Sym *from, Sym *to);
Block with_declarations(Adjoint *a, Kepts *kept, Block rev, bool again);
Block declare_adjoint(Sym *v_b);
Stmt *clear_storage(Sym *v); /* memset(v, 0, sizeof v) */
Expr *zero_record(Type *t);
bool is_vla(Type *t);
Block origin_comment(Adjoint *a, const Stmt *s);
Block as_step(Block b);

/* adjoint_func.c */
void add_keep(Adjoint *a, const Expr *lvalue, Block *before);
/* Does the request say how much of this memory of the caller there is? */
bool has_known_extent(Program *p, const Place *place);
/* Before a restore of these places: must the bytes it changes be kept where it happens? */
bool keeps_bytes(Adjoint *a, Bits places);

/* adjoint_sort.c - qsort */
bool is_sort(const Expr *call);
void check_comparison(Adjoint *a, const Expr *call); /* of qsort or bsearch: changes nothing */
void plan_sort(Adjoint *a, Expr *call, Plan *plan);
Sweep sweep_sort(Adjoint *a, Stmt *st, Expr *call);

/* tape.c */
Sweep block_tape(Adjoint *a, const Counted *c, Stmt *loop, Stmt *rev, Block *after_loop,
                 Block *after_rev);

void drop_dead_pushes(Block *b);

/* on_tape.c */
bool can_live_on_tape(Adjoint *a, const Stmt *decl);
Stmt *release_from_tape(void);
void move_to_tape(Adjoint *a, const Kepts *kept, Sweep *s);

/* fields.c */
void find_fields(Program *p, Map *adjoints); /* needs: plans that are final, Inst.apart */
void move_fields(const Plan *plan, Sweep *s);

/* frame.c */
bool want_frame(Program *p, const Inst *inst, const Sym *v);
void make_frames(Program *p, Inst *inst);

/* pin.c */
bool pin_variables(Program *p, Map *adjoints);

/* refuse.c */
void refuse_unsupported(Func *f);
void refuse_unknown_storage(Program *p);
void refuse_moved_bytes(Program *p, Inst *f); /* refuse_bytes.c */
void refuse_puns(Program *p);

/* text.c */
void refuse_numbers_as_text(Program *p); /* and read again */
void refuse_overwrites(Adjoint *a);
void check_library_call(Adjoint *a, const Expr *call);

/* report.c */
const char *name_places(Program *p, const Bits *accesses);
void note_plan(Program *p, Map *adjoints, struct Facts *facts);

/* seeds.c, last_taken.c */
Stmt *last_of(Block b); /* but for comments */
bool guard_by_seeds(Func *f);
bool keep_last_taken(Func *f);
/* The index of a loop that begins with a constant that is not negative; else NULL. */
Sym *index_counting_up(const Stmt *loop);

/* last_zeros.c */
void drop_last_zeros(Func *f);

/* blocks.c */
bool place_blocks(Program *p, Func *f);
void drop_idle_blocks(Func *f); /* that nobody reads */

/* beside.c */
void take_blocks_together(const Funcs *all);

/* order.c */
/* Reverse loops whose iterations commute. */
bool run_up(Program *p, Func *f, bool tape);
void drop_lost_marks(Func *f);    /* needs: loops as they will be */

/* ring.c */
bool uses_tape(const Funcs *all); /* pushes, pops and blocks */

/* abreast.c */
bool form_sums_abreast(Program *p, Func *f); /* needs: final names */

/* lift.c */
void lift_reads(Program *p, Func *f); /* needs: marked loops */

/* largest.c */
void search_largest(Func *f);

/* unroll.c */
void unroll_tables(Func *f);
long step_added(const Stmt *loop, const Sym *i); /* in a step, if that is a constant; else 0 */
/* How often `for (i = a; i < b; i += c)` runs, for constants, also downward; 0: not known, many. */
long short_trips(const Stmt *loop, Sym **index);

/* sums.c */
bool sum_in_variables(Program *p, Func *f);
/* filled.c: adjoints of arrays that loops fill are not cleared.  True if something changed. */
bool fill_arrays(Func *f);
/* last_call.c: adjoints that end in calls are not set to zero there.  Gives what changed. */
Funcs end_in_calls(Program *p, Funcs *all);
/* filled_call.c: nor cleared before they are handed to functions that fill them.  Adds some. */
void fill_in_calls(Program *p, Funcs *all);

/* hold.c */
void hold_in_variables(Func *f);

/* reciprocal.c */
bool is_adjoint(const Map *adjoints, const Sym *v); /* a shadow, or among the adjoints */
/* The value that s works out, if it is an adjoint; the variable it goes to is one from now on. */
Expr **adjoint_value(Map *adjoints, Stmt *s);
bool is_jumped_into(Block b); /* it has labels */
void share_reciprocals(Func *f);

/* products.c */
void shorten_products(Func *f, bool directions);

/* contract.c */
void contract_sums(Func *f);

/* couple.c */
void couple_calls(Program *p, Funcs *all); /* adds some */
void sum_along(Program *p, Funcs *all);    /* too */

/* skip.c */
void skip_sums(Func *f);

/* tidy.c */
void add_read_variables(Block b, Map *read);
void drop_assignments(Block *b, Sym *v);
void drop_dead_primal(Func *f);
void tidy_functions(Program *p, Funcs *all);

#endif
