/* ir.h - the nouns: types, symbols, expressions, statements, functions, units.
 *
 * One representation serves from the frontend to the printer.  Nodes are uniform:
 * an expression's operands are all in kid[], a statement's in e[] and body[], so
 * that walking, cloning and comparing are written once (walk.c).  Trees, not
 * DAGs: whoever needs a node twice clones it; check.c enforces that.
 *
 * Parentheses do not exist (the printer puts back what precedence asks for).
 * Implicit conversions are E_CONV nodes from the frontend; code that adcc builds
 * leaves them to C, its constructors (expr.c) compute C's type of the result.
 */
#ifndef ADCC_IR_H
#define ADCC_IR_H

#include "base.h"

typedef struct Type Type;
typedef struct Tag Tag;
typedef struct Field Field;
typedef struct Sym Sym;
typedef struct Expr Expr;
typedef struct Stmt Stmt;
typedef struct Func Func;
typedef struct Unit Unit;
typedef struct Item Item;
VEC(Type *, Types);
VEC(Field *, Fields);
VEC(Sym *, Syms);
VEC(Tag *, Tags);
VEC(Expr *, Exprs);
VEC(Stmt *, Stmts);
VEC(Func *, Funcs);
VEC(Unit *, Units);
VEC(Item *, Items);

/* ------------------------------------------------------------------ types */

typedef enum TypeKind {
    T_VOID,
    T_BOOL,
    T_CHAR, /* plain char */
    T_SCHAR,
    T_UCHAR,
    T_SHORT,
    T_USHORT,
    T_INT,
    T_UINT,
    T_LONG,
    T_ULONG,
    T_LLONG,
    T_ULLONG,
    T_INT128,
    T_UINT128,
    T_FLOAT16,
    T_FLOAT,
    T_DOUBLE,
    T_LDOUBLE,
    T_FLOAT128,
    T_COMPLEX, /* of base */
    T_VECTOR,  /* GNU vector of count x base */
    T_POINTER, /* to base */
    T_ARRAY,   /* of base */
    T_FUNC,    /* returning base, of params */
    T_RECORD,  /* struct or union tag */
    T_ENUM,    /* enum tag; base is the integer type that holds it */
    T_TYPEDEF, /* sugar: name stands for base */
    T_ATOMIC,  /* _Atomic(base) */
    T_OPAQUE,  /* anything else, printed as name: __builtin_va_list, _BitInt(7), ... */
} TypeKind;

enum { Q_CONST = 1, Q_VOLATILE = 2, Q_RESTRICT = 4 };
enum { COUNT_UNKNOWN = -1, COUNT_VLA = -2 }; /* double a[];  double a[n]; */

struct Type {
    TypeKind kind;
    unsigned quals;    /* Q_... of this very type, outside the sugar */
    Type *base;        /* see TypeKind */
    long count;        /* T_ARRAY, T_VECTOR: elements, or COUNT_... */
    Expr *extent;      /* T_ARRAY with COUNT_VLA: the number of elements; NULL for [*] */
    bool array_static; /* parameter x[static n] */
    Tag *tag;          /* T_RECORD, T_ENUM */
    const char *name;  /* T_TYPEDEF, T_OPAQUE */
    Sym *sym;          /* T_TYPEDEF: the typedef, NULL if builtin */
    Types params;      /* T_FUNC */
    bool variadic;     /* T_FUNC: ends in ... */
    bool noproto;      /* T_FUNC: f() without prototype */
    long size, align;  /* in bytes; -1 where the compiler does not know */
    Type *written;     /* of a parameter: T_ARRAY/T_FUNC as written, before decay; else NULL */
};

typedef enum TagKind { TAG_STRUCT, TAG_UNION, TAG_ENUM } TagKind;

struct Tag {
    TagKind kind;
    const char *name;        /* NULL if it has none */
    const char *typedef_name;/* typedef struct {...} Name: the name that stands for it */
    bool complete;           /* its members are known */
    Fields fields;           /* struct, union */
    Syms enumerators;        /* enum */
    const char *attributes;  /* packed, aligned(16): as __attribute__ text; NULL if none */
    Loc loc;
    bool system;             /* defined in a system header */
    bool local;              /* defined inside a function */
    /* printer: its definition stands in a declaration that must print it */
    bool defined_inline;
    Type *enum_base;         /* enum: compatible integer type */
};

