/* clang.c - opens a file with libclang, relays its messages, reads all of its declarations.
 *
 *     foo.c + flags --> parse A --> shadow B --> Unit {items, funcs, globals, names, macros}
 *
 * Statements vanish from libclang's tree where there were errors, so a file with an error is not
 * read at all.  OpenMP is never enabled: loops under its directives would be unreachable.
 */
#include "clang_internal.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ------------------------------------------------------------ small helpers */

/* clang's string, interned. */
const char *take_string(CXString s)
{
    const char *text = clang_getCString(s);
    text = intern(text ? text : "");
    clang_disposeString(s);
    return text;
}

const char *spelling(CXCursor c)
{
    return take_string(clang_getCursorSpelling(c));
}

CXCursor null_cursor(void)
{
    return clang_getNullCursor();
}

/* A pointer that is the same for cursors that mean the same declaration or statement. */
const void *key_of(CXCursor c)
{
    bool has_statement = clang_isStatement(c.kind) || clang_isExpression(c.kind);
    return has_statement ? c.data[1] : c.data[0];
}

static enum CXChildVisitResult add_child(CXCursor c, CXCursor parent, CXClientData data)
{
    (void)parent;
    append((Cursors *)data, c);
    return CXChildVisit_Continue;
}

Cursors child_cursors(CXCursor c)
{
    Cursors all = {0};
    if (!clang_Cursor_isNull(c))
        clang_visitChildren(c, add_child, &all);
    return all;
}

/* The children that matter, without names of types and attributes. */
static Cursors essential_children(CXCursor c)
{
    Cursors all = child_cursors(c), some = {0};
    for (int i = 0; i < all.n; i++)
        if (all.at[i].kind != CXCursor_TypeRef && !is_attribute(all.at[i]))
            append(&some, all.at[i]);
    return some;
}

/* The children of both sides in step; where the sides differ there is no shadow. */
Nodes children(Node n)
{
    Nodes nodes = {0};
    Cursors mine = essential_children(n.a), theirs = {0};
    if (!clang_Cursor_isNull(n.b))
        theirs = essential_children(n.b);
    bool alike = mine.n == theirs.n;
    for (int i = 0; i < mine.n; i++) {
        Node node = {mine.at[i], null_cursor()};
        if (alike && theirs.at[i].kind == mine.at[i].kind)
            node.b = theirs.at[i];
        append(&nodes, node);
    }
    return nodes;
}

/* ------------------------------------------------------------------ flags */

/* Where clang keeps stddef.h: as configured, else beside the loaded library. */
static const char *resource_dir(void)
{
    struct stat st;
    if (stat(LIBCLANG_RESOURCE_DIR "/include/stddef.h", &st) == 0)
        return LIBCLANG_RESOURCE_DIR;
    Dl_info info;
    if (dladdr((void *)(uintptr_t)clang_createIndex, &info) && info.dli_fname) {
        const char *slash = strrchr(info.dli_fname, '/');
        int n = slash ? (int)(slash - info.dli_fname) : 0;
        const char *major = fmt("%d", atoi(LIBCLANG_VERSION));
        const char *dir = fmt("%.*s/clang/%s", n, info.dli_fname, major);
        if (n && stat(fmt("%s/include/stddef.h", dir), &st) == 0)
            return dir;
    }
    return NULL;
}

/* The folder of adcc.h: ../include beside the program, else as configured. */
static const char *include_dir(void)
{
    char path[4096];
    struct stat st;
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    for (int up = 0; n > 0 && up < 2; up++)
        while (n > 0 && path[--n] != '/')
            ;
    if (n > 0) {
        const char *dir = fmt("%.*s/include", (int)n, path);
        if (stat(fmt("%s/adcc.h", dir), &st) == 0)
            return dir;
    }
    return ADCC_INCLUDE_DIR;
}

/* Is it a flag that would make libclang write files, or hide the code? */
static bool is_unwanted(const char *flag)
{
    static const char *const unwanted[] = {"-c", "-S", "-E", "-w", "-Werror", "-fsyntax-only",
                                           NULL};
    for (int i = 0; unwanted[i]; i++)
        if (str_eq(flag, unwanted[i]))
            return true;
    return starts_with(flag, "-M") || starts_with(flag, "-fopenmp") || starts_with(flag, "-Wl,") ||
           starts_with(flag, "-l") || starts_with(flag, "-save-temps");
}

