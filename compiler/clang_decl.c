/* clang_decl.c - functions, variables, parameters, typedefs and enumerators as symbols.
 *
 *     extern int n;  int n = 3;        one Sym: clang's canonical declaration tells
 *
 * A symbol is made when it is first met, in a declaration or a use.  Attributes are kept
 * as text; what clang folds into the type (noreturn, calling conventions) is put back.
 */
#include "clang_internal.h"

#include <string.h>

/* The declaration as clang prints it, macros expanded. */
const char *pretty(CXCursor decl)
{
    CXPrintingPolicy policy = clang_getCursorPrintingPolicy(decl);
    clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_Bool, 0); /* 'bool' may be a macro */
    CXString s = clang_getCursorPrettyPrinted(decl, policy);
    const char *text = fmt("%s", clang_getCString(s));
    clang_disposeString(s);
    clang_PrintingPolicy_dispose(policy);
    return text;
}

/* ------------------------------------------------------------- attributes */

/* Is the cursor an attribute of its parent? */
bool is_attribute(CXCursor c)
{
    return clang_isAttribute(c.kind);
}

/* Is it a declaration of a struct, union or enum? */
bool is_tag_decl(CXCursor c)
{
    return c.kind == CXCursor_StructDecl || c.kind == CXCursor_UnionDecl ||
           c.kind == CXCursor_EnumDecl;
}

/* An attribute's name without the underscores that may surround it. */
static const char *bare_name(const char *name)
{
    size_t n = strlen(name);
    if (n > 4 && starts_with(name, "__") && ends_with(name, "__"))
        return intern_n(name + 2, n - 4);
    return intern(name);
}

/* Where the attribute at p ends, its arguments included; *name is where its own name begins, behind
 * gnu:: or clang::. */
static const char *attribute_end(const char *p, const char *end, const char **name)
{
    const char *after = token_end(p, end), *q = skip_space(after, end);
    *name = p;
    if (end - q > 2 && q[0] == ':' && q[1] == ':') {
        *name = skip_space(q + 2, end);
        after = token_end(*name, end);
        q = skip_space(after, end);
    }
    return q < end && *q == '(' ? skip_balanced(q, end) : after;
}

/* The attribute that begins with this word, with its arguments; NULL if text does not hold it. */
static const char *find_attribute(const char *text, const char *word)
{
    const char *end = text + strlen(text), *p = skip_space(text, end), *name;
    while (p < end) {
        const char *next = token_end(p, end);
        if (is_name_start(*p) && bare_name(intern_n(p, (size_t)(next - p))) == bare_name(word)) {
            next = attribute_end(p, end, &name);
            return tidy(text, (int)(name - text), (int)(next - text));
        }
        p = skip_space(next, end);
    }
    return NULL;
}

/* The attribute with its arguments: from the source if it stands there, else as clang prints it. */
static const char *attribute_text(Reader *r, CXCursor decl, CXCursor c)
{
    Loc loc = loc_of(r, c);
    const char *word = first_token(r, c);
    if (!is_name_start(word[0]))
        return NULL;
    const char *text = loc.file ? loc.file->text : NULL, *name;
    if (text && strncmp(text + loc.from, word, strlen(word)) == 0) {
        loc.to = (int)(attribute_end(text + loc.from, text + loc.file->size, &name) - text);
        if (is_macro_free(r, loc))
            return tidy(text, (int)(name - text), loc.to);
    }
    const char *printed = find_attribute(pretty(decl), word);
    return printed ? printed : word;
}

/* Does the argument of _Alignas name a type? */
static bool names_type(Reader *r, const char *text)
{
    static const char *const words[] = {
        "void",     "char",   "short",    "int",    "long",  "float", "double", "_Bool",
        "_Complex", "signed", "unsigned", "struct", "union", "enum",  "const",  "volatile"};
    const char *end = text + strlen(text), *p = skip_space(text, end);
    const char *word = intern_n(p, (size_t)(token_end(p, end) - p));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(words[i], word))
            return true;
    const Sym *v = map_get(&r->unit->names, word);
    return (v && v->kind == SYM_TYPEDEF) || starts_with(word, "__typeof");
}