struct Field {
    const char *name;   /* NULL: anonymous struct/union member, or unnamed bit-field */
    Type *type;
    int bits;           /* bit-field width, -1 if none */
    long offset;        /* in bits, -1 if unknown */
    const char *attributes;
    bool inactive;      /* ADCC_INACTIVE */
    bool characters;    /* of characters, never a byte of something else (characters.c) */
    Tag *owner;
    Loc loc;
};

/* ---------------------------------------------------------------- symbols */

/* What an ADCC_... macro said, without "adcc." and quotes, and where the macro was used. */
typedef struct Annotation {
    /* "adjoint:wrt(x, k), of(return)", "inactive:", "use_adjoint:f, my_f_b", "check:n = 8" */
    const char *text;
    Loc loc;          /* of the whole macro call in the source */
} Annotation;
VEC(Annotation, Annotations);

typedef enum SymKind {
    SYM_VAR,
    SYM_PARAM,
    SYM_FUNC,
    SYM_ENUMERATOR,
    SYM_TYPEDEF,
    SYM_LABEL
} SymKind;
/* What the user wants of a variable that the reverse sweep needs: ADCC_SAVE, ADCC_RECOMPUTE */
typedef enum Wish { WISH_NONE, WISH_SAVE, WISH_RECOMPUTE } Wish;
typedef enum Storage { ST_NONE, ST_EXTERN, ST_STATIC, ST_AUTO, ST_REGISTER } Storage;

/* A name that means one thing: compare symbols by pointer, never by spelling. */
struct Sym {
    SymKind kind;
    const char *name;
    Type *type;
    Loc loc;                 /* of the declaration that counts (definition if there is one) */
    Storage storage;
    bool thread_local_;
    bool global;             /* file scope, or extern inside a function */
    bool system;             /* declared in a system header, or built in */
    bool defined;            /* a function with a body, a variable with storage, in this program */
    bool inactive;           /* ADCC_INACTIVE */
    Wish wish;               /* of a local variable */
    bool inlined;            /* function: inline */
    bool noreturn;           /* function */
    const char *attributes;  /* other __attribute__ text to print, NULL if none */
    const char *asm_label;   /* asm("name"), NULL if none */
    Expr *init;              /* variable: initialiser; enumerator: NULL */
    long value;              /* enumerator */
    Func *func;              /* function: its definition, NULL if unknown */
    Unit *unit;              /* where it is declared */
    Annotations annotations; /* "adjoint:wrt(x), of(return)", ...: see annotate.c */
    /* function: the tangent, the adjoint that ADCC_USE_... names, NULL if none */
    Sym *custom[2];
    struct Given *given[2]; /* what else ADCC_USE_... said of them: see adcc.h */
    struct Allocator *allocator; /* what ADCC_ALLOCATOR or ADCC_DEALLOCATOR said: see adcc.h */
    Names param_names; /* function: of its declaration, "" where one has none */
    Names param_texts; /* their types as written, "double[n]" */
    Sym *shadow;             /* derivative code: the companion x_b or x_d, NULL if none */
    Sym *primal;             /* of a shadow or a saved copy: what it belongs to */
    bool companion;          /* derivative code: a parameter like one, without primal: return_b */
    /* Library function that derivative code calls: its headers, "stdio.h stdlib.h"; else NULL */
    const char *header;
    /* C text of a static function that the output must hold if it calls this; else NULL */
    const char *helper;
    /* Local variable or parameter: & applied, or array/struct that decays */
    bool address_taken;
    bool generated;          /* a temporary or helper that adcc made */
    bool on_tape;            /* derivative code: points to a block of the tape */
    Sym *block; /* ... of copies that lead to that block the one it was made for, else NULL */
    bool moved;              /* derivative code: leads to blocks that moved to the tape */
    Type *array; /* derivative code: of a local array that lives on the tape; type is a pointer */
    Sym *renews;             /* derivative code: the variable that this is a copy of, in a block */
    bool filled;             /* derivative code: an array that its block writes as a whole */
    bool disposable;         /* derivative code: a variable of the source that may go if unread */
    /* A parameter that lower_func renamed: its name in the source; else NULL */
    const char *source_name;
    const char *moved_from;  /* "'n' of 'f'": it was static in a function (statics.c); else NULL */
    int id;                  /* dense, for bit sets; given by new_sym */
};