/* Lets __FILE__ name files of this folder without it: the output must not depend on it. */
static void hide_folder(Names *flags, const char *folder)
{
    bool ends = ends_with(folder, "/");
    if (*folder && !strchr(folder, '='))
        append(flags, fmt("-fmacro-prefix-map=%s%s=", folder, ends ? "" : "/"));
}

/* The same for the folders of #include. */
static void hide_folders(Names *flags, const Names *given)
{
    static const char *const kinds[] = {"-I", "-isystem", "-iquote", "-idirafter"};
    for (int i = 0; i < given->n; i++)
        for (int k = 0; k < 4; k++) {
            if (str_eq(given->at[i], kinds[k]) && i + 1 < given->n)
                hide_folder(flags, given->at[i + 1]);
            else if (starts_with(given->at[i], kinds[k]))
                hide_folder(flags, given->at[i] + strlen(kinds[k]));
        }
}

/* All flags for a parse. */
static Names parse_flags(const char *path)
{
    Names flags = {0};
    const char *dir = resource_dir();
    if (dir) {
        append(&flags, "-resource-dir");
        append(&flags, dir);
    }
    append(&flags, "-x"); /* whatever the file's name ends in */
    append(&flags, "c");
    append(&flags, "-D__ADCC__=1");
    /* C11 has them; glibc hides them from what calls itself gcc 4.2, as libclang does */
    append(&flags, "-DCMPLX(x,y)=__builtin_complex((double)(x),(double)(y))");
    append(&flags, "-DCMPLXF(x,y)=__builtin_complex((float)(x),(float)(y))");
    append(&flags, "-DCMPLXL(x,y)=__builtin_complex((long double)(x),(long double)(y))");
    append(&flags, "-Wno-null-character"); /* one for each byte of some binary file */
    Names given = database_flags(path);
    for (int i = 0; i < options.clang_flags.n; i++)
        append(&given, options.clang_flags.at[i]);
    for (int i = 0; i < given.n; i++) {
        const char *flag = given.at[i];
        if (str_eq(flag, "-o") || str_eq(flag, "-MF") || str_eq(flag, "-MT") || str_eq(flag, "-MQ"))
            i++;
        else if (!is_unwanted(flag))
            append(&flags, flag);
    }
    hide_folders(&flags, &given);
    hide_folder(&flags, folder_part(path));
    append(&flags, "-isystem");
    append(&flags, include_dir());
    append(&flags, "-Wno-unknown-pragmas");
    append(&flags, "-Wno-unknown-warning-option");
    append(&flags, "-Wno-source-uses-openmp");
    return flags;
}

/* ------------------------------------------------------------- diagnostics */

/* Where the message points, and the range it is about. */
static Loc diagnostic_loc(Reader *r, CXDiagnostic d)
{
    CXFile file = NULL;
    unsigned at = 0;
    clang_getExpansionLocation(clang_getDiagnosticLocation(d), &file, NULL, NULL, &at);
    Loc loc = {file_of(r, r->a, file), (int)at, (int)at + 1};
    for (unsigned i = 0; i < clang_getDiagnosticNumRanges(d) && loc.file; i++) {
        Loc range = range_loc(r, clang_getDiagnosticRange(d, i));
        if (range.file == loc.file && range.from <= loc.from && range.to > loc.to)
            loc.to = range.to;
    }
    return loc;
}

/* Relays the notes below a message. */
static void relay_notes(Reader *r, CXDiagnostic parent)
{
    CXDiagnosticSet notes = clang_getChildDiagnostics(parent);
    for (unsigned i = 0; i < clang_getNumDiagnosticsInSet(notes); i++) {
        CXDiagnostic d = clang_getDiagnosticInSet(notes, i);
        note_at(diagnostic_loc(r, d), "%s", take_string(clang_getDiagnosticSpelling(d)));
        clang_disposeDiagnostic(d);
    }
}

/* Relays clang's messages; true if none is an error. */
static bool relay_diagnostics(Reader *r)
{
    bool ok = true;
    for (unsigned i = 0; i < clang_getNumDiagnostics(r->a); i++) {
        CXDiagnostic d = clang_getDiagnostic(r->a, i);
        enum CXDiagnosticSeverity severity = clang_getDiagnosticSeverity(d);
        const char *text = take_string(clang_getDiagnosticSpelling(d));
        const char *option = take_string(clang_getDiagnosticOption(d, NULL));
        Loc loc = diagnostic_loc(r, d);
        if (severity >= CXDiagnostic_Error) {
            ok = false;
            error_at(loc, starts_with(option, "-W") ? "%s [%s]" : "%s", text, option);
        } else if (severity == CXDiagnostic_Warning)
            warn_at(loc, starts_with(option, "-W") ? option + 2 : "clang", "%s", text);
        if (severity >= CXDiagnostic_Warning)
            relay_notes(r, d);
        clang_disposeDiagnostic(d);
    }
    return ok;
}

