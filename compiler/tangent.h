/* tangent.h - what the files of tangent mode share: see tangent.c. */
#ifndef ADCC_TANGENT_H
#define ADCC_TANGENT_H

#include "adcc.h"

/* One function as it is called with derivatives in certain arguments. */
typedef struct Context {
    Func *func;     /* in normal form; shared by all contexts of the function */
    Bits params;    /* the parameters, by position, that come with a companion */
    bool ret;       /* the derivative of the value is asked for */
    bool root;      /* a request: other pointer parameters cannot carry derivatives */
    Bits active;    /* ids of the local symbols that carry derivatives */
    Bits blocked;   /* parameters of a root that would carry derivatives but have no companion */
    bool touched;   /* something in it carries derivatives */
    bool ret_flows; /* its value does */
    bool called;    /* root: the program calls it too */
    Bits cleared;   /* root: ids of the file-scope variables whose companions start at zero */
    Bits globals;   /* once made: ids of the file-scope variables that carried derivatives then */
    Func *made;     /* the tangent, once it is made or being made */
} Context;
VEC(Context *, Contexts);

/* Which variables carry derivatives, for one request. */
typedef struct Activity {
    Units *program;
    Contexts contexts;
    Bits globals;      /* ids of file-scope variables that carry derivatives */
    bool changed;      /* since the last round */
    long directions;   /* see Request */
    bool own_root;     /* calls of the root's function go to a function of their own */
    Map *lowered;      /* Func -> its normal form */
    Map *names;        /* taken at file scope */
    Map *source_names; /* of these, by the source */
    Map *promised;     /* f_d for every f that is asked for */
    Contexts *done;    /* what was made, for earlier requests too */
    Syms *shadows;     /* companions of file-scope variables */
    Syms *pointed;     /* functions whose address is taken */
    Funcs *dispatchers;/* made for calls through pointers */
    Unions unions;     /* as the functions made so far use them */
} Activity;

/* A call through a pointer: it may reach every function of its type whose address is taken. */
typedef struct PointerCall {
    Type *type;        /* of the function */
    Syms candidates;
    Contexts contexts; /* of the candidates; NULL for one of the library */
    Bits params;       /* as in Context, for all of them */
    bool ret;
    bool touched;      /* one of them carries derivatives */
} PointerCall;

/* How a call is to be treated. */
typedef enum CallKind {
    CALL_RULE,    /* rules.def */
    CALL_COMPLEX, /* creal and its like */
    CALL_SPLIT,   /* modf, sincos */
    CALL_MEMORY,  /* malloc, free, memcpy, ... */
    CALL_PASSIVE, /* derivative zero */
    CALL_CUSTOM,  /* ADCC_USE_TANGENT */
    CALL_BODY,    /* a function of the program */
    CALL_POINTER, /* through a pointer to a function */
    CALL_UNKNOWN,
} CallKind;

typedef enum Memory {
    MEM_NONE,
    MEM_MALLOC,  /* (bytes): uninitialised */
    MEM_ALIGNED, /* (alignment, bytes): likewise */
    MEM_ALLOCA,  /* (bytes): likewise, on the stack */
    MEM_OWN,     /* ADCC_ALLOCATOR: own_memory.c */
    MEM_CALLOC,
    MEM_REALLOC,
    MEM_FREE,
    MEM_COPY,
    MEM_SET,
    MEM_SORT,    /* qsort */
} Memory;

/* A tangent under construction. */
typedef struct Tangent {
    Activity *activity;
    Context *context;
    Func *func;    /* what is being made */
    Map shadows;   /* local symbol -> its companion */
    Map taken;     /* names in use */
    Sym *result;   /* return_d, NULL if there is none */
    int temporaries;/* numbers given to them */
    Large large;   /* the names of parts of values of the current statement */
    Block *before; /* for what must run before the current statement; NULL: nothing may */
} Tangent;

/* tangent_activity.c */
bool is_real(Type *t);   /* floating, real or complex */
bool may_carry(Type *t); /* can a value of it hold or lead to a real: void * and char * too */
bool flows(Activity *a, Context *c, Expr *e); /* does the value (or lvalue) carry derivatives? */
Types parameter_types(Func *f);
CallKind call_kind(Expr *call);
Memory memory_kind(Sym *function);
Memory memory_of_call(const Expr *call); /* adjoint_memory.c: in adjoints */
/* The context of a call with known body; 'result' is where its value goes, NULL if nowhere. */
Context *context_of_call(Activity *a, Context *c, Expr *call, Expr *result);
PointerCall pointer_call(Activity *a, Context *c, Expr *call, Expr *result);
void find_pointed(Units *program, Syms *all); /* functions whose address is taken */
const Rule *rule_of_call(Expr *call);         /* for a real or complex function */
Context *find_context(Activity *a, Func *f, const Bits *params, bool ret);
void analyse_activity(Activity *a);
Func *normal_form_of(Activity *a, Func *f);

/* tangent_global.c */
Block clear_globals(Tangent *t); /* companions of variables that were not asked for */
void check_global_pointers(Activity *a, const Context *root);
void check_assembly(Activity *a);

/* tangent_expr.c */
bool has_tangent(Tangent *t, Sym *v); /* does the variable have a companion? */
Sym *companion(Tangent *t, Sym *v);   /* its companion, made on first use */
Type *without_const(Type *t);         /* not const or volatile itself, as a companion is */
bool carries(Tangent *t, Expr *e);    /* flows() in the function under construction */
/* The tangent of an lvalue, pointer or struct; NULL if it has none. */
Expr *tangent_path(Tangent *t, Expr *e);
/* The tangent of a real value; gives names to the calls in *slot that it uses too. */
Expr *tangent_value(Tangent *t, Expr **slot);
/* The tangent of a real, pointer or struct; zero if it has none. */
Expr *any_tangent(Tangent *t, Expr **slot, Type *type);
Expr *tangent_init(Tangent *t, Expr *init, Type *type); /* of an initialiser list */
Expr *zero_init(Type *type);
void start_statement(Tangent *t, Block *before); /* NULL: nothing may run before it */
Expr *value_again(Tangent *t, Expr **slot); /* a copy of a value, or of a name for it */
void refuse_bits(Tangent *t, Block b); /* says where it takes reals with derivatives for integers */
/* text.c: says where it writes such and reads them again. */
void refuse_numbers_as_text_in(Tangent *t, Block b);
Sym *new_temporary(Tangent *t, const char *suffix, Type *type);

/* tangent_call.c */
/* A statement s that calls: *rhs holds the call, lhs is what it is assigned to or NULL.
 * Appends to 'out' what must stand before s, s itself, and what must follow. */
void tangent_call(Tangent *t, Stmt *s, Expr **rhs, Expr *lhs, Block *out);

/* tangent_pointer.c */
/* A function that calls, of the candidates of a pointer, the tangent of the one it points to. */
Func *dispatcher_of(Tangent *t, const PointerCall *p);

/* tangent.c */
Func *tangent_in(Activity *a, Context *c); /* the tangent of the context, made on first use */

#endif