/* The attribute in the one form that may stand anywhere in a declaration. */
static const char *attribute_form(Reader *r, const char *text)
{
    if (starts_with(text, "nodiscard"))
        return "__attribute__((warn_unused_result))";
    if (str_eq(text, "maybe_unused"))
        return "__attribute__((unused))";
    if (!starts_with(text, "_Alignas"))
        return fmt("__attribute__((%s))", text);
    const char *argument = strchr(text, '(');
    if (!argument)
        return "";
    bool type = names_type(r, argument + 1);
    return fmt(type ? "__attribute__((aligned(_Alignof%s)))" : "__attribute__((aligned%s))",
               argument);
}

/* Does it say that a function does not return?  That is kept by itself. */
static bool is_noreturn(const char *text)
{
    return str_eq(text, "_Noreturn") || str_eq(bare_name(text), "noreturn");
}

/* Text of the attributes of a declaration; NULL if there are none.  What a redeclaration inherits
 * stands before it. */
const char *read_attributes(Reader *r, CXCursor decl)
{
    Cursors all = child_cursors(decl);
    Out out = {0};
    Loc own = loc_of(r, decl);
    bool inherits = clang_getCursorSemanticParent(decl).kind == CXCursor_TranslationUnit;
    for (int i = 0; i < all.n; i++) {
        CXCursor c = all.at[i];
        bool ours = c.kind == CXCursor_AnnotateAttr && starts_with(spelling(c), "adcc.");
        if (!is_attribute(c) || ours || c.kind == CXCursor_AsmLabelAttr)
            continue;
        Loc loc = loc_of(r, c);
        if (loc.file != own.file || (inherits && loc.from < own.from))
            continue;
        if (clang_equalLocations(clang_getRangeStart(clang_getCursorExtent(c)),
                                 clang_getCursorLocation(decl)))
            continue; /* implied by the name of a library function */
        const char *text = attribute_text(r, decl, c);
        if (!text || is_noreturn(text))
            continue;
        const char *form = attribute_form(r, text);
        if (out.n > 0 && form[0]) { /* __attribute__((a, b)) */
            out.n -= strlen("))");
            out_fmt(&out, ", %s", form + strlen("__attribute__(("));
        } else
            out_text(&out, form);
    }
    return out.at;
}

/* What ADCC_... macros said about a declaration. */
Annotations read_annotations(Reader *r, CXCursor decl)
{
    Annotations notes = {0};
    Cursors all = child_cursors(decl);
    for (int i = 0; i < all.n; i++) {
        const char *text = spelling(all.at[i]);
        if (all.at[i].kind == CXCursor_AnnotateAttr && starts_with(text, "adcc.")) {
            Annotation note = {text + strlen("adcc."), loc_of(r, all.at[i])};
            append(&notes, note);
        }
    }
    return notes;
}

/* A copy of a type, to be changed. */
static Type *copy_type(const Type *t)
{
    Type *copy = new_type(t->kind);
    *copy = *t;
    return copy;
}

/* ADCC_NOALIAS says what restrict does, where a header for C++ must not. */
static void apply_noalias(Sym *v, const Annotation *note)
{
    if (v->kind != SYM_PARAM || !is_pointer(v->type)) {
        error_at(note->loc, "'%s' is no pointer that a function has as a parameter; move "
                            "ADCC_NOALIAS to one that is", v->name);
        return;
    }
    v->type = copy_type(v->type);
    v->type->quals |= Q_RESTRICT;
}

/* ADCC_SAVE, ADCC_RECOMPUTE */
static void apply_wish(Sym *v, const Annotation *note, Wish wish)
{
    const char *name = wish == WISH_SAVE ? "ADCC_SAVE" : "ADCC_RECOMPUTE";
    if (v->kind != SYM_VAR || v->global || v->storage == ST_STATIC)
        error_at(note->loc, "'%s' is no variable that a block declares anew each time; move %s to "
                            "one that is", v->name, name);
    else if (v->wish != WISH_NONE && v->wish != wish)
        error_at(note->loc, "'%s' cannot be both saved and computed again; leave one of ADCC_SAVE "
                            "and ADCC_RECOMPUTE out", v->name);
    v->wish = wish;
}