/* ------------------------------------------------------------ expressions */

typedef enum Op {
    OP_NONE, /* plain = in E_ASSIGN */
#define OP(name, text, form, prec) OP_##name,
#include "ops.def"
#undef OP
    OP_COUNT
} Op;

typedef enum ExprKind {
    E_INT,       /* text is the source spelling, value the value */
    E_FLOAT,     /* text */
    E_CHAR,      /* text, value */
    E_STRING,    /* text: escaped, with quotes and prefix */
    E_IMAGINARY, /* text: 1.0i */
    E_REF,       /* u.sym: variable, parameter, function, enumerator */
    E_UNARY,     /* op kid[0]; also ++ and --, sizeof expression */
    E_BINARY,    /* kid[0] op kid[1]; also && || , */
    E_ASSIGN,    /* kid[0] op= kid[1]; op is OP_NONE for plain = */
    E_COND,      /* kid[0] ? kid[1] : kid[2] */
    E_ELVIS,     /* kid[0] ?: kid[1] (GNU) */
    E_CALL,      /* kid[0] the callee, kid[1..] the arguments */
    E_INDEX,     /* kid[0][kid[1]]; kid[0] has pointer or array type (n[a] is stored as a[n]) */
    E_MEMBER,    /* kid[0].field, or kid[0]->field if arrow */
    E_CAST,      /* (type)kid[0] */
    E_CONV,      /* implicit conversion of kid[0] to type; prints as kid[0] */
    E_COMPOUND,  /* (type){...}; kid[0] is E_INIT */
    E_INIT,      /* { kid... } as written */
    E_DESIGNATED,/* .a[1].b = kid[nkid-1]; designators in u.designators */
    E_STMT,      /* ({ body }) (GNU); u.block */
    E_LABEL_ADDR,/* &&u.sym (GNU) */
    E_VA_ARG,    /* __builtin_va_arg(kid[0], type) */
    E_OPAQUE,    /* C text kept as it is, macro-free: sizeof (type), offsetof, ...; no side effect
                    that matters and nothing to differentiate; value if has_value */
} ExprKind;

enum { LHS, RHS };             /* kid[] of E_BINARY, E_ASSIGN */
enum { COND, THEN, ELSE };     /* kid[] of E_COND */
enum { BASE, INDEX };          /* kid[] of E_INDEX, E_MEMBER */
enum { CALLEE, ARGS };         /* kid[] of E_CALL: ARGS is the first argument */

/* One step of a designator: .field, [first] or [first ... last]. */
typedef struct Designator {
    Field *field;       /* or NULL */
    Expr *first, *last; /* or NULL */
} Designator;
VEC(Designator, Designators);

/* A list of statements; a value. */
typedef struct Block {
    Stmt *first, *last;
} Block;

struct Expr {
    ExprKind kind;
    Op op;
    Type *type;          /* never NULL */
    Loc loc;
    const char *text;    /* literals, E_OPAQUE */
    bool has_value;      /* an integer constant expression ... */
    long value;          /* ... and its value; E_CALL: the version of the function it is in */
    bool arrow;          /* E_MEMBER */
    bool nonzero;        /* the argument of a root: a condition leads here, see nonzero.c */
    bool structural;     /* a 0 or 1 that differentiation introduced: may be folded */
    union {
        Sym *sym;                  /* E_REF, E_LABEL_ADDR */
        Field *field;              /* E_MEMBER */
        Designators *designators;  /* E_DESIGNATED */
        Block *block;              /* E_STMT */
    } u;
    int nkid;
    Expr **kid;
};

/* ------------------------------------------------------------- statements */

