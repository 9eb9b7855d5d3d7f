/* library.c - derivatives that adcc brings for functions of libraries.
 *
 *     cblas_dgemm(...)  in the program      ->      cblas_dgemm(...)  and  adcc_dgemm_b(...)
 *
 * They are C, in runtime/library/, with ADCC_USE_ADJOINT beside each: what a user would write who
 * knows the library.  Where the program calls a function of a library, its file is read like one
 * more source file, in the precision that is called, and what the derivatives of the program use of
 * it is printed among them.
 */
#include "annotate.h"

#include <string.h>

extern const char library_math[], library_blas[], library_lapack[]; /* made by cmake */

typedef struct Library {
    const char *prefix;   /* of its functions, before the letter of the precision */
    const char *letters;  /* "ds": double and float */
    const char *includes; /* beside the header that declares what is called */
    const char *text;
} Library;

static const Library libraries[] = {
    {"cblas_", "ds", "", library_blas},
    {"LAPACKE_", "ds", "#include <cblas.h>\n#include <string.h>\n", library_lapack},
    {"sincos", "\0fl", "#include <math.h>\n", library_math},
};
enum { LIBRARIES = sizeof libraries / sizeof *libraries };

/* What reads and changes nothing that has derivatives. */
static const char passive[] = " cblas_idamax cblas_isamax openblas_set_num_threads"
                              " openblas_get_num_threads LAPACKE_get_nancheck"
                              " LAPACKE_set_nancheck cblas_xerbla LAPACKE_xerbla ";

/* The headers of what the derivatives call, where the source includes others. */
static const char *header_of(const char *name)
{
    static const char *const headers[][2] = {{"fabs", "math.h"},   {"fabsf", "math.h"},
                                             {"sqrt", "math.h"},   {"sqrtf", "math.h"},
                                             {"memcpy", "string.h"}, {"memset", "string.h"}};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (str_eq(headers[i][0], name))
            return headers[i][1];
    return starts_with(name, "cblas_") ? "cblas.h" : starts_with(name, "LAPACKE_") ? "lapacke.h"
                                                                                   : NULL;
}

/* ------------------------------------------------------------------ what is called */

/* The functions of one library and precision that the program calls. */
typedef struct Called {
    Map syms; /* name -> Sym */
    const char *header; /* that declares them */
} Called;

typedef struct Calls {
    Called of[LIBRARIES][3]; /* by precision */
    bool any;
} Calls;

/* The index of the precision in which the function of this name computes; -1: another function. */
static int precision_of(const Library *library, const char *name)
{
    size_t n = strlen(library->prefix);
    if (strncmp(name, library->prefix, n) != 0)
        return -1;
    for (int i = *library->letters ? 0 : 1; i < 3 && library->letters[i]; i++)
        if (name[n] == library->letters[i])
            return i;
    return !*library->letters && !name[n] ? 0 : -1;
}

static Walk note_function(Expr *e, void *context)
{
    Calls *calls = context;
    Sym *v = e->kind == E_REF && e->u.sym->kind == SYM_FUNC ? e->u.sym : NULL;
    if (!v || v->defined || v->func || !v->system || v->custom[TANGENT] || v->custom[ADJOINT])
        return WALK_ON;
    v->inactive |= strstr(passive, fmt(" %s ", v->name)) != NULL;
    for (int i = 0; i < LIBRARIES && !v->inactive; i++) {
        int k = precision_of(&libraries[i], v->name);
        if (k < 0)
            continue;
        map_set(&calls->of[i][k].syms, intern(v->name), v);
        calls->of[i][k].header = v->loc.file ? v->loc.file->name : NULL;
        calls->any = true;
    }
    return WALK_ON;
}

/* ------------------------------------------------------------------ what is brought */

/* What the text of a library builds on: runtime/library/begin.c. */
static const char *preamble(const Library *library, int precision, const char *header)
{
    static const char *const types[] = {"double", "float", "long double"};
    const char letter[2] = {library->letters[precision], 0};
    bool suffix = !*library->letters; /* sincosf, but cblas_saxpy */
    Out out = {0};
    out_text(&out, "#define _GNU_SOURCE 1\n");
    if (header && !suffix)
        out_fmt(&out, "#include \"%s\"\n", header);
    out_fmt(&out, "%s#define REAL %s\n", library->includes, types[precision]);
    if (suffix)
        out_fmt(&out, "#define LIBRARY(name) name%s%s\n#define OWN(name) adcc_##name%s%s\n",
                *letter ? "##" : "", letter, *letter ? "##" : "", letter);
    else
        out_fmt(&out, "#define LIBRARY(name) %s%s##name\n#define BLAS(name) cblas_%s##name\n"
                      "#define OWN(name) adcc_%s##name\n",
                library->prefix, letter, letter, letter);
    return out.at;
}

/* Its functions know where what they call is declared. */
static Walk note_header(Expr *e, void *context)
{
    Sym *v = e->kind == E_REF && e->u.sym->kind == SYM_FUNC ? e->u.sym : NULL;
    if (v && !v->defined && !v->header)
        v->header = header_of(v->name);
    (void)context;
    return WALK_ON;
}

static void read_library(const Library *library, int precision, const Called *called)
{
    const char *text = fmt("%s%s", preamble(library, precision, called->header), library->text);
    Unit *unit = read_own_text("adcc-library.c", text);
    if (!unit)
        return;
    for (int i = 0; i < unit->funcs.n; i++)
        walk_block(unit->funcs.at[i]->body, NULL, note_header, NULL);
    for (int i = 0; i < unit->uses.n; i++) {
        const Annotation *use = &unit->uses.at[i];
        Words words = annotation_words(strchr(use->text, ':') + 1, use->loc);
        Sym *v = words.n ? map_get(&called->syms, words.at[0].text) : NULL;
        if (!v)
            continue;
        map_set(&unit->names, intern(v->name), v);
        read_use(unit, use, true);
    }
}

void give_library_derivatives(Units *program)
{
    Calls calls = {0};
    for (int i = 0; i < program->n; i++)
        for (int k = 0; k < program->at[i]->funcs.n; k++)
            walk_block(program->at[i]->funcs.at[k]->body, NULL, note_function, &calls);
    for (int i = 0; i < LIBRARIES && calls.any; i++)
        for (int k = 0; k < 3; k++)
            if (calls.of[i][k].syms.n)
                read_library(&libraries[i], k, &calls.of[i][k]);
}