/* Adds the annotations a symbol does not have yet. */
static void add_annotations(Reader *r, Sym *v, CXCursor decl)
{
    Annotations notes = read_annotations(r, decl);
    for (int i = 0; i < notes.n; i++) {
        bool known = false;
        for (int k = 0; k < v->annotations.n; k++)
            known |= str_eq(v->annotations.at[k].text, notes.at[i].text) &&
                     v->annotations.at[k].loc.from == notes.at[i].loc.from &&
                     v->annotations.at[k].loc.file == notes.at[i].loc.file;
        if (!known)
            append(&v->annotations, notes.at[i]);
        v->inactive |= starts_with(notes.at[i].text, "inactive");
        if (!known && starts_with(notes.at[i].text, "noalias"))
            apply_noalias(v, &notes.at[i]);
        if (!known && starts_with(notes.at[i].text, "save"))
            apply_wish(v, &notes.at[i], WISH_SAVE);
        if (!known && starts_with(notes.at[i].text, "recompute"))
            apply_wish(v, &notes.at[i], WISH_RECOMPUTE);
    }
}

/* asm("name") as text; NULL if there is none. */
static const char *asm_label(CXCursor decl)
{
    Cursors all = child_cursors(decl);
    for (int i = 0; i < all.n; i++)
        if (all.at[i].kind == CXCursor_AsmLabelAttr)
            return fmt("__asm__(\"%s\")", spelling(all.at[i]));
    return NULL;
}

/* The function type that a type is, or points to. */
static CXType function_type(CXType t)
{
    for (;;) {
        CXType inner = clang_getPointeeType(t);
        if (inner.kind == CXType_Invalid)
            inner = clang_getArrayElementType(t);
        if (inner.kind == CXType_Invalid)
            return t;
        t = inner;
    }
}

/* Attributes that clang has made part of a type. */
static const char *type_attributes(CXType t)
{
    const char *text = take_string(clang_getTypeSpelling(t));
    Out out = {0};
    if (strstr(text, "__attribute__((noreturn))") && clang_getResultType(t).kind == CXType_Invalid)
        out_text(&out, "__attribute__((noreturn))");
    switch (clang_getFunctionTypeCallingConv(function_type(t))) {
    case CXCallingConv_X86_64Win64:
        out_text(&out, "__attribute__((ms_abi))");
        break;
    case CXCallingConv_X86VectorCall:
        out_text(&out, "__attribute__((vectorcall))");
        break;
    case CXCallingConv_X86RegCall:
        out_text(&out, "__attribute__((regcall))");
        break;
    case CXCallingConv_PreserveMost:
        out_text(&out, "__attribute__((preserve_most))");
        break;
    case CXCallingConv_PreserveAll:
        out_text(&out, "__attribute__((preserve_all))");
        break;
    default:
        break;
    }
    return out.at;
}

/* Both texts, either may be NULL. */
static const char *join_text(const char *a, const char *b)
{
    return a && b ? fmt("%s %s", a, b) : a ? a : b;
}

/* ---------------------------------------------------------------- symbols */

/* Storage as written. */
static Storage storage_of(CXCursor decl)
{
    switch (clang_Cursor_getStorageClass(decl)) {
    case CX_SC_Extern:
        return ST_EXTERN;
    case CX_SC_Static:
        return ST_STATIC;
    case CX_SC_Auto:
        return ST_AUTO;
    case CX_SC_Register:
        return ST_REGISTER;
    default:
        return ST_NONE;
    }
}

/* Name and type of a function; a builtin one is called as the source spells it. */
static void describe_function(Reader *r, Sym *v, CXCursor decl)
{
    CXType t = clang_getCursorType(decl);
    v->type = read_type(r, t);
    v->storage = storage_of(decl);
    if (v->storage == ST_NONE && clang_getCursorLinkage(decl) == CXLinkage_Internal)
        v->storage = ST_STATIC;
    v->inlined = clang_Cursor_isFunctionInlined(decl);
    v->noreturn = ends_with(take_string(clang_getTypeSpelling(t)), "__attribute__((noreturn))");
    Cursors all = child_cursors(decl);
    for (int i = 0; i < all.n; i++)
        v->noreturn |= is_attribute(all.at[i]) && is_noreturn(first_token(r, all.at[i]));
    v->attributes = join_text(read_attributes(r, decl), type_attributes(t));
    v->asm_label = asm_label(decl);
    for (int i = 0; i < clang_Cursor_getNumArguments(decl); i++) {
        CXCursor param = clang_Cursor_getArgument(decl, (unsigned)i);
        append(&v->param_names, intern(spelling(param)));
        append(&v->param_texts, take_string(clang_getTypeSpelling(clang_getCursorType(param))));
    }
}

