/* clang_type.c - clang's types as ours, with the names the source used for them.
 *
 *     const real (*p)[n]        T_POINTER to T_ARRAY (extent n) of const T_TYPEDEF real
 *
 * Each clang type is converted once.  Extents of variable arrays are not part of clang's
 * types: the declaration (or cast) that has one shows the size expressions as children,
 * innermost first; read_node_type registers them under the array types they belong to, and
 * every later expression of that type finds them there.
 */
#include "clang_internal.h"

#include <stdio.h>
#include <string.h>

/* Is it a name that clang made up for something without a name? */
bool is_unnamed(const char *name)
{
    return name[0] == '\0' || strstr(name, "(unnamed") || strstr(name, "(anonymous");
}

/* Qualifiers of the type itself. */
static unsigned quals_of(CXType t)
{
    unsigned quals = 0;
    if (clang_isConstQualifiedType(t))
        quals |= Q_CONST;
    if (clang_isVolatileQualifiedType(t))
        quals |= Q_VOLATILE;
    if (clang_isRestrictQualifiedType(t))
        quals |= Q_RESTRICT;
    return quals;
}

/* The basic type of a kind; -1 if it is no basic type. */
static int basic_kind(enum CXTypeKind kind)
{
    switch (kind) {
    case CXType_Void:
        return T_VOID;
    case CXType_Bool:
        return T_BOOL;
    case CXType_Char_S:
    case CXType_Char_U:
        return T_CHAR;
    case CXType_SChar:
        return T_SCHAR;
    case CXType_UChar:
        return T_UCHAR;
    case CXType_Short:
        return T_SHORT;
    case CXType_UShort:
        return T_USHORT;
    case CXType_Int:
        return T_INT;
    case CXType_UInt:
        return T_UINT;
    case CXType_Long:
        return T_LONG;
    case CXType_ULong:
        return T_ULONG;
    case CXType_LongLong:
        return T_LLONG;
    case CXType_ULongLong:
        return T_ULLONG;
    case CXType_Int128:
        return T_INT128;
    case CXType_UInt128:
        return T_UINT128;
    case CXType_Float16:
        return T_FLOAT16;
    case CXType_Float:
        return T_FLOAT;
    case CXType_Double:
        return T_DOUBLE;
    case CXType_LongDouble:
        return T_LDOUBLE;
    case CXType_Float128:
        return T_FLOAT128;
    default:
        return -1;
    }
}

/* Size and alignment as clang knows them. */
static Type *sized(Type *u, CXType t)
{
    long long size = clang_Type_getSizeOf(t), align = clang_Type_getAlignOf(t);
    u->size = size >= 0 ? (long)size : -1;
    u->align = align >= 0 ? (long)align : -1;
    return u;
}

/* A type that is kept by its spelling. */
static Type *opaque_type(CXType t)
{
    Type *u = new_type(T_OPAQUE);
    u->name = take_string(clang_getTypeSpelling(t));
    return u;
}

/* Function types, through any sugar. */
static Type *read_function_type(Reader *r, CXType t)
{
    Type *u = new_type(T_FUNC);
    u->base = read_type(r, clang_getResultType(t));
    u->variadic = clang_isFunctionTypeVariadic(t);
    u->noproto = clang_getCanonicalType(t).kind == CXType_FunctionNoProto;
    int n = clang_getNumArgTypes(t);
    for (int i = 0; i < n; i++) {
        Type *written = read_type(r, clang_getArgType(t, (unsigned)i)), *param = decay(written);
        append(&u->params, param);
    }
    if (u->noproto)
        u->variadic = false;
    return u;
}

/* Arrays of each kind. */
static Type *read_array_type(Reader *r, CXType t)
{
    Type *u = new_type(T_ARRAY);
    u->base = read_type(r, clang_getArrayElementType(t));
    u->count = COUNT_UNKNOWN;
    if (t.kind == CXType_ConstantArray)
        u->count = (long)clang_getArraySize(t);
    if (t.kind == CXType_VariableArray) {
        u->count = COUNT_VLA;
        u->extent = map_get(&r->extents, t.data[0]);
    }
    return u;
}

/* A typedef; builtin ones such as __builtin_va_list stand for themselves. */
static Type *read_typedef(Reader *r, CXType t)
{
    CXCursor decl = clang_getTypeDeclaration(t);
    Type *u = new_type(T_TYPEDEF);
    u->name = spelling(decl);
    u->sym = sym_of(r, decl);
    u->base = u->sym->type;
    return u;
}