/* Says why there is no tree at all. */
static void say_unparsed(const char *path, enum CXErrorCode code)
{
    Loc nowhere = {0};
    for (int i = 0; i < options.clang_flags.n; i++) {
        const char *flag = options.clang_flags.at[i];
        if (code != CXError_Crashed &&
            (starts_with(flag, "-std=") || starts_with(flag, "--std="))) {
            error_at(nowhere, "cannot parse '%s'; is '%s' a language that clang knows?", path,
                     flag);
            return;
        }
    }
    error_at(nowhere,
             code == CXError_Crashed ? "clang crashed on '%s'"
                                     : "clang cannot parse '%s' with these flags",
             path);
}

/* --------------------------------------------------------- macros and files */

/* Orders places of one file. */
static int compare_locs(const void *a, const void *b)
{
    const Loc *l = a, *m = b;
    return l->from != m->from ? (l->from < m->from ? -1 : 1) : (l->to > m->to) - (l->to < m->to);
}

/* Adds a place to the list of its file. */
static void add_place(Map *lists, Files *files, Loc loc)
{
    Locs *list = map_get(lists, loc.file);
    if (!list) {
        list = new(Locs);
        map_set(lists, loc.file, list);
        append(files, loc.file);
    }
    append(list, loc);
}

/* Sorts the lists and joins places that overlap. */
static void join_places(Map *lists, const Files *files)
{
    for (int i = 0; i < files->n; i++) {
        Locs *list = map_get(lists, files->at[i]), joined = {0};
        qsort(list->at, (size_t)list->n, sizeof *list->at, compare_locs);
        for (int k = 0; k < list->n; k++) {
            Loc *last = joined.n ? &joined.at[joined.n - 1] : NULL;
            if (last && list->at[k].from < last->to)
                last->to = list->at[k].to > last->to ? list->at[k].to : last->to;
            else
                append(&joined, list->at[k]);
        }
        *list = joined;
    }
}

/* The range of a cursor in its file, before calls of macros are known. */
static Loc plain_loc(Reader *r, CXSourceRange range)
{
    CXFile file = NULL;
    unsigned from = 0, to = 0;
    clang_getExpansionLocation(clang_getRangeStart(range), &file, NULL, NULL, &from);
    clang_getExpansionLocation(clang_getRangeEnd(range), NULL, NULL, NULL, &to);
    return (Loc){file_of(r, r->a, file), (int)from, (int)to};
}

/* What a macro stands for; its name if that is not known, or if it has parameters. */
static const char *meaning(CXCursor c, const char *name, Loc loc)
{
    size_t n = strlen(name);
    if (clang_Cursor_isMacroFunctionLike(c) || clang_Cursor_isMacroBuiltin(c))
        return name;
    for (int i = options.clang_flags.n - 1; i >= 0 && !(loc.file && loc.file->text); i--) {
        const char *flag = options.clang_flags.at[i];
        const char *text = starts_with(flag, "-D") ? flag + 2 : flag;
        if (strncmp(text, name, n) == 0 && text[n] == '=')
            return text + n + 1;
    }
    bool known = loc.file && loc.file->text && loc.from >= 0 && loc.to <= (int)loc.file->size &&
                 loc.to - loc.from > (int)n && loc.to - loc.from < 100 &&
                 memcmp(loc.file->text + loc.from, name, n) == 0;
    return known ? fmt("%.*s", loc.to - loc.from - (int)n, loc.file->text + loc.from + n) : name;
}

/* The definition of a macro. */
static void add_macro(Reader *r, CXCursor c)
{
    const char *name = spelling(c);
    Loc *loc = new(Loc);
    *loc = plain_loc(r, clang_getCursorExtent(c));
    map_set(&r->unit->macros, name, (void *)(uintptr_t)meaning(c, name, *loc));
    if (!map_has(&r->macro_places, name))
        map_set(&r->macro_places, name, loc);
}