/* Storage, attributes and so on of a variable, without its type. */
static void describe_var(Reader *r, Sym *v, CXCursor decl)
{
    v->storage = storage_of(decl);
    v->thread_local_ = clang_getCursorTLSKind(decl) != CXTLS_None;
    CXType t = clang_getCursorType(decl);
    v->attributes = join_text(read_attributes(r, decl), type_attributes(t));
    v->asm_label = asm_label(decl);
    if (!r->why && v->attributes && strstr(v->attributes, "cleanup(")) {
        r->why = fmt("'%s' is cleaned up by a call where its scope ends; write the call there",
                     v->name);
        r->why_loc = loc_of(r, decl);
    }
}

/* The kind of symbol that a declaration makes; -1 if it makes none. */
static int sym_kind(CXCursor decl)
{
    switch (decl.kind) {
    case CXCursor_FunctionDecl:
        return SYM_FUNC;
    case CXCursor_VarDecl:
        return SYM_VAR;
    case CXCursor_ParmDecl:
        return SYM_PARAM;
    case CXCursor_EnumConstantDecl:
        return SYM_ENUMERATOR;
    case CXCursor_TypedefDecl:
        return SYM_TYPEDEF;
    default:
        return -1;
    }
}

/* Is the declaration outside all functions, or extern inside one? */
static bool is_global(CXCursor decl)
{
    CXCursor parent = clang_getCursorSemanticParent(decl);
    if (parent.kind == CXCursor_TranslationUnit || decl.kind == CXCursor_FunctionDecl)
        return true;
    return decl.kind == CXCursor_VarDecl && clang_getCursorLinkage(decl) == CXLinkage_External;
}

/* Fills a new symbol from a declaration. */
static void describe(Reader *r, Sym *v, CXCursor decl)
{
    switch (v->kind) {
    case SYM_FUNC:
        describe_function(r, v, decl);
        break;
    case SYM_VAR:
        v->type = read_type(r, clang_getCursorType(decl));
        describe_var(r, v, decl);
        break;
    case SYM_TYPEDEF:
        v->type = read_node_type(r, (Node){decl, null_cursor()},
                                 clang_getTypedefDeclUnderlyingType(decl), false);
        break;
    case SYM_ENUMERATOR:
        v->type = read_type(r, clang_getCursorType(decl));
        v->value = (long)clang_getEnumConstantDeclValue(decl);
        break;
    default:
        v->type = decay(read_type(r, clang_getCursorType(decl)));
        break;
    }
    add_annotations(r, v, decl);
}

/* The symbol of a declaration, made on first use. */
Sym *sym_of(Reader *r, CXCursor decl)
{
    const void *key = key_of(clang_getCanonicalCursor(decl));
    Sym *v = map_get(&r->syms, key);
    if (v)
        return v;
    int kind = sym_kind(decl);
    CXCursor definition = clang_getCursorDefinition(decl);
    if (kind == SYM_FUNC && !clang_Cursor_isNull(definition))
        decl = definition;
    v = new_sym(kind < 0 ? SYM_VAR : (SymKind)kind, spelling(decl), basic_type(T_VOID));
    map_set(&r->syms, key, v);
    v->loc = loc_of(r, decl);
    v->unit = r->unit;
    v->global = is_global(decl);
    v->system = !v->loc.file || clang_Location_isInSystemHeader(clang_getCursorLocation(decl));
    describe(r, v, decl);
    if (v->global && !v->system && (v->kind == SYM_FUNC || v->kind == SYM_VAR))
        append(&r->unit->externals, v);
    return v;
}

/* The one word a macro stands for; the name itself if it is none of those. */
static const char *word_of_macro(Reader *r, const char *name)
{
    const Loc *loc = map_get(&r->macro_places, name);
    if (!loc || !loc->file)
        return name;
    const char *text = tidy(loc->file->text, loc->from, loc->to), *space = strchr(text, ' ');
    return space ? intern(space + 1) : name;
}