/* What clang does not expose: typeof, parentheses, _BitInt. */
static Type *read_unexposed(Reader *r, CXType t)
{
    CXType canonical = clang_getCanonicalType(t);
    switch (canonical.kind) {
    case CXType_FunctionProto:
    case CXType_FunctionNoProto:
        return read_function_type(r, t);
    case CXType_Unexposed:
        return opaque_type(t);
    default:
        return new_type(T_VOID); /* replaced by the canonical type */
    }
}

static void read_members(Reader *r, CXCursor definition);

/* Converts a type without its qualifiers. */
static Type *convert_type(Reader *r, CXType t)
{
    Type *u;
    switch (t.kind) {
    case CXType_Pointer:
        u = new_type(T_POINTER);
        u->base = read_type(r, clang_getPointeeType(t));
        return u;
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
    case CXType_VariableArray:
        return read_array_type(r, t);
    case CXType_FunctionProto:
    case CXType_FunctionNoProto:
        return read_function_type(r, t);
    case CXType_Record:
    case CXType_Enum:
        u = new_type(t.kind == CXType_Record ? T_RECORD : T_ENUM);
        u->tag = tag_of(r, clang_getTypeDeclaration(t));
        u->base = u->tag->enum_base;
        return u;
    case CXType_Typedef:
        return read_typedef(r, t);
    case CXType_Complex:
    case CXType_Vector:
    case CXType_ExtVector:
        u = new_type(t.kind == CXType_Complex ? T_COMPLEX : T_VECTOR);
        u->base = read_type(r, clang_getElementType(t));
        u->count = t.kind == CXType_Complex ? 2 : (long)clang_getNumElements(t);
        return u;
    case CXType_Atomic:
        u = new_type(T_ATOMIC);
        u->base = read_type(r, clang_Type_getValueType(t));
        return u;
    case CXType_Unexposed:
        return read_unexposed(r, t);
    default:
        return opaque_type(t);
    }
}

/* Is the type only another way to write its canonical type? */
static bool is_mere_sugar(CXType t)
{
    CXType canonical = clang_getCanonicalType(t);
    if (t.kind == CXType_Auto)
        return true;
    return t.kind == CXType_Unexposed && canonical.kind != CXType_Unexposed &&
           canonical.kind != CXType_FunctionProto && canonical.kind != CXType_FunctionNoProto;
}

/* Does the type mention a tag that has no name to be repeated by? */
static bool is_nameless(const Type *t)
{
    while (t->kind == T_POINTER || t->kind == T_ARRAY || t->kind == T_FUNC)
        t = t->base;
    return (t->kind == T_RECORD || t->kind == T_ENUM) && !t->tag->name && !t->tag->typedef_name;
}

/* A type that was written as typeof or __auto_type: kept so if there is no other way to write it.
 * (The size of a variable array may have changed since.) */
static Type *repeatable(CXType t, Type *canonical)
{
    const char *text = take_string(clang_getTypeSpelling(t));
    if (!is_nameless(canonical) && !has_variable_array(clang_getCanonicalType(t)))
        return canonical;
    Type *u = new_type(T_TYPEDEF);
    u->size = canonical->size;
    u->align = canonical->align;
    u->base = canonical;
    const char *typeof_text = strstr(text, "typeof");
    u->name = t.kind == CXType_Auto ? "__auto_type"
              : typeof_text         ? fmt("__typeof__%s", typeof_text + strlen("typeof"))
                                    : text;
    return u;
}

/* Converts a type, sugar and qualifiers included. */
static Type *qualified_type(Reader *r, CXType t)
{
    unsigned quals = quals_of(t);
    int basic = basic_kind(t.kind);
    if (basic >= 0)
        return qualified(basic_type((TypeKind)basic), quals);
    if (t.kind == CXType_Elaborated)
        return qualified(read_type(r, clang_Type_getNamedType(t)), quals);
    if (is_mere_sugar(t))
        return qualified(repeatable(t, read_type(r, clang_getCanonicalType(t))), quals);
    Type *u = sized(convert_type(r, t), t);
    if (u->kind == T_ARRAY)
        return qualified(u, quals);
    u->quals = quals;
    return u;
}

/* Is an extent not known yet?  The declaration that shows it is still to come. */
static bool lacks_extent(const Type *t)
{
    for (; t->kind == T_POINTER || t->kind == T_ARRAY || t->kind == T_FUNC; t = t->base)
        if (t->kind == T_ARRAY && t->count == COUNT_VLA && !t->extent)
            return true;
    return false;
}

