/* clang_stmt.c - statements of clang as ours.
 *
 *     #define FOREVER for (;;)
 *     FOREVER { case 1: case 2: x = 0; }
 *         S_FOR with nothing but a body of S_CASE, S_CASE, S_EXPR
 *
 * Labels and cases become marks in the list of statements.  libclang does not say which parts of
 * a 'for' are missing: the text of its head does.  What has no form of its own (asm, local
 * types, attributes) is kept as macro-free text.
 */
#include "clang_internal.h"

#include <string.h>

static void read_stmt(Reader *r, Node n, Block *into);

static Stmt *put_stmt(Reader *r, Node n, Block *into, StmtKind kind)
{
    Stmt *s = new_stmt(kind, loc_of(r, n.a));
    add_stmt(into, s);
    return s;
}

/* Adds text as a statement. */
static Stmt *add_text(Reader *r, Node n, Block *into, const char *text)
{
    if (!text) {
        unsupported(r, n, "'%s' in a macro", first_token(r, n.a));
        text = ";";
    }
    Stmt *s = put_stmt(r, n, into, S_OPAQUE);
    s->text = text;
    return s;
}

/* The label that a label statement or a goto means. */
Sym *label_of(Reader *r, CXCursor label)
{
    if (clang_Cursor_isNull(label) || label.kind != CXCursor_LabelStmt)
        return NULL;
    Sym *v = map_get(&r->labels, key_of(label));
    if (!v) {
        v = new_sym(SYM_LABEL, spelling(label), type_void);
        v->loc = loc_of(r, label);
        v->unit = r->unit;
        map_set(&r->labels, key_of(label), v);
    }
    return v;
}

/* Statements of a compound statement; another statement alone. */
Block read_body(Reader *r, Node n)
{
    Block b = {0};
    if (n.a.kind != CXCursor_CompoundStmt) {
        read_stmt(r, n, &b);
        return b;
    }
    Nodes kids = children(n);
    Loc loc = loc_of(r, n.a);
    int at = loc.from;
    for (int i = 0; i < kids.n; i++) {
        Loc kid = loc_of(r, kids.at[i].a);
        add_pragmas(r, (Loc){loc.file, at, kid.from}, &b);
        if (kid.file == loc.file)
            at = kid.to;
        read_stmt(r, kids.at[i], &b);
    }
    add_pragmas(r, (Loc){loc.file, at, loc.to}, &b);
    return b;
}

/* The body of the statement n, its child i; pragmas before it belong to it. */
static Block read_branch(Reader *r, Node n, Nodes kids, int i)
{
    Block b = {0};
    Loc loc = loc_of(r, n.a), body = loc_of(r, kids.at[i].a);
    int from = i > 0 ? loc_of(r, kids.at[i - 1].a).to : loc.from;
    if (loc.file == body.file)
        add_pragmas(r, (Loc){loc.file, from, body.from}, &b);
    if (is_empty(b))
        return read_body(r, kids.at[i]);
    read_stmt(r, kids.at[i], &b);
    return b;
}

/* ------------------------------------------------------------ declarations */

/* The text of a declaration, as it stands or as clang prints it, with its semicolon. */
static const char *declaration_text(Reader *r, Node n)
{
    const char *text = node_text(r, n);
    if (!text)
        return NULL;
    if (starts_with(text, "static_assert"))
        text = fmt("_S%s", text + 1); /* clang prints the macro of <assert.h> */
    return ends_with(text, ";") ? text : fmt("%s;", text);
}

/* Does the tag have to be written where it is used? */
static bool is_nameless(const Tag *tag)
{
    return !tag->name && !tag->typedef_name;
}

/* Marks the tag, and all that its members define, to be printed with the declaration. */
void define_inline(Reader *r, CXCursor decl)
{
    Tag *tag = tag_of(r, decl);
    tag->defined_inline = true;
    Cursors all = child_cursors(decl);
    for (int i = 0; i < all.n; i++) {
        bool is_tag = all.at[i].kind == CXCursor_StructDecl ||
                      all.at[i].kind == CXCursor_UnionDecl || all.at[i].kind == CXCursor_EnumDecl;
        if (is_tag && clang_isCursorDefinition(all.at[i]))
            define_inline(r, all.at[i]);
    }
}

/* Is it a variable with storage of this function? */
static bool is_own_var(CXCursor c)
{
    return c.kind == CXCursor_VarDecl && clang_Cursor_getStorageClass(c) != CX_SC_Extern;
}