/* Reads the words of x[static restrict n], from behind the bracket. */
static void read_brackets(Reader *r, const char *text, const char *end, Type *param)
{
    for (const char *p = skip_space(text, end); p < end && is_name_start(*p);
         p = skip_space(p, end)) {
        const char *after = token_end(p, end), *name = intern_n(p, (size_t)(after - p));
        const char *word = bare_name(word_of_macro(r, name));
        p = after;
        if (str_eq(word, "restrict") || str_eq(word, "__restrict"))
            param->quals |= Q_RESTRICT;
        else if (str_eq(word, "const"))
            param->quals |= Q_CONST;
        else if (str_eq(word, "volatile"))
            param->quals |= Q_VOLATILE;
        else if (!str_eq(word, "static"))
            break;
        else if (!param->written->array_static) {
            param->written = copy_type(param->written);
            param->written->array_static = true;
        }
    }
}

/* Where the brackets behind the parameter's name begin in the source; NULL if not found. */
static const char *own_brackets(Loc loc, const char *name)
{
    const char *p = loc.file->text + loc.from, *end = loc.file->text + loc.to;
    bool named = name[0] == '\0';
    for (p = skip_space(p, end); p < end; p = skip_space(token_end(p, end), end)) {
        if (named && *p == '[')
            return p + 1;
        if (strncmp(p, name, strlen(name)) == 0 && !is_name_char(p[strlen(name)]))
            named = true;
    }
    return NULL;
}

/* The type of a parameter: what it decays to; 'written' keeps the array or function.  Words in the
 * brackets, x[static n] or x[restrict], are in the spelling of the type or only in the source. */
static Type *param_type(Reader *r, Type *written, CXCursor decl)
{
    Type *decayed = decay(written);
    if (decayed == written)
        return written;
    Type *copy = copy_type(decayed);
    copy->written = written;
    if (written->kind != T_ARRAY)
        return copy;
    const char *text = take_string(clang_getTypeSpelling(clang_getCursorType(decl))),
               *open = strchr(text, '[');
    if (open)
        read_brackets(r, open + 1, text + strlen(text), copy);
    Loc loc = loc_of(r, decl);
    const char *brackets = loc.file ? own_brackets(loc, spelling(decl)) : NULL;
    if (brackets)
        read_brackets(r, brackets, loc.file->text + loc.to, copy);
    return copy;
}

/* A parameter of a function definition. */
Sym *param_of(Reader *r, Node n)
{
    CXType written = clang_getCursorType(n.a);
    Type *t = param_type(r, read_node_type(r, n, written, false), n.a);
    const void *key = key_of(clang_getCanonicalCursor(n.a));
    Sym *v = new_sym(SYM_PARAM, spelling(n.a), t);
    map_set(&r->syms, key, v);
    v->loc = loc_of(r, n.a);
    v->unit = r->unit;
    describe_var(r, v, n.a);
    add_annotations(r, v, n.a);
    return v;
}

/* A local variable: fills its symbol, initialiser included. */
void read_var(Reader *r, Node n)
{
    CXCursor init = clang_Cursor_getVarDeclInitializer(n.a);
    bool has_init = !clang_Cursor_isNull(init);
    CXType t = clang_getCursorType(n.a);
    Type *type = read_node_type(r, n, t, has_init);
    Sym *v = sym_of(r, n.a);
    v->type = type;
    v->defined = v->storage != ST_EXTERN || has_init;
    if (has_init) {
        Nodes all = children(n);
        Node value = {init, null_cursor()};
        if (all.n > 0 && clang_equalCursors(all.at[all.n - 1].a, init))
            value = all.at[all.n - 1];
        v->init = read_init(r, value, type);
    }
    if (v->wish == WISH_RECOMPUTE && !has_init)
        error_at(v->loc, "'%s' has no initialiser, so that it cannot be computed again; declare it "
                         "where it gets its value, or leave out ADCC_RECOMPUTE", v->name);
}

/* -------------------------------------------------------------- file scope */

/* Is it defined in the old style, f(x) double x; {}?  Clang prints it so. */
static bool is_old_style(CXCursor decl)
{
    if (clang_Cursor_getNumArguments(decl) <= 0)
        return false;
    const char *text = pretty(decl), *end = text + strlen(text);
    for (const char *p = skip_space(text, end); p < end && *p != '{';) {
        if (*p == ';')
            return true;
        p = strchr("([", *p) ? skip_balanced(p, end) : token_end(p, end);
        p = skip_space(p, end);
    }
    return false;
}