/* Collects macros and top-level declarations. */
static void collect_top(Reader *r)
{
    Cursors all = child_cursors(clang_getTranslationUnitCursor(r->a));
    Files files = {0};
    for (int i = 0; i < all.n; i++) {
        CXCursor c = all.at[i];
        if (c.kind == CXCursor_MacroDefinition)
            add_macro(r, c);
        else if (c.kind == CXCursor_MacroExpansion) {
            Loc loc = plain_loc(r, clang_getCursorExtent(c));
            if (loc.file && loc.from < loc.to)
                add_place(&r->expansions, &files, loc);
        } else if (clang_isDeclaration(c.kind))
            append(&r->top, c);
    }
    join_places(&r->expansions, &files);
}

/* Collects the inactive ranges. */
static void collect_skipped(Reader *r)
{
    Files files = {0};
    CXSourceRangeList *list = clang_getAllSkippedRanges(r->a);
    for (unsigned i = 0; list && i < list->count; i++) {
        Loc loc = plain_loc(r, list->ranges[i]);
        if (loc.file && loc.from < loc.to)
            add_place(&r->skipped, &files, loc);
    }
    join_places(&r->skipped, &files);
    if (list)
        clang_disposeSourceRangeList(list);
}

static void add_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    (void)stack, (void)depth;
    Reader *r = data;
    const char *name = take_string(clang_getFileName(file));
    if (!str_eq(name, r->unit->file->name))
        append(&r->unit->depends, name);
}

/* ------------------------------------------------------------ declarations */

/* Adds the enumerators of an enum at file scope to the names. */
static void add_enumerator_names(Reader *r, CXCursor decl)
{
    Cursors all = child_cursors(decl);
    for (int i = 0; i < all.n; i++)
        if (all.at[i].kind == CXCursor_EnumConstantDecl)
            map_set(&r->unit->names, spelling(all.at[i]), sym_of(r, all.at[i]));
}

/* Reads ADCC_USE_... from the type that carries it. */
static void add_uses(Reader *r, CXCursor decl)
{
    Annotations notes = read_annotations(r, decl);
    for (int i = 0; i < notes.n; i++)
        if (starts_with(notes.at[i].text, "use_"))
            append(&r->unit->uses, notes.at[i]);
}

/* Reads every declaration at file scope, in order. */
static void read_declarations(Reader *r)
{
    for (int i = 0; i < r->top.n; i++) {
        CXCursor c = r->top.at[i];
        switch (c.kind) {
        case CXCursor_FunctionDecl:
            read_function(r, c);
            break;
        case CXCursor_VarDecl:
            read_global(r, c);
            break;
        case CXCursor_EnumDecl:
            tag_of(r, c);
            add_enumerator_names(r, c);
            break;
        case CXCursor_TypedefDecl:
            map_set(&r->unit->names, spelling(c), sym_of(r, c));
            add_uses(r, c);
            break;
        case CXCursor_StructDecl:
        case CXCursor_UnionDecl:
            tag_of(r, c);
            break;
        default:
            break;
        }
    }
}

/* Parses the file; false if there is no tree to read. */
static bool parse(Reader *r, const char *path, const Names *flags)
{
    Names args = {0};
    for (int i = 0; i < flags->n; i++)
        append(&args, flags->at[i]);
    enum CXErrorCode code =
        clang_parseTranslationUnit2(r->index, path, args.at, args.n, NULL, 0,
                                    CXTranslationUnit_DetailedPreprocessingRecord, &r->a);
    if (code != CXError_Success || !r->a) {
        say_unparsed(path, code);
        return false;
    }
    r->main_file = clang_getFile(r->a, path);
    r->unit->file = file_of(r, r->a, r->main_file);
    if (!r->unit->file || !r->unit->file->text) {
        Loc nowhere = {0};
        error_at(nowhere, "%s: cannot be read", path);
        return false;
    }
    return relay_diagnostics(r);
}

/* One source file to IR; NULL if it cannot be parsed, which has been said. */
Unit *read_unit(const char *path)
{
    Reader *r = new(Reader);
    r->unit = new(Unit);
    setenv("LIBCLANG_NOTHREADS", "1", 1); /* stay on our own, large stack */
    r->index = clang_createIndex(0, 0);
    Names flags = parse_flags(path);
    if (error_count())
        return NULL;
    if (!parse(r, path, &flags))
        return NULL;
    append(&r->unit->depends, r->unit->file->name);
    clang_getInclusions(r->a, add_inclusion, r);
    collect_top(r);
    collect_skipped(r);
    make_shadow(r, &flags);
    working_on("read", (Loc){r->unit->file, 0, 0});
    read_declarations(r);
    cut_items(r);
    return r->unit;
}