/* The type as ours.  Members of records are read when the outermost type is done: a record may be
 * reached again from inside, through typedefs that are being read. */
Type *read_type(Reader *r, CXType t)
{
    const void *key = t.data[0];
    Type *u = map_get(&r->types, key);
    if (u)
        return u;
    if (t.kind == CXType_Invalid || !key)
        return basic_type(T_VOID);
    r->type_depth++;
    u = clang_getAddressSpace(t) != 0 ? sized(opaque_type(t), t) : qualified_type(r, t);
    if (!(has_variable_array(t) && lacks_extent(u)) && !map_has(&r->types, key))
        map_set(&r->types, key, u);
    while (r->type_depth == 1 && r->open_tags_done < r->open_tags.n)
        read_members(r, r->open_tags.at[r->open_tags_done++]);
    r->type_depth--;
    return u;
}

/* ------------------------------------------------ extents of variable arrays */

/* Does the type mention an array of variable size, looking through everything but typedefs? */
bool has_variable_array(CXType t)
{
    for (;;) {
        switch (t.kind) {
        case CXType_VariableArray:
            return true;
        case CXType_Pointer:
            t = clang_getPointeeType(t);
            break;
        case CXType_ConstantArray:
        case CXType_IncompleteArray:
            t = clang_getArrayElementType(t);
            break;
        case CXType_FunctionProto:
        case CXType_FunctionNoProto:
            t = clang_getResultType(t);
            break;
        case CXType_Unexposed:
            if (clang_getResultType(t).kind == CXType_Invalid)
                return false;
            t = clang_getResultType(t);
            break;
        default:
            return false;
        }
    }
}

/* The arrays of a type whose sizes stand in its declarator, innermost first. */
static void collect_arrays(CXType t, ClangTypes *arrays)
{
    switch (t.kind) {
    case CXType_Pointer:
        collect_arrays(clang_getPointeeType(t), arrays);
        break;
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
    case CXType_VariableArray:
        collect_arrays(clang_getArrayElementType(t), arrays);
        if (t.kind != CXType_IncompleteArray)
            append(arrays, t);
        break;
    case CXType_FunctionProto:
    case CXType_FunctionNoProto:
    case CXType_Unexposed:
        if (clang_getResultType(t).kind != CXType_Invalid)
            collect_arrays(clang_getResultType(t), arrays);
        break;
    default:
        break;
    }
}

/* The size expressions among the children of a declaration or cast. */
static Nodes size_children(Node n, bool last_is_operand)
{
    Nodes all = children(n), sizes = {0};
    for (int i = 0; i < all.n - last_is_operand; i++)
        if (clang_isExpression(all.at[i].a.kind))
            append(&sizes, all.at[i]);
    return sizes;
}

/* A tag defined in a cast, parameter, ... cannot be printed with it: struct S {int a;} *p has no
 * place. */
static void refuse_definition(Reader *r, Node n)
{
    if (n.a.kind == CXCursor_VarDecl || n.a.kind == CXCursor_TypedefDecl)
        return;
    Cursors all = child_cursors(n.a);
    for (int i = 0; i < all.n; i++)
        if (is_tag_decl(all.at[i]) && clang_isCursorDefinition(all.at[i]) &&
            !is_unnamed(spelling(all.at[i])))
            unsupported(r, n, "the definition of '%s' inside an expression or parameter",
                        spelling(all.at[i]));
}

/* The type of a declaration, cast, compound literal; last_is_operand: the last child is an
 * initialiser or operand and no size. */
Type *read_node_type(Reader *r, Node n, CXType t, bool last_is_operand)
{
    refuse_definition(r, n);
    if (!has_variable_array(t))
        return read_type(r, t);
    ClangTypes arrays = {0};
    collect_arrays(t, &arrays);
    Nodes sizes = size_children(n, last_is_operand);
    int missing = arrays.n - sizes.n; /* the outermost was completed by an initialiser */
    if (missing != 0 && !(missing == 1 && arrays.at[arrays.n - 1].kind == CXType_ConstantArray))
        return read_type(r, t);
    for (int i = 0; i < sizes.n; i++)
        if (arrays.at[i].kind == CXType_VariableArray &&
            !map_has(&r->extents, arrays.at[i].data[0]))
            map_set(&r->extents, arrays.at[i].data[0], read_expr(r, sizes.at[i]));
    return read_type(r, t);
}