/* __label__ a, b; of which clang's printing is wrong. */
static bool read_label_declarations(Reader *r, Node n, Nodes kids, Block *into)
{
    Out out = {0};
    for (int i = 0; i < kids.n; i++) {
        if (kids.at[i].a.kind != CXCursor_UnexposedDecl || is_unnamed(spelling(kids.at[i].a)))
            return false;
        out_fmt(&out, "%s%s", i ? ", " : "__label__ ", spelling(kids.at[i].a));
    }
    if (kids.n > 0)
        add_text(r, n, into, fmt("%s;", out.at));
    return kids.n > 0;
}

/* Tags of a declaration of variables: named ones before it, others in it. */
static void read_tags(Reader *r, Nodes kids, Stmt *s, Block *into, bool in_head)
{
    for (int i = 0; i < kids.n; i++) {
        CXCursor c = kids.at[i].a;
        if (!is_tag_decl(c) || !clang_isCursorDefinition(c))
            continue;
        Tag *tag = tag_of(r, c);
        const char *text = is_nameless(tag) || in_head ? NULL : declaration_text(r, kids.at[i]);
        if (text) {
            Stmt *own = add_text(r, kids.at[i], into, text);
            append(&own->tags, tag);
        } else {
            define_inline(r, c);
            append(&s->tags, tag);
        }
    }
}

/* A declaration without variables of the function: typedefs, tags, prototypes, extern variables,
 * assertions. */
static void read_text_declaration(Reader *r, Node n, Nodes kids, Block *into)
{
    for (int i = 0; i < kids.n; i++) {
        if (kids.at[i].a.kind == CXCursor_TypedefDecl) {
            Sym *v = sym_of(r, kids.at[i].a);
            v->type = read_node_type(r, kids.at[i],
                                     clang_getTypedefDeclUnderlyingType(kids.at[i].a), false);
        } else if (kids.at[i].a.kind == CXCursor_FunctionDecl ||
                   kids.at[i].a.kind == CXCursor_VarDecl)
            sym_of(r, kids.at[i].a);
    }
    const char *text = declaration_text(r, n);
    for (int i = 0; i < kids.n && !text; i++) /* from a macro in a header: as clang prints it */
        add_text(r, kids.at[i], into, fmt("%s;", pretty(kids.at[i].a)));
    if (!text)
        return;
    Stmt *s = add_text(r, n, into, text);
    for (int i = 0; i < kids.n; i++)
        if (is_tag_decl(kids.at[i].a))
            append(&s->tags, tag_of(r, kids.at[i].a));
}

/* A declaration; in_head: in the head of a 'for', where it must stay one statement. */
static void read_declaration(Reader *r, Node n, Block *into, bool in_head)
{
    Nodes kids = children(n);
    int vars = 0;
    for (int i = 0; i < kids.n; i++)
        vars += is_own_var(kids.at[i].a);
    if (vars == 0) {
        if (!read_label_declarations(r, n, kids, into))
            read_text_declaration(r, n, kids, into);
        return;
    }
    Stmt *s = new_stmt(S_DECL, loc_of(r, n.a));
    read_tags(r, kids, s, into, in_head);
    for (int i = 0; i < kids.n; i++) {
        if (is_own_var(kids.at[i].a)) {
            read_var(r, kids.at[i]);
            append(&s->decls, sym_of(r, kids.at[i].a));
        } else if (kids.at[i].a.kind == CXCursor_FunctionDecl) {
            sym_of(r, kids.at[i].a);
            add_text(r, kids.at[i], into, fmt("%s;", pretty(kids.at[i].a)));
        }
    }
    add_stmt(into, s);
}

/* ------------------------------------------------------------------- loops */

/* Offsets of the two semicolons in the head of the 'for' at text[from]; false if they are not
 * there. */
static bool find_semicolons(const char *text, int from, int to, int semicolon[2])
{
    const char *p = text + from, *end = text + to;
    p = skip_space(token_end(skip_space(p, end), end), end); /* for */
    if (p >= end || *p != '(')
        return false;
    int found = 0;
    for (p = skip_space(p + 1, end); p < end && found < 2 && *p != ')'; p = skip_space(p, end)) {
        if (*p == ';')
            semicolon[found++] = (int)(p - text);
        p = strchr("([{", *p) ? skip_balanced(p, end) : token_end(p, end);
    }
    return found == 2;
}

/* The part of the head that begins at 'at': 0 initialisation, 1 condition, 2 step. */
static int part_at(int at, const int semicolon[2])
{
    return at < semicolon[0] ? 0 : at < semicolon[1] ? 1 : 2;
}

