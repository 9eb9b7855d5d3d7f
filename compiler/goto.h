/* goto.h - what the files that turn jumps into blocks share: see lower_goto.c. */
#ifndef ADCC_GOTO_H
#define ADCC_GOTO_H

#include "reverse.h"

enum { DONE = -1, LEFT = -2, SKIPPED = -3 }; /* blocks that end the loop: at its end, break,
                                                continue of the loop or switch around it */

/* Where statements are appended: an end of the code so far.  Several after a branch. */
typedef struct End {
    Block *at;
    int block; /* the number of the block it is in */
} End;
VEC(End, Ends);
VEC(Block *, Cases);
VEC(int, Numbers);

typedef struct Machine {
    Func *f;
    Map *names;   /* taken in f */
    Sym *block;   /* the number of the block to run */
    Cases cases;  /* the blocks, by number */
    Numbers order;/* their numbers as they follow in the source */
    Map number;   /* label (Sym) or case mark (Stmt) -> its block's number + OFFSET */
    Ends ends;    /* none: what follows cannot be reached */
    int first;    /* where it begins */
    Bits named;   /* blocks that jumps may lead to */
    Bits kept;    /* blocks with a loop that a change of 'block' ends */
    bool left, skipped; /* some jump leads to these */
    Block unreachable;
    Block outside[2]; /* of the list that is cut up: before and after the blocks */
} Machine;

enum { OFFSET = 16 }; /* numbers in maps are never 0 */

/* What is in a list that concerns the code around it. */
typedef struct Contents {
    bool labels;  /* a label, or a case of a switch further out */
    bool jumps;   /* goto */
    bool escapes; /* break or continue of a loop or switch further out */
} Contents;

/* goto_blocks.c - cuts statements into blocks */
int new_block(Machine *m);
void start_block(Machine *m, int number); /* what follows is that block */
void close_ends(Machine *m, int number);  /* every end of the code so far goes on there */
void flatten_range(Machine *m, Block range);
bool is_mark(const Stmt *s); /* case, default */
Contents contents_of(const Stmt *s);

/* goto_code.c - the code that the blocks become */
Block code_of_blocks(Machine *m);

#endif
