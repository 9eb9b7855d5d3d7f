/* local_types.c - types that a function declares are there in both sweeps.
 *
 *     for (...) { struct { double x; } a = {u}, ...; }
 * ->  for (...) { struct record { double x; };  struct record a = {u}; ... }
 *     and in the reverse sweep  for (...) { struct record { double x; };  struct record a_b; ... }
 *
 * A declaration that defines the type of its variable becomes two, so that the shadow, and the
 * variable declared again, can have the type.  Blocks of the reverse sweep get the declarations of
 * the types that their variables mention.  Which declaration a type comes from is told by its place
 * in the source.
 */
#include "reverse.h"

/* ------------------------------------------------------------------ definitions apart */

/* Is the tag written inside another of these? */
static bool is_inside(const Tag *tag, const Tags *all)
{
    for (int i = 0; i < all->n; i++) {
        const Tag *outer = all->at[i];
        if (outer != tag && outer->loc.from <= tag->loc.from && tag->loc.to <= outer->loc.to)
            return true;
    }
    return false;
}

/* struct name { ... };  of what the declaration defines, as a statement of its own */
static Stmt *definition_of(Stmt *s, Map *names)
{
    Out out = {0};
    for (int i = 0; i < s->tags.n; i++) {
        Tag *tag = s->tags.at[i];
        if (is_inside(tag, &s->tags))
            continue;
        if (!tag->name && !tag->typedef_name)
            tag->name = free_name(names, tag->kind == TAG_ENUM ? "kind" : "record");
        print_tag(&out, tag);
        out_text(&out, ";");
    }
    Stmt *own = new_stmt(S_OPAQUE, s->loc);
    own->text = out.at;
    own->tags = s->tags;
    s->tags = (Tags){0};
    return own;
}

static void separate(Block *b, Map *names)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++) {
            Stmt *first = s->body[i].first;
            bool head = s->kind == S_FOR && i == INIT;
            if (head && first && first->kind == S_DECL && first->tags.n)
                add_stmt(&out, definition_of(first, names));
            separate(&s->body[i], names);
        }
        if (s->kind == S_DECL && s->tags.n)
            add_stmt(&out, definition_of(s, names));
        add_stmt(&out, s);
    }
    *b = out;
}

/* In normal form, and stays in it. */
void separate_local_types(Func *f)
{
    Map names = names_in(f);
    separate(&f->body, &names);
}

/* ------------------------------------------------------------------ which ones are mentioned */

typedef struct Mentioned {
    Map seen;  /* tags and symbols of typedefs */
    bool text; /* C text kept as it is may mention any */
} Mentioned;

static void note_type(Mentioned *m, Type *t)
{
    for (; t; t = t->base) {
        if (t->kind == T_TYPEDEF && t->sym)
            map_set(&m->seen, t->sym, &t->sym->loc);
        for (int i = 0; t->kind == T_FUNC && i < t->params.n; i++)
            note_type(m, t->params.at[i]);
        bool tagged = t->kind == T_RECORD || t->kind == T_ENUM;
        if (!tagged || map_has(&m->seen, t->tag))
            continue;
        map_set(&m->seen, t->tag, &t->tag->loc);
        for (int i = 0; i < t->tag->fields.n; i++)
            note_type(m, t->tag->fields.at[i]->type);
    }
}

static Walk note_in_expr(Expr *e, void *context)
{
    Mentioned *m = context;
    m->text |= e->kind == E_OPAQUE;
    if (e->kind == E_CAST || e->kind == E_COMPOUND || e->kind == E_VA_ARG)
        note_type(m, e->type);
    if (e->kind == E_REF && e->u.sym->kind == SYM_ENUMERATOR)
        map_set(&m->seen, e->u.sym, &e->u.sym->loc);
    return WALK_ON;
}

static Walk note_in_stmt(Stmt *s, void *context)
{
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++)
        note_type(context, s->decls.at[i]->type);
    return WALK_ON;
}


bool declares_types(const Stmt *s)
{
    return s->kind == S_OPAQUE && (s->tags.n || starts_with(s->text, "typedef"));
}

/* Is something declared by this statement among what is mentioned? */
static bool is_mentioned(const Mentioned *m, const Stmt *s)
{
    if (m->text)
        return true;
    for (size_t i = 0; i < m->seen.cap; i++) {
        const Loc *at = m->seen.key[i] ? m->seen.value[i] : NULL;
        if (at && at->file == s->loc.file && s->loc.from <= at->from && at->to <= s->loc.to)
            return true;
    }
    return false;
}

/* The type declarations of a list that b mentions, to be put before it. */
Block local_types_for(Block list, Block b)
{
    Block out = {0};
    Mentioned m = {.text = false};
    for (Stmt *s = list.first; s; s = s->next) {
        if (!declares_types(s))
            continue;
        if (!m.seen.n)
            walk_block(b, note_in_stmt, note_in_expr, &m);
        if (is_mentioned(&m, s))
            add_stmt(&out, clone_stmt(s, NULL));
    }
    return out;
}

static void drop_types(Block *b, const Mentioned *m)
{
    Block out = {0};
    for (Stmt *s = b->first, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        for (int i = 0; i < 3; i++)
            drop_types(&s->body[i], m);
        if (!declares_types(s) || is_mentioned(m, s))
            add_stmt(&out, s);
    }
    *b = out;
}

/* Type declarations of the source whose variables are all gone go too: compilers warn of them. */
void drop_unused_types(Func *f)
{
    Mentioned m = {.text = false};
    walk_block(f->body, note_in_stmt, note_in_expr, &m);
    drop_types(&f->body, &m);
}
