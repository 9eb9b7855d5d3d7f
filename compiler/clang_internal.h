/* clang_internal.h - what the files of the frontend share; the only way to libclang.
 *
 * A file is parsed twice.  Parse A is the file itself: places, types and names come from it.
 * Where macros made the code, the text of a node cannot be had from A; for such places there is
 * the shadow B (clang_shadow.c): the same functions without any macro.  Readers walk both in step,
 * node by node, as one Node.
 */
#ifndef ADCC_CLANG_INTERNAL_H
#define ADCC_CLANG_INTERNAL_H

#include "adcc.h"

#include <clang-c/CXCompilationDatabase.h>
#include <clang-c/Index.h>

/* A cursor of the file and the same cursor of the shadow. */
typedef struct Node {
    CXCursor a;
    CXCursor b; /* the null cursor where there is no shadow */
} Node;
VEC(Node, Nodes);
VEC(CXCursor, Cursors);
VEC(CXType, ClangTypes);
VEC(Loc, Locs);
VEC(const File *, Files);

/* A line '#pragma ...' of a file. */
typedef struct Pragma {
    Loc loc;
    const char *text; /* the whole line, continuation lines joined; or a note on a loop */
    bool placed;      /* has become a statement */
} Pragma;
VEC(Pragma, Pragmas);

/* Everything the frontend knows while it reads one file. */
typedef struct Reader {
    Unit *unit;
    CXIndex index;
    CXTranslationUnit a, b;  /* b is NULL if there is no shadow */
    const char *shadow_text; /* of the main file in b */
    CXFile main_file;        /* in a */
    Map files;               /* CXFile or interned name -> File */
    Map expansions;          /* File -> Locs: places of macro calls, sorted, disjoint */
    Map skipped;             /* File -> Locs: inactive ranges, sorted */
    Map syms;                /* declaration -> Sym */
    Map tags;                /* declaration -> Tag */
    Map fields;              /* declaration -> Field */
    Map types;               /* clang's type -> Type */
    int type_depth;          /* of read_type's recursion */
    Cursors open_tags;       /* definitions whose members are to be read ... */
    int open_tags_done;      /* ... and how many were */
    Map extents;             /* clang's variable array type -> Expr */
    Map shadows;             /* function definition in a -> index + 1 in shadow */
    Map builtins;            /* name -> Sym, of what only looks like a call */
    Map labels;              /* label statement -> Sym, of the function being read */
    Cursors shadow;          /* function definitions of b */
    Pragmas pragmas;         /* active pragmas, in order */
    bool pragmas_found;      /* were they looked for? */
    Map macro_places;        /* name -> Loc of a macro's definition */
    Map unprintable;         /* Sym of a global whose initialiser could not be read */
    Cursors top;             /* top-level declarations of a */
    Func *func;              /* being read, or NULL */
    const char *why;         /* set when something could not be represented */
    Loc why_loc;
} Reader;

/* ------------------------------------------------------------------ clang.c */

const void *key_of(CXCursor c);      /* identity of a declaration or statement */
const char *take_string(CXString s); /* interned, disposed */
const char *spelling(CXCursor c);
CXCursor null_cursor(void);
Nodes children(Node n);            /* without TypeRef */
Cursors child_cursors(CXCursor c); /* all */
void unsupported(Reader *r, Node n, const char *format, ...) PRINTF_LIKE(3, 4);

/* -------------------------------------------------------------- clang_text.c */

File *file_of(Reader *r, CXTranslationUnit tu, CXFile file);
Loc loc_of(Reader *r, CXCursor c); /* in a, after expansion */
Loc range_loc(Reader *r, CXSourceRange range);
bool is_macro_free(Reader *r, Loc loc); /* no macro call and no directive in it */
bool is_skipped(Reader *r, Loc loc);    /* inside an inactive #if branch? */
bool shadow_range(Reader *r, CXCursor b, int *from, int *to); /* offsets in shadow_text */
const char *node_text(Reader *r, Node n); /* macro-free C text on one line; NULL if there is none */
const char *loc_text(Loc loc);            /* the source text as it is */
const char *tidy(const char *text, int from,
                 int to); /* tokens of text, one space where there was space */
const char *first_token(Reader *r, CXCursor c); /* of a, exact even inside macros; "" if none */
const char *token_at(Reader *r, CXSourceLocation at);
/* Scanning C text: the end of the token that starts at p (p is not white space). */
const char *token_end(const char *p, const char *end);
const char *skip_space(const char *p, const char *end); /* white space and comments */
const char *skip_comment(const char *p, const char *end);
const char *skip_balanced(const char *p,
                          const char *end); /* p at ( [ or {: past its partner, or end */
bool is_name_start(char c);
bool is_name_char(char c);

/* -------------------------------------------------------------- clang_shadow.c */

void make_shadow(Reader *r, Names *flags);
CXCursor shadow_of(Reader *r, CXCursor function); /* null cursor if there is none */

/* ---------------------------------------------------------------- clang_type.c */

Type *read_type(Reader *r, CXType t);
/* Type of a declaration, cast, ...: also registers the extents of its variable arrays, given by
 * children of n. */
Type *read_node_type(Reader *r, Node n, CXType t, bool last_is_operand);
Tag *tag_of(Reader *r, CXCursor decl);
Field *field_of(Reader *r, CXCursor decl);
bool is_unnamed(const char *name); /* "", (unnamed at ...), (anonymous ...) */
bool has_variable_array(CXType t);

/* ---------------------------------------------------------------- clang_decl.c */

Sym *sym_of(Reader *r, CXCursor decl); /* made on first use */
Sym *param_of(Reader *r, Node n);
void define_inline(Reader *r, CXCursor tag); /* its definition is printed where it is used */
Sym *label_of(Reader *r, CXCursor label);    /* NULL if it is none */
void read_var(Reader *r, Node n); /* fills the symbol of a local variable, initialiser too */
const char *read_attributes(Reader *r, CXCursor decl);
bool is_attribute(CXCursor c);
bool is_tag_decl(CXCursor c);
Annotations read_annotations(Reader *r, CXCursor decl);
const char *pretty(CXCursor decl); /* the declaration as clang prints it */
void read_function(Reader *r, CXCursor decl);
void read_global(Reader *r, CXCursor decl);

/* ---------------------------------------------------------------- clang_expr.c */

Expr *read_expr(Reader *r, Node n);
Expr *read_init(Reader *r, Node n, Type *type); /* an initialiser of an object of this type */
bool read_value(CXCursor c, long *value);       /* of an integer constant expression */

/* ---------------------------------------------------------------- clang_generic.c */

/* Of the children of a _Generic: the one whose value it has, -1 if that is not known. */
int selected_association(Reader *r, Node n, Nodes kids);

/* ---------------------------------------------------------------- clang_stmt.c */

Block read_body(Reader *r,
                Node n); /* the statements of a compound statement, or the one statement */
void add_pragmas(Reader *r, Loc gap, Block *into); /* the pragmas between two statements */
void attach_notes(Block *b);
void refuse_lost_pragmas(Reader *r, Node function, Loc loc); /* those add_pragmas never saw */

/* --------------------------------------------------------------- clang_items.c */

void cut_items(Reader *r);

#endif