typedef enum StmtKind {
    S_EXPR,     /* e[0]; */
    /* The variables decls (one declaration as the source grouped them), with Sym.init */
    S_DECL,
    S_BLOCK,    /* { body[0] } */
    S_IF,       /* if (e[0]) body[0] else body[1]; has_else */
    S_WHILE,    /* while (e[0]) body[0] */
    S_DO,       /* do body[0] while (e[0]) */
    S_FOR,      /* for (body[1]; e[0]; body[2]) body[0]; e[0] may be NULL */
    S_SWITCH,   /* switch (e[0]) body[0] */
    S_CASE,     /* case e[0]: or case e[0] ... e[1]:   a mark before the statement that follows */
    S_DEFAULT,  /* default:  a mark too */
    S_LABEL,    /* label:    a mark too */
    S_GOTO,     /* goto label; */
    S_GOTO_ADDR,/* goto *e[0]; (GNU) */
    S_BREAK,
    S_CONTINUE,
    S_RETURN,   /* return e[0]; e[0] may be NULL */
    S_NULL,     /* ; */
    S_OPAQUE,   /* C text kept as it is: asm, local struct/typedef/static assertion */
    S_COMMENT,  /* text, without the comment marks */
    S_PUSH,     /* derivative code: put the value of e[0] on the tape */
    S_POP,      /* derivative code: take the value of e[0] from the tape */
} StmtKind;

enum { BODY, INIT, STEP }; /* body[] of S_FOR */
enum { IF_THEN, IF_ELSE }; /* body[] of S_IF */

struct Stmt {
    StmtKind kind;
    Loc loc;
    Stmt *next;          /* in its block */
    Expr *e[2];          /* e[1] of S_FOR, derivative code: what holds in its body, or NULL */
    Block body[3];
    Syms decls;          /* S_DECL */
    Tags tags;           /* S_DECL: tags its declaration defines; S_OPAQUE likewise */
    Sym *label;          /* S_LABEL, S_GOTO */
    /* S_OPAQUE, S_COMMENT; S_IF..S_FOR: text of an attribute or pragma to print before, or NULL */
    const char *text;
    const char *note;    /* loops: ADCC_CHECKPOINT(...) before it, NULL if there is none */
    bool independent;    /* S_FOR: ADCC_INDEPENDENT before it; derivative code: its reverse, if its
                          * iterations may come in any order then */
    bool has_else;       /* S_IF */
    int skipped;         /* derivative code: of so many loops around, from the inside, not among
                          * what runs again (rerun.c) */
    bool reversed;       /* derivative code: a loop of the source from its end to its start */
    const char *primal_text; /* derivative code, with --trap: the same as text, or NULL */
    Stmt *origin;        /* derivative code: the primal statement this belongs to, NULL if none */
    int id;              /* given by a pass for its own tables */
};

/* ------------------------------------------------------ functions, units */

struct Func {
    Sym *sym;            /* name, type, storage */
    Syms params;
    Block body;
    Unit *unit;
    Loc loc;             /* of the whole definition */
    bool knr;            /* defined in the old style: f(x) double x; {} */
    bool opaque;         /* the frontend could not represent it (it has said why in opaque_why) */
    const char *opaque_why;
    Loc opaque_loc;
    Names local_names;   /* every identifier its text mentions */
    Items *statics;      /* declarations of static variables moved out of it (statics.c), or NULL */
    const char *comment; /* printed before it, NULL if none */
};

/* The pieces of a source file, in order: together they are the file. */
typedef enum ItemKind {
    /* Text copied as it is: comments, blank lines, declarations of types, prototypes, typedefs */
    I_TEXT,
    I_DIRECTIVE, /* a preprocessor line (with its continuation lines) */
    I_VARS,      /* a declaration of file-scope variables, one or more */
    I_FUNC,      /* a function definition */
} ItemKind;

struct Item {
    ItemKind kind;
    Loc loc;
    const char *text;    /* I_TEXT, I_DIRECTIVE */
    bool declares_type;  /* I_TEXT: defines or declares a struct, union, enum or typedef */
    bool is_include;     /* I_DIRECTIVE */
    bool skips;          /* I_DIRECTIVE: what follows it is in an inactive branch */
    Syms vars;           /* I_VARS */
    Tags tags;           /* I_VARS: tags its declaration defines */
    Func *func;          /* I_FUNC */
    /* I_VARS, I_FUNC: macros whose names its printed text mentions, to be hidden around it */
    Names undef;
};

