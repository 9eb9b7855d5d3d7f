/* clashes.c - types of one name in several source files, which the one output cannot hold.
 *
 *     a.c: struct item { double v; };      b.c: struct item { int id; double w; };
 *
 * The output carries over what the files declare between their functions, once where it is the same
 * text.  Functions and variables get other names where they meet (emit.c), types do not.  What an
 * included file defines for all files would be there twice, too: once in the source's object file.
 */
#include "adcc.h"

typedef struct Clashes {
    Map tags;  /* name -> the Item that defines it */
    Map names; /* enumerators and typedefs -> their Sym */
    Map texts; /* name of an enumerator or typedef -> its Item */
    const Unit *unit;
    const Item *item;
    const char *before; /* the name before the one at hand, or NULL */
} Clashes;

static void refuse(Loc at, const char *what, const char *name, Loc other)
{
    error_at(at, "'%s%s' is something else in another file, and the output cannot hold both; "
                 "rename one, or give adcc the files one by one", what, name);
    note_at(other, "the other one is here");
}

static bool same_text(const Item *a, const Item *b)
{
    return a == b || str_eq(a->text, b->text);
}

/* struct name {, union name {, enum name { */
static void note_tag(Clashes *k, const char *keyword, const char *name)
{
    const Item *other = map_get(&k->tags, name);
    if (!other)
        map_set(&k->tags, name, (Item *)k->item);
    else if (!same_text(other, k->item))
        refuse(k->item->loc, fmt("%s ", keyword), name, other->loc);
}

/* In a header that both files include. */
static bool is_same_place(Loc a, Loc b)
{
    return a.file && b.file && a.from == b.from && str_eq(a.file->name, b.file->name);
}

static void note_name(Clashes *k, const char *name)
{
    Sym *v = map_get(&k->unit->names, name), *other = map_get(&k->names, name);
    if (!v || (v->kind != SYM_ENUMERATOR && v->kind != SYM_TYPEDEF))
        return;
    if (!other) {
        map_set(&k->names, name, v);
        map_set(&k->texts, name, (Item *)k->item);
        return;
    }
    bool same = is_same_place(v->loc, other->loc) || same_text(map_get(&k->texts, name), k->item) ||
                (v->kind == SYM_TYPEDEF && other->kind == SYM_TYPEDEF &&
                 same_type(v->type, other->type));
    if (!same)
        refuse(k->item->loc, "", name, other->loc);
}

static bool is_keyword(const char *name)
{
    return str_eq(name, "struct") || str_eq(name, "union") || str_eq(name, "enum");
}

static void look_at(Clashes *k, const char *text)
{
    const char *name = NULL, *keyword = NULL;
    while (*text) {
        size_t n = blank_length(text), length = n ? 0 : name_length(text);
        if (length) {
            keyword = name && is_keyword(name) ? name : NULL;
            name = intern_n(text, length);
            note_name(k, name);
        } else if (n == 0) {
            if (*text == '{' && keyword && name)
                note_tag(k, keyword, name);
            name = keyword = NULL;
        }
        text += n ? n : length ? length : 1;
    }
}

/* A file that was given to adcc, not one that such a file includes. */
static bool is_given(const Units *program, const File *file)
{
    for (int i = 0; i < program->n; i++)
        if (program->at[i]->file == file)
            return true;
    return false;
}

/* The output includes what the source includes, and is linked beside it.  A variable without
 * initialiser may be common to both, if compilers are told so. */
static void refuse_second_definition(const Units *program, const Sym *v)
{
    bool twice = v->func ? !v->inlined : v->init != NULL;
    if (!twice || v->storage == ST_STATIC || is_given(program, v->loc.file))
        return;
    error_at(v->loc, "'%s' is defined in an included file, which the output includes again",
             v->name);
    note_at(v->loc, "give that file to adcc instead, or write --whole");
}

/* Reports what the output would define once more, since an included file defines it. */
static void refuse_second_definitions(const Units *program)
{
    for (int i = 0; i < program->n; i++) {
        const Unit *unit = program->at[i];
        for (int k = 0; k < unit->funcs.n; k++)
            refuse_second_definition(program, unit->funcs.at[k]->sym);
        for (int k = 0; k < unit->globals.n; k++)
            refuse_second_definition(program, unit->globals.at[k]);
    }
}

void refuse_clashes(Units *program)
{
    refuse_second_definitions(program);
    Clashes k = {.unit = NULL};
    for (int i = 0; program->n > 1 && i < program->n; i++) {
        k.unit = program->at[i];
        for (int j = 0; j < k.unit->items.n; j++) {
            k.item = k.unit->items.at[j];
            if (k.item->kind == I_TEXT && k.item->declares_type)
                look_at(&k, k.item->text);
        }
    }
}