/* ---------------------------------------------------------- tags and fields */

/* Appends one field; the visitor of a record. */
static enum CXVisitorResult add_field(CXCursor c, CXClientData data)
{
    void **context = data;
    Reader *r = context[0];
    Tag *tag = context[1];
    Field *f = new(Field);
    const char *name = spelling(c);
    f->name = is_unnamed(name) ? NULL : name;
    f->bits = clang_Cursor_isBitField(c) ? clang_getFieldDeclBitWidth(c) : -1;
    f->offset = (long)clang_Cursor_getOffsetOfField(c);
    f->offset = f->offset < 0 ? -1 : f->offset;
    f->owner = tag;
    f->loc = loc_of(r, c);
    map_set(&r->fields, key_of(clang_getCanonicalCursor(c)), f);
    f->type = read_type(r, clang_getCursorType(c));
    f->attributes = read_attributes(r, c);
    Annotations notes = read_annotations(r, c);
    for (int i = 0; i < notes.n; i++)
        f->inactive |= starts_with(notes.at[i].text, "inactive");
    append(&tag->fields, f);
    return CXVisit_Continue;
}

/* Appends the enumerators. */
static void add_enumerators(Reader *r, Tag *tag, CXCursor decl)
{
    Cursors all = child_cursors(decl);
    for (int i = 0; i < all.n; i++)
        if (all.at[i].kind == CXCursor_EnumConstantDecl)
            append(&tag->enumerators, sym_of(r, all.at[i]));
}

/* Is the token at the declaration's place its keyword?  Then it has no name of its own. */
static bool has_no_name(Reader *r, CXCursor decl)
{
    if (is_unnamed(spelling(decl)))
        return true;
    const char *token = token_at(r, clang_getCursorLocation(decl));
    return str_eq(token, "struct") || str_eq(token, "union") || str_eq(token, "enum");
}

/* Is the declaration inside a function? */
static bool is_local(CXCursor decl)
{
    CXCursor parent = clang_getCursorSemanticParent(decl);
    while (parent.kind == CXCursor_StructDecl || parent.kind == CXCursor_UnionDecl)
        parent = clang_getCursorSemanticParent(parent);
    return parent.kind == CXCursor_FunctionDecl;
}

/* The struct, union or enum of a declaration. */
Tag *tag_of(Reader *r, CXCursor decl)
{
    const void *key = key_of(clang_getCanonicalCursor(decl));
    Tag *tag = map_get(&r->tags, key);
    if (tag)
        return tag;
    CXCursor definition = clang_getCursorDefinition(decl);
    if (clang_Cursor_isNull(definition))
        definition = decl;
    tag = new(Tag);
    map_set(&r->tags, key, tag);
    tag->kind = decl.kind == CXCursor_EnumDecl    ? TAG_ENUM
                : decl.kind == CXCursor_UnionDecl ? TAG_UNION
                                                  : TAG_STRUCT;
    const char *name = spelling(decl);
    if (!has_no_name(r, definition))
        tag->name = name;
    else if (!is_unnamed(name))
        tag->typedef_name = name;
    tag->complete = clang_isCursorDefinition(definition);
    tag->loc = loc_of(r, definition);
    tag->system =
        clang_Location_isInSystemHeader(clang_getCursorLocation(definition)) || !tag->loc.file;
    tag->local = is_local(definition);
    tag->attributes = read_attributes(r, definition);
    if (tag->kind == TAG_ENUM)
        tag->enum_base = read_type(r, clang_getEnumDeclIntegerType(definition));
    append(&r->open_tags, definition);
    if (r->type_depth == 0)
        read_type(r, clang_getCursorType(definition)); /* reads the members, too */
    return tag;
}

/* Reads fields or enumerators. */
static void read_members(Reader *r, CXCursor definition)
{
    Tag *tag = tag_of(r, definition);
    if (tag->kind == TAG_ENUM)
        add_enumerators(r, tag, definition);
    else if (tag->complete)
        clang_Type_visitFields(clang_getCursorType(definition), add_field, (void *[]){r, tag});
}

/* The field of a declaration. */
Field *field_of(Reader *r, CXCursor decl)
{
    const void *key = key_of(clang_getCanonicalCursor(decl));
    if (!map_has(&r->fields, key))
        tag_of(r, clang_getCursorSemanticParent(decl));
    return map_get(&r->fields, key);
}
