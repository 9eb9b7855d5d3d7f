/* base.h - what every part of adcc stands on and what knows nothing of C.
 *
 * One arena for the whole run: allocate, never free.  Names are interned, so
 * that equal names are equal pointers and a pointer map serves for both.
 * Growable arrays are structs {at, n, cap} made by VEC and filled by append().
 */
#ifndef ADCC_BASE_H
#define ADCC_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#define NORETURN __attribute__((noreturn))
#else
#define PRINTF_LIKE(f, a)
#define NORETURN
#endif

/* arena.c - memory for the run */

void *arena_alloc(size_t size);                  /* zeroed, aligned for any object */
void *arena_grow(void *old, size_t old_size, size_t new_size);
#define new(T) ((T *)arena_alloc(sizeof(T)))
#define new_array(T, n) ((T *)arena_alloc(sizeof(T) * (size_t)(n)))

/* A growable array of T: VEC(Sym *, Syms) declares the type Syms. */
#define VEC(T, Name) \
    typedef struct Name { \
        T *at; \
        int n, cap; \
    } Name
#define append(vec, value) \
    ((vec)->at = vec_reserve((vec)->at, (vec)->n, &(vec)->cap, sizeof *(vec)->at), \
     (vec)->at[(vec)->n++] = (value))
void *vec_reserve(void *at, int n, int *cap, size_t size); /* the array, with room for one more */

/* str.c - interned names, formatted text, output */

const char *intern(const char *s);
const char *intern_n(const char *s, size_t n);
const char *fmt(const char *format, ...) PRINTF_LIKE(1, 2); /* into the arena, not interned */
const char *vfmt(const char *format, va_list args) PRINTF_LIKE(1, 0);
bool str_eq(const char *a, const char *b);
bool starts_with(const char *s, const char *prefix);
bool ends_with(const char *s, const char *suffix);
VEC(const char *, Names);

/* A text under construction. */
typedef struct Out {
    char *at;      /* the text so far, NUL-terminated once anything was put */
    size_t n, cap; /* its length, and the room there is */
    int indent;    /* levels; out_newline() starts the next line with them */
    int column;    /* of the next character, from 0 */
} Out;
void out_text(Out *out, const char *s);
void out_text_n(Out *out, const char *s, size_t n);
void out_fmt(Out *out, const char *format, ...) PRINTF_LIKE(2, 3);
void out_newline(Out *out);

/* map.c - pointer to pointer; interned names are pointers too */

typedef struct Map {
    const void **key;
    void **value;
    size_t n, cap;           /* of its own */
    const struct Map *below; /* what it does not hold itself is looked up there */
} Map;
void *map_get(const Map *map, const void *key); /* NULL if absent */
bool map_has(const Map *map, const void *key);
void map_set(Map *map, const void *key, void *value);
Map map_over(const Map *below);
void map_add_all(Map *map, const Map *from);

/* bits.c - dense bit sets for dataflow; they grow as needed */

/* 64 numbers from 64 * index. */
typedef struct BitsWord {
    int index;
    uint64_t bits;
} BitsWord;

typedef struct Bits {
    BitsWord *at; /* in the order of their indices; numbers of no word are not in the set */
    int n, cap;
} Bits;
bool bits_has(const Bits *set, int i);
bool bits_add(Bits *set, int i);                   /* true if it was not there */
void bits_remove(Bits *set, int i);
bool bits_union(Bits *into, const Bits *from);     /* true if 'into' grew */
void bits_copy(Bits *into, const Bits *from);
bool bits_meet(const Bits *a, const Bits *b);      /* is any element in both? */
bool bits_equal(const Bits *a, const Bits *b);
bool bits_empty(const Bits *set);
int bits_next(const Bits *set, int from);          /* least element >= from, or -1 */

/* diag.c - messages at places of the source, as clang prints them */

typedef struct File {
    const char *name; /* as the user or an #include named it */
    const char *text; /* whole contents, NUL-terminated */
    size_t size;
    int *line_start;  /* offsets of the lines, made on first use */
    int lines;
} File;

/* A range of source text; file is NULL for what adcc made itself. */
typedef struct Loc {
    const File *file;
    int from, to; /* offsets, to is exclusive; after macro expansion, of the expansion */
} Loc;
int loc_line(Loc loc);   /* from 1; 0 if nowhere */
int loc_column(Loc loc); /* from 1 */
const char *loc_short(Loc loc); /* "f.c:12", without the folder */
Loc loc_join(Loc a, Loc b);

void error_at(Loc loc, const char *format, ...) PRINTF_LIKE(2, 3);
/* flag: "name" of -Wname */
void warn_at(Loc loc, const char *flag, const char *format, ...) PRINTF_LIKE(3, 4);
void note_at(Loc loc, const char *format, ...) PRINTF_LIKE(2, 3);
int error_count(void);
NORETURN void end_failed(void);      /* status 1, unless another was set */
extern bool (*hides_text)(const char *file); /* messages about it come without text; or NULL */
void set_failure_status(int status);
void stop_if_errors(void);           /* ends the run so if there were errors */

/* Warnings on the command line: -Wname, -Wno-name, -Werror, -Werror=name, -w.  False if the name is
 * unknown. */
bool set_warning(const char *option);

int failure_status(void);

/* What adcc is at, for reports of its own defects; a place of adcc's own leaves the last one. */
void working_on(const char *pass, Loc loc);
const char *pass_at_work(void);
Loc place_at_work(void);
extern void (*at_work_hook)(const char *pass);        /* is told, if not NULL */
extern void (*internal_error_hook)(const char *message); /* reports it, and ends the run */

/* A defect of adcc itself: the place in adcc, the message, exit status 3. */
NORETURN void internal_error(const char *file, int line, const char *format, ...) PRINTF_LIKE(3, 4);
#define die(...) internal_error(__FILE__, __LINE__, __VA_ARGS__)

#endif