/* Text that adcc itself brings, as if it were a file; NULL if it cannot be parsed here. */
Unit *read_own_text(const char *name, const char *text)
{
    Reader *r = new(Reader);
    r->unit = new(Unit);
    r->index = clang_createIndex(0, 0);
    Names flags = parse_flags(name);
    append(&flags, "-std=gnu11");
    append(&flags, "-w");
    struct CXUnsavedFile unsaved = {name, text, strlen(text)};
    if (clang_parseTranslationUnit2(r->index, name, flags.at, flags.n, &unsaved, 1,
                                    CXTranslationUnit_DetailedPreprocessingRecord, &r->a))
        return NULL;
    for (unsigned i = 0; i < clang_getNumDiagnostics(r->a); i++)
        if (clang_getDiagnosticSeverity(clang_getDiagnostic(r->a, i)) >= CXDiagnostic_Error)
            return NULL;
    r->main_file = clang_getFile(r->a, name);
    r->unit->file = file_of(r, r->a, r->main_file);
    collect_top(r);
    collect_skipped(r);
    make_shadow(r, &flags);
    read_declarations(r);
    return r->unit;
}

/* ----------------------------------------------------------------- linking */

/* The one symbol of each external name, and which symbol it replaces. */
typedef struct Linker {
    Map by_name, same;
} Linker;

/* Points a reference to the one symbol. */
static Walk link_reference(Expr *e, void *context)
{
    Linker *linker = context;
    Sym *v = e->kind == E_REF ? map_get(&linker->same, e->u.sym) : NULL;
    if (v)
        e->u.sym = v;
    return WALK_ON;
}

/* Enters a symbol: the definition becomes the one that counts. */
static void enter_sym(Linker *linker, Sym *v)
{
    if (!v->global || v->storage == ST_STATIC || (v->kind != SYM_FUNC && v->kind != SYM_VAR))
        return;
    Sym *old = map_get(&linker->by_name, v->name);
    if (!old || (v->defined && !old->defined))
        map_set(&linker->by_name, v->name, v);
}

/* Does the symbol have it already, from the same line of a header? */
static bool has_annotation(const Sym *v, const Annotation *note)
{
    for (int i = 0; i < v->annotations.n; i++) {
        const Annotation *known = &v->annotations.at[i];
        const File *a = known->loc.file, *b = note->loc.file;
        if (str_eq(known->text, note->text) && known->loc.from == note->loc.from && a && b &&
            str_eq(a->name, b->name))
            return true;
    }
    return false;
}

/* Merges what the declaration v knows into the definition. */
static void merge_sym(Linker *linker, Sym *v)
{
    Sym *one = v ? map_get(&linker->by_name, v->name) : NULL;
    if (!one || one == v || one->kind != v->kind || v->storage == ST_STATIC || !v->global)
        return;
    if (v->defined && one->defined && v->func && one->func && !v->inlined) {
        error_at(v->loc, "'%s' is defined more than once; make one static, or leave out its "
                         "file", v->name);
        note_at(one->loc, "the other definition is here");
    }
    map_set(&linker->same, v, one);
    for (int i = 0; i < v->annotations.n; i++)
        if (!has_annotation(one, &v->annotations.at[i]))
            append(&one->annotations, v->annotations.at[i]);
    one->inactive |= v->inactive;
    one->address_taken |= v->address_taken;
}

/* Makes one symbol of each function and variable that several files declare. */
void link_units(Units *program)
{
    if (program->n < 2)
        return;
    Linker linker = {0};
    for (int i = 0; i < program->n; i++)
        for (int k = 0; k < program->at[i]->externals.n; k++)
            enter_sym(&linker, program->at[i]->externals.at[k]);
    for (int i = 0; i < program->n; i++) {
        Unit *u = program->at[i];
        for (int k = 0; k < u->externals.n; k++) {
            Sym *v = u->externals.at[k];
            merge_sym(&linker, v);
            Sym *one = map_get(&linker.same, v);
            if (one && map_get(&u->names, v->name) == v)
                map_set(&u->names, v->name, one);
        }
    }
    for (int i = 0; i < program->n; i++) {
        Unit *u = program->at[i];
        for (int k = 0; k < u->funcs.n; k++)
            walk_block(u->funcs.at[k]->body, NULL, link_reference, &linker);
        for (int k = 0; k < u->globals.n; k++)
            if (u->globals.at[k]->init)
                walk_expr(u->globals.at[k]->init, link_reference, &linker);
    }
}