struct Unit {
    const File *file;
    Items items;
    Funcs funcs;         /* defined in this file or in the non-system headers it includes */
    Syms globals;        /* file-scope variables, likewise */
    /* Functions and variables with external linkage that the file declares, for linking */
    Syms externals;
    /* Name -> Sym: every file-scope ordinary identifier visible, system headers included */
    Map names;
    Map macros;          /* every macro defined in the unit -> what it stands for, or itself */
    Annotations uses;    /* "use_adjoint:f, my_f_b": ADCC_USE_... in this file */
    Names depends;       /* every file read, for -MD: main file first */
};

/* ------------------------------------------------------------------ type.c */

extern Type *type_void, *type_bool, *type_char, *type_int, *type_uint, *type_long, *type_ulong;
extern Type *type_float, *type_double, *type_ldouble;
Type *new_type(TypeKind kind);
Type *basic_type(TypeKind kind);              /* the one unqualified T_VOID..T_FLOAT128 */
Type *pointer_to(Type *base);
Type *array_of(Type *base, long count, Expr *extent);
Type *func_type(Type *result, Types params);
bool is_padding(const Field *f); /* an unnamed bit-field: no initialiser counts it */
Type *qualified(Type *t, unsigned quals);     /* t with these qualifiers added */
/* Without top-level qualifiers, sugar kept where it carries none */
Type *unqualified(Type *t);
Type *named_type(Type *t);                    /* t, or the integer type of an enum without name */
Type *strip(Type *t);                         /* canonical top level: no typedef, no atomic sugar */
Type *decay(Type *t);                         /* array to pointer, function to pointer, else t */
Type *promote(Type *t);                       /* integer promotion */
Type *arithmetic_type(Type *a, Type *b);      /* C's usual arithmetic conversions */
bool is_real_floating(Type *t);               /* float, double, long double, _FloatN */
bool is_complex(Type *t);
bool is_integer(Type *t);                     /* bool, char, enum included */
bool is_arithmetic(Type *t);
bool is_scalar(Type *t);                      /* arithmetic or pointer */
bool is_pointer(Type *t);
bool is_array(Type *t);
bool is_record(Type *t);
bool is_function(Type *t);
bool is_signed_integer(Type *t);
bool is_character(Type *t);                   /* char, plain, signed or unsigned */
bool is_const(Type *t);                       /* const, or an array of const */
bool is_volatile(Type *t);
/* Holds a real or complex, directly or behind any pointer or field; void * counts not */
bool carries_reals(Type *t);
bool holds_reals(Type *t);                    /* holds one directly: not behind a pointer */
bool has_pointers(Type *t);                   /* is or holds some */
/* Of a (multi-dimensional) array: the innermost non-array type */
Type *element_type(Type *t);
/* The array that t is or leads to, whose extent counts where a variable of this type is declared;
 * NULL if there is none.  Of array a the next one is array_in(a->base). */
Type *array_in(Type *t);
bool same_type(Type *a, Type *b);             /* compatible, sugar and qualifiers at top ignored */
const char *type_str(Type *t);                /* as C text, for messages */
Field *find_field(Tag *tag, const char *name);/* looks into anonymous members */

/* --------------------------------------------------------------------------------------- expr.c
 * Constructors: the only way to make expressions outside the frontend.  Operands are taken over,
 * not cloned. */