/* The type of a function being defined, its parameters' types with what declarations say. */
static Type *definition_type(Func *f, Type *declared)
{
    if (strip(declared)->kind != T_FUNC || f->knr || strip(declared)->noproto)
        return declared;
    Type *copy = new_type(T_FUNC);
    *copy = *strip(declared);
    copy->params = (Types){0};
    for (int i = 0; i < f->params.n; i++)
        append(&copy->params, f->params.at[i]->type);
    return copy;
}

/* Pairs a child of the definition with the same child in the shadow. */
static Node shadow_child(CXCursor c, Cursors *theirs, int *next)
{
    for (; *next < theirs->n; ++*next)
        if (theirs->at[*next].kind == c.kind)
            return (Node){c, theirs->at[(*next)++]};
    return (Node){c, null_cursor()};
}

/* Reads parameters and body. */
static void read_definition(Reader *r, Func *f, CXCursor decl)
{
    CXCursor b = shadow_of(r, decl);
    int n = clang_Cursor_getNumArguments(decl);
    for (int i = 0; i < n; i++) {
        Node param = {clang_Cursor_getArgument(decl, (unsigned)i), null_cursor()};
        if (!clang_Cursor_isNull(b))
            param.b = clang_Cursor_getArgument(b, (unsigned)i);
        append(&f->params, param_of(r, param));
    }
    Cursors all = child_cursors(decl), theirs = child_cursors(b);
    int next = 0;
    for (int i = 0; i < all.n; i++)
        if (all.at[i].kind == CXCursor_CompoundStmt)
            f->body = read_body(r, shadow_child(all.at[i], &theirs, &next));
    refuse_lost_pragmas(r, (Node){decl, b}, f->loc);
    attach_notes(&f->body);
}

/* A function declaration at file scope; a definition becomes a Func unless it is the system's. */
void read_function(Reader *r, CXCursor decl)
{
    Sym *v = sym_of(r, decl);
    map_set(&r->unit->names, v->name, v);
    add_annotations(r, v, decl);
    if (!clang_isCursorDefinition(decl) || v->system)
        return;
    Func *f = new(Func);
    f->sym = v;
    f->unit = r->unit;
    f->loc = loc_of(r, decl);
    f->knr = is_old_style(decl);
    v->func = f;
    v->defined = true;
    r->func = f;
    r->why = NULL;
    r->labels = (Map){0};
    read_definition(r, f, decl);
    v->type = definition_type(f, v->type);
    f->opaque = r->why != NULL;
    f->opaque_why = r->why;
    f->opaque_loc = r->why_loc;
    r->func = NULL;
    append(&r->unit->funcs, f);
}

/* Does this declaration tell more about the variable than the ones before? */
static bool tells_more(const Sym *v, CXCursor decl, bool has_init)
{
    if (v->init)
        return false;
    return has_init || storage_of(decl) != ST_EXTERN || !v->defined;
}

/* A variable at file scope. */
void read_global(Reader *r, CXCursor decl)
{
    Sym *v = sym_of(r, decl);
    CXCursor init = clang_Cursor_getVarDeclInitializer(decl);
    bool has_init = !clang_Cursor_isNull(init);
    if (!map_has(&r->unit->names, v->name) && !v->system)
        append(&r->unit->globals, v);
    map_set(&r->unit->names, v->name, v);
    add_annotations(r, v, decl);
    if (!tells_more(v, decl, has_init))
        return;
    v->loc = loc_of(r, decl);
    Type *t = read_type(r, clang_getCursorType(decl));
    if (strip(t)->kind != T_ARRAY || strip(t)->count != COUNT_UNKNOWN)
        v->type = t;
    describe_var(r, v, decl);
    if (v->storage == ST_NONE && clang_getCursorLinkage(decl) == CXLinkage_Internal)
        v->storage = ST_STATIC;
    v->defined = v->storage != ST_EXTERN || has_init;
    r->why = NULL;
    if (has_init)
        v->init = read_init(r, (Node){init, null_cursor()}, v->type);
    if (r->why)
        map_set(&r->unprintable, v, v);
}