/* Which children are initialisation, condition and step; false if it cannot be told. */
static bool for_parts(Reader *r, Node n, Nodes kids, int part[3])
{
    part[0] = part[1] = part[2] = -1;
    int heads = kids.n - 1, semicolon[2];
    if (heads == 3 || heads == 0) {
        for (int i = 0; i < heads; i++)
            part[i] = i;
        return true;
    }
    Loc loc = loc_of(r, n.a), body = loc_of(r, kids.at[heads].a);
    loc.to = body.file == loc.file && body.from > loc.from ? body.from : loc.from;
    if (is_macro_free(r, loc) && find_semicolons(loc.file->text, loc.from, loc.to, semicolon)) {
        for (int i = 0; i < heads; i++)
            part[part_at(loc_of(r, kids.at[i].a).from, semicolon)] = i;
        return true;
    }
    int from, to, at;
    if (!shadow_range(r, n.b, &from, &to) || !find_semicolons(r->shadow_text, from, to, semicolon))
        return false;
    for (int i = 0; i < heads; i++) {
        if (!shadow_range(r, kids.at[i].b, &at, &to))
            return false;
        part[part_at(at, semicolon)] = i;
    }
    return true;
}

/* for (...) ... */
static void read_for(Reader *r, Node n, Nodes kids, Stmt *s)
{
    int part[3];
    if (kids.n < 1 || kids.n > 4 || !for_parts(r, n, kids, part)) {
        unsupported(r, n, "the head of a 'for' in a macro");
        return;
    }
    if (part[0] >= 0 && kids.at[part[0]].a.kind == CXCursor_DeclStmt)
        read_declaration(r, kids.at[part[0]], &s->body[INIT], true);
    else if (part[0] >= 0)
        read_stmt(r, kids.at[part[0]], &s->body[INIT]);
    if (part[1] >= 0)
        s->e[0] = read_expr(r, kids.at[part[1]]);
    if (part[2] >= 0)
        read_stmt(r, kids.at[part[2]], &s->body[STEP]);
    s->body[BODY] = read_branch(r, n, kids, kids.n - 1);
}

/* -------------------------------------------------------------- attributes */

/* The text between the beginning of an attributed statement and the statement itself; NULL if not
 * known. */
static const char *statement_attribute(Reader *r, Node n, Node inner)
{
    Loc loc = loc_of(r, n.a), rest = loc_of(r, inner.a);
    loc.to = rest.file == loc.file && rest.from > loc.from ? rest.from : loc.from;
    if (is_macro_free(r, loc))
        return tidy(loc.file->text, loc.from, loc.to);
    int from, to, end;
    if (shadow_range(r, n.b, &from, &end) && shadow_range(r, inner.b, &end, &to) && from < end)
        return tidy(r->shadow_text, from, end);
    return NULL;
}

/* __attribute__((...)) statement; what a pragma made has no text here and is kept as the pragma. */
static void read_attributed(Reader *r, Node n, Nodes kids, Block *into)
{
    if (kids.n != 1) {
        unsupported(r, n, "a statement with an unknown attribute");
        return;
    }
    const char *text = statement_attribute(r, n, kids.at[0]);
    if (!text && !starts_with(first_token(r, n.a), "__attribute") &&
        !str_eq(first_token(r, n.a), "["))
        text = ""; /* of a pragma */
    if (!text)
        unsupported(r, n, "a statement attribute in a macro");
    else if (!starts_with(text, "__attribute") && !starts_with(text, "["))
        text = NULL;
    if (text && kids.at[0].a.kind == CXCursor_NullStmt) {
        add_text(r, n, into, fmt("%s;", text));
        return;
    }
    Loc loc = loc_of(r, n.a);
    add_pragmas(r, (Loc){loc.file, loc.from, loc_of(r, kids.at[0].a).from}, into);
    Block inner = {0};
    read_stmt(r, kids.at[0], &inner);
    if (inner.first && inner.first->kind != S_OPAQUE)
        inner.first->text = text;
    else if (text)
        unsupported(r, n, "an attribute of this statement");
    *into = join(*into, inner);
}

/* -------------------------------------------------------- all the others */

/* if, while, do, switch: the condition and the bodies. */
static void read_control(Reader *r, Node n, Nodes kids, Stmt *s)
{
    int bodies = s->kind == S_IF ? kids.n - 1 : 1;
    if (kids.n < 2 || kids.n > (s->kind == S_IF ? 3 : 2)) {
        unsupported(r, n, "a statement with unknown parts");
        return;
    }
    if (s->kind == S_DO) {
        s->body[BODY] = read_branch(r, n, kids, 0);
        s->e[0] = read_expr(r, kids.at[1]);
        return;
    }
    s->e[0] = read_expr(r, kids.at[0]);
    for (int i = 0; i < bodies; i++)
        s->body[i] = read_branch(r, n, kids, 1 + i);
    s->has_else = bodies == 2;
}