Expr *new_expr(ExprKind kind, Type *type, Loc loc, int nkid);
Expr *int_const(long value);
Expr *float_const(double value, Type *type);  /* shortest text that reads back; suffix by type */
Expr *float_text(const char *text, Type *type);
Expr *string(const char *text);               /* a literal that spells it, on one line */
Expr *zero_of(Type *type);                    /* structural 0 */
Expr *one_of(Type *type);                     /* structural 1 */
Expr *ref(Sym *sym);
Expr *unary(Op op, Expr *e);
/* Folds structural zeros and ones: 0+x, 1*x, 0*x, x-0, -(-x) made by us */
Expr *binary(Op op, Expr *a, Expr *b);
Expr *add(Expr *a, Expr *b);
Expr *sub(Expr *a, Expr *b);
Expr *mul(Expr *a, Expr *b);
Expr *divide(Expr *a, Expr *b);
Expr *neg(Expr *a);
Expr *deref(Expr *p);                         /* *&x is x, *(p + i) is p[i] */
Expr *address_of(Expr *lv);                   /* &*p is p */
Expr *index_of(Expr *base, Expr *i);
Expr *member(Expr *base, Field *field, bool arrow);
Expr *cast(Type *type, Expr *e);
Expr *cond(Expr *c, Expr *a, Expr *b);
Expr *assign(Expr *lhs, Expr *rhs);
Expr *assign_op(Op op, Expr *lhs, Expr *rhs);
Expr *call(Sym *function, Exprs args);
Expr *call_n(Sym *function, int n, ...);      /* n arguments of type Expr * */
Expr *text_expr(const char *text, Type *type);/* E_OPAQUE */
Expr *copy(const Expr *e);                    /* clone_expr(e, NULL) */
Expr *skip_conv(Expr *e);                     /* below implicit conversions */
Expr *skip_casts(const Expr *e);              /* below casts as well */
bool is_zero(const Expr *e);                  /* structural 0 */
bool is_one(const Expr *e);                   /* structural 1 */
bool is_int_const(const Expr *e, long value); /* has_value and this one */
bool is_lvalue(const Expr *e);
Sym *ref_sym(const Expr *e);                  /* the symbol of E_REF below conversions, else NULL */
Sym *plain_variable(const Expr *e, bool real); /* one that only assignments change, else NULL */
/* Function called by name with a known body, else NULL */
Func *callee_of(const Expr *call);
Sym *callee_sym(const Expr *call);            /* function called by name, else NULL */
const char *expr_str(const Expr *e);          /* as C text, on one line */

/* ------------------------------------------------------------------ stmt.c */

Sym *new_sym(SymKind kind, const char *name, Type *type);
Stmt *new_stmt(StmtKind kind, Loc loc);
Stmt *expr_stmt(Expr *e);
Stmt *decl_stmt(Sym *var, Expr *init);        /* sets var->init */
Stmt *if_stmt(Expr *c, Block then, Block otherwise);
Stmt *while_stmt(Expr *c, Block body);
Stmt *for_stmt(Block init, Expr *c, Block step, Block body);
Stmt *block_stmt(Block body);
Stmt *comment_stmt(const char *text);
Block block_of(Stmt *s);                      /* of one statement; NULL gives the empty block */
Block join(Block a, Block b);                 /* a then b; both are used up */
void add_stmt(Block *b, Stmt *s);
bool is_empty(Block b);
Stmt *next_real(Stmt *s); /* s, or the first behind it that is no comment and not null */
bool is_comment(const Stmt *s);                /* or null */
Stmt *take_stmt(Block *b, Stmt *s);             /* s, which is in b no more */
bool is_loop(const Stmt *s);                   /* NULL is none */

/* ------------------------------------------------------------------ walk.c */

typedef enum Walk { WALK_ON, WALK_PRUNE, WALK_STOP } Walk;
typedef Walk ExprVisitor(Expr *e, void *context);
typedef Walk StmtVisitor(Stmt *s, void *context);
/* Visit e and everything below, parents first (statement expressions included). False if
 * stopped. */
bool walk_expr(Expr *e, ExprVisitor *visit, void *context);
/* Visit all statements of b, parents first, and (if on_expr) their expressions and initialisers.
 * False if stopped. */
bool walk_block(Block b, StmtVisitor *on_stmt, ExprVisitor *on_expr, void *context);
bool walk_stmt(Stmt *s, StmtVisitor *on_stmt, ExprVisitor *on_expr, void *context);
/* Each statement of b and of the lists in it is replaced by what f returns, inner lists first; the
 * heads of for loops are no lists. */
