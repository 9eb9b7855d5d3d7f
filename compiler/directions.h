/* directions.h - what the files of vector modes share: see directions.c. */
#ifndef ADCC_DIRECTIONS_H
#define ADCC_DIRECTIONS_H

#include "adcc.h"

/* Parts of values that do not depend on the direction, and their names. */
typedef struct Part {
    Expr *value;
    Sym *name;
} Part;
VEC(Part, Parts);

/* The functions of one request, while they get their directions. */
typedef struct Lanes {
    const Request *request;
    long n;          /* how many */
    Funcs *made;
    Map made_of;     /* symbol of a function that adcc made -> itself */
    bool changed;    /* since the last round: more is known to carry derivatives */
    bool failed;     /* an error was said */
    Loc at;          /* the statement at hand */
    /* of the function at hand */
    Func *f;
    Map names;       /* taken in it */
    Map counts;      /* variable -> how often it is mentioned */
    Map addressed;   /* variables whose address is taken */
    Map shared;      /* variables that cannot live in a loop over directions */
    /* of the list at hand */
    Block out;
    bool at_head;    /* of a loop: nothing can be put before the statement */
    Block waiting;   /* statements for one direction, not in a loop yet */
    Map read;        /* what these mention */
    bool reads_memory, reads_reals; /* and whether some read memory that is no shadow */
    Parts parts;     /* names that hold as long as the list runs on */
    /* of the loop over directions at hand */
    Sym *d;
    Map inside;      /* variables that live in it */
    Map loops;       /* those over directions -> their variables */
} Lanes;

/* directions_find.c - which variables hold derivatives, or lead to some. */
void find_lanes(Lanes *l);
bool is_lane(const Sym *v);
bool is_lane_value(const Sym *v);           /* a real that is passed by value */
bool is_real_value(Type *t);                /* floating or complex */
bool leads_to_lanes(const Expr *e);         /* an lvalue or a pointer */
bool reads_lanes(const Expr *e);            /* does its value depend on the direction? */
Type *lane_type(Lanes *l, Type *t);         /* every real an array; NULL: it has none */
Type *scalar_type(const Sym *v);            /* before that */
Sym *lane_global(const Sym *v);             /* what takes the place of a shadow of file scope */
void note_lane(Lanes *l, Sym *v);           /* v is one, and gets its type */
Expr *lane_ref(Sym *v);                     /* as before it got directions */
void declare_lanes(Lanes *l, const Syms *own, Syms *shadows);
void refuse_directions(Lanes *l, Loc loc, const char *what);

/* directions_expr.c */
Expr *lane_expr(Lanes *l, Expr *e);         /* as a value */
Expr *lane_place(Lanes *l, Expr *e);        /* as a place: of all directions */
Expr *lane_pointer(Lanes *l, Expr *e);      /* the same; null has no type */
Type *elements_behind_pointer(const Expr *e); /* before it is rewritten */

/* directions_call.c */
Expr *lane_call(Lanes *l, Expr *e);
Expr *lane_allocation(Lanes *l, Expr *e, Type *pointer); /* value of a variable of this type */
const Func *made_function(const Lanes *l, const Expr *call); /* NULL: another */

/* directions_parts.c */
void name_parts(Lanes *l, Stmt *s);         /* what all directions share is computed once */

/* directions_window.c */
void narrow_directions(Lanes *l);           /* directions in which all is zero are left out */

/* directions.c */
Block lane_block(Lanes *l, Block in);
void put_out(Lanes *l, Stmt *s);             /* once, now */
void put_lanes(Lanes *l, Stmt *s);          /* for each direction, now */
Sym *new_lane(Lanes *l, const char *name, Type *t); /* a variable for this scalar type */

#endif