/* case, default, label: a mark, then the statement it stands before. */
static void read_mark(Reader *r, Node n, Nodes kids, Stmt *s, Block *into)
{
    if (s->kind == S_LABEL) {
        s->label = label_of(r, n.a);
        map_set(&r->labels, key_of(n.a), s->label);
    }
    int values = s->kind == S_CASE ? kids.n - 1 : 0;
    for (int i = 0; i < values && i < 2; i++)
        s->e[i] = read_expr(r, kids.at[i]);
    if (kids.n == 0 || values > 2 || (s->kind == S_CASE && values < 1))
        unsupported(r, n, "a label with unknown parts");
    else {
        Node inner = kids.at[kids.n - 1];
        add_pragmas(r, (Loc){s->loc.file, s->loc.from, loc_of(r, inner.a).from}, into);
        read_stmt(r, inner, into);
    }
}

/* goto label; */
static void read_goto(Reader *r, Node n, Nodes kids, Stmt *s)
{
    s->label = kids.n ? label_of(r, clang_getCursorReferenced(kids.at[0].a)) : NULL;
    if (!s->label)
        unsupported(r, n, "a goto to an unknown label");
}

/* The kind of statement that a cursor is, if it has its own reader below; -1 if not. */
static int stmt_kind(enum CXCursorKind kind)
{
    switch (kind) {
    case CXCursor_IfStmt:
        return S_IF;
    case CXCursor_WhileStmt:
        return S_WHILE;
    case CXCursor_DoStmt:
        return S_DO;
    case CXCursor_ForStmt:
        return S_FOR;
    case CXCursor_SwitchStmt:
        return S_SWITCH;
    case CXCursor_CaseStmt:
        return S_CASE;
    case CXCursor_DefaultStmt:
        return S_DEFAULT;
    case CXCursor_LabelStmt:
        return S_LABEL;
    case CXCursor_GotoStmt:
        return S_GOTO;
    case CXCursor_IndirectGotoStmt:
        return S_GOTO_ADDR;
    case CXCursor_BreakStmt:
        return S_BREAK;
    case CXCursor_ContinueStmt:
        return S_CONTINUE;
    case CXCursor_ReturnStmt:
        return S_RETURN;
    case CXCursor_NullStmt:
        return S_NULL;
    default:
        return -1;
    }
}

/* A statement with a form of its own. */
static void read_known(Reader *r, Node n, StmtKind kind, Block *into)
{
    Nodes kids = children(n);
    Stmt *s = put_stmt(r, n, into, kind);
    working_on("read", s->loc);
    switch (kind) {
    case S_FOR:
        read_for(r, n, kids, s);
        break;
    case S_IF:
    case S_WHILE:
    case S_DO:
    case S_SWITCH:
        read_control(r, n, kids, s);
        break;
    case S_CASE:
    case S_DEFAULT:
    case S_LABEL:
        read_mark(r, n, kids, s, into);
        break;
    case S_GOTO:
        read_goto(r, n, kids, s);
        break;
    case S_GOTO_ADDR:
    case S_RETURN:
        if (kids.n > 0)
            s->e[0] = read_expr(r, kids.at[0]);
        break;
    default:
        break;
    }
}

/* Any statement, added to 'into'. */
static void read_stmt(Reader *r, Node n, Block *into)
{
    int kind = stmt_kind(n.a.kind);
    if (kind >= 0) {
        read_known(r, n, (StmtKind)kind, into);
        return;
    }
    switch (n.a.kind) {
    case CXCursor_CompoundStmt: {
        Stmt *s = put_stmt(r, n, into, S_BLOCK);
        s->body[BODY] = read_body(r, n);
        break;
    }
    case CXCursor_DeclStmt:
        read_declaration(r, n, into, false);
        break;
    case CXCursor_GCCAsmStmt:
    case CXCursor_MSAsmStmt: {
        const char *text = node_text(r, n);
        add_text(r, n, into, text && !ends_with(text, ";") ? fmt("%s;", text) : text);
        break;
    }
    case CXCursor_UnexposedStmt:
        read_attributed(r, n, children(n), into);
        break;
    default:
        if (clang_isExpression(n.a.kind)) {
            Stmt *s = put_stmt(r, n, into, S_EXPR);
            s->e[0] = read_expr(r, n);
        } else
            unsupported(r, n, "a statement of kind '%s'",
                        take_string(clang_getCursorKindSpelling(n.a.kind)));
        break;
    }
}