typedef Block StmtReplacer(Stmt *s, void *context);
void replace_stmts(Block *b, StmtReplacer *f, void *context);
/* Rewrite bottom-up: each node is replaced by what f returns. */
typedef Expr *ExprRewriter(Expr *e, void *context);
Expr *rewrite_expr(Expr *e, ExprRewriter *f, void *context);
void rewrite_block(Block b, ExprRewriter *f, void *context);

/* Deep copies.  Locals declared inside a cloned block get fresh symbols, references follow (labels
 * too); 'syms' maps old to new symbols and may be filled before the call; NULL is allowed. */
Expr *clone_expr(const Expr *e, Map *syms);
Stmt *clone_stmt(const Stmt *s, Map *syms);
Block clone_block(Block b, Map *syms);
Func *clone_func(const Func *f, const char *name, Map *syms);
bool same_expr(const Expr *a, const Expr *b); /* equal trees */
/* assignment, ++, call (also of unknown functions), statement expression, volatile */
bool has_side_effects(const Expr *e);
bool is_path(const Expr *e); /* v, a[i], s.m, p->m, *p */
/* Variables that are assigned, stepped, popped or pointed to, other than by their declaration. */
Map changed_variables(Block b);
/* Is the symbol, or the address of the label, mentioned?  In statements also in sizes of
 * arrays. */
bool expr_mentions(const Expr *e, const Sym *sym);
bool list_mentions(Block b, const Sym *sym);
bool stmt_mentions(const Stmt *s, const Sym *sym);

/* ------------------------------------------------------------------ check.c, dump.c, print.c */

/* Dies if the program breaks a rule of the IR: two parents, a missing type, use of a symbol that is
 * out of scope, operands that do not fit the operator, unbalanced tape.  pass: the name of the pass
 * that just ran. */
void check_func(const Func *f, const char *pass);
void check_unit(const Unit *u, const char *pass);
void dump_func(Out *out, const Func *f);      /* indented tree, stable, for --emit=ir */
void dump_unit(Out *out, const Unit *u);

void print_expr(Out *out, const Expr *e, int min_precedence);
void print_decl(Out *out, Type *t, const char *name); /* double (*name)[3] */
/* Whole declaration with storage, attributes, initialiser, ';' */
void print_var(Out *out, const Sym *var);
void print_stmt(Out *out, const Stmt *s);
void print_block(Out *out, Block b);          /* statements, each on its line, at out->indent */
void print_func(Out *out, const Func *f);     /* definition */
/* The ... of adcc_push_...() for such a value; NULL: as bytes */
const char *tape_name(Type *type);
void print_prototype(Out *out, const Func *f);
void print_tag(Out *out, const Tag *tag);     /* struct name { ... } without ';' */
void print_item(Out *out, const Item *item);  /* a piece of it */
void print_unit(Out *out, const Unit *u);     /* the whole file: --emit=primal */

/* Among print*.c: flat text, in which a character below 8 is a space where the line may be broken
 * (the less, the rather), and Out.indent counts the nesting.  fill_text() breaks it into lines,
 * 'more' levels deeper than the first. */
enum { PREC_COMMA = 1, PREC_ASSIGN, PREC_COND, PREC_UNARY = 14, PREC_POSTFIX, PREC_PRIMARY };
void put_break(Out *flat);                                /* a space that may become a line break */
void put_expr(Out *flat, const Expr *e, int min_precedence);
const char *expr_text(const Expr *e, int min_precedence); /* flat */
/* flat; tags in 'define' are defined on the way */
const char *decl_text(Type *t, const char *declarator, Tags *define);
/* flat, without the specifier: *(*name)[3] */
const char *declarator_text(Type *t, const char *name);
const char *param_text(const Sym *param);                 /* flat, in its written form */
/* flat: one declaration of all of them, with its ';' */
const char *vars_text(const Syms *vars, const Tags *tags);
/* Must they share one declaration? */
bool needs_one_declaration(const Syms *vars, const Tags *tags);
void fill_text(Out *out, const char *flat, int more);
/* To the start of an indented line, if not there */
void fresh_line(Out *out);
void print_comment(Out *out, const char *text);

#endif
