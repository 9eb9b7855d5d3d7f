/* rules.c - partial derivatives of library functions: rules.def looked up and instantiated.
 *
 *   RULE1(asin, 1.0 / sqrt((1.0 - x) * (1.0 + x)))   and the call   asinf(a[i])
 *       gives   1.0f / sqrtf((1.0f - a[i]) * (1.0f + a[i]))
 *
 * A rule is found by the declared symbol: the name without __builtin_ and without the suffix
 * of its precision, f or l.  Its partials are parsed on first use (rules_parse.c) and built
 * anew for each call with the constructors of expr.c, in the type that the function returns.
 * An argument of another type stays implicitly converted where C converts it, and is cast
 * where C would not.  pow with a literal exponent gets the powers that people write.
 */
#include "adcc.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_PARTIALS = 3 };

/* One line of rules.def. */
struct Rule {
    const char *name;
    const char *shape;                 /* a letter an argument: x real, z complex, n int, p ptr */
    const char *guard;                 /* the partial is 0 where this fails; NULL: no guard */
    const char *partial[MAX_PARTIALS]; /* of the real arguments in order; none: flat */
    Expr *guard_tree;                  /* the same, parsed on first use */
    Expr *tree[MAX_PARTIALS];
};

static Rule rules[] = {
#define RULE1(name, dx) {#name, "x", NULL, {#dx}, NULL, {0}},
#define RULE2(name, dx, dy) {#name, "xx", NULL, {#dx, #dy}, NULL, {0}},
#define RULE3(name, dx, dy, dz) {#name, "xxx", NULL, {#dx, #dy, #dz}, NULL, {0}},
#define GUARD1(name, c, dx) {#name, "x", #c, {#dx}, NULL, {0}},
#define RULE_XN(name, dx) {#name, "xn", NULL, {#dx}, NULL, {0}},
#define RULE_NX(name, dx) {#name, "nx", NULL, {#dx}, NULL, {0}},
#define RULE_XP(name, dx) {#name, "xp", NULL, {#dx}, NULL, {0}},
#define RULE_XYP(name, dx, dy) {#name, "xxp", NULL, {#dx, #dy}, NULL, {0}},
#define COMPLEX1(name, dx) {#name, "z", NULL, {#dx}, NULL, {0}},
#define COMPLEX2(name, dx, dy) {#name, "zz", NULL, {#dx, #dy}, NULL, {0}},
#define FLAT(name) {#name, "", NULL, {0}, NULL, {0}},
#include "rules.def"
};

/* Functions with a rule that are not in the standard: a declaration without a body is not enough
 * to know that the C library's is meant, it must stand in a system header. */
static const char extensions[] =
    " exp10 gamma lgamma_r drem j0 j1 jn y0 y1 yn fmaximum fminimum fmaximum_num fminimum_num"
    " fmaxmag fminmag fmaximum_mag fminimum_mag fmaximum_mag_num fminimum_mag_num significand"
    " fromfp fromfpx ufromfp ufromfpx"
    " roundeven nextup nextdown llogb finite inf huge_val nans expect constant_p isinf_sign"
    " expect_with_probability clz clzl clzll ctz ctzl ctzll popcount popcountl popcountll"
    " ffs ffsl ffsll parity parityl __isnan __isinf __finite __signbit __fpclassify ";

/* Harmless functions of the standard. */
static const char passive_standard[] =
    " printf fprintf vprintf vfprintf sprintf snprintf vsprintf vsnprintf puts putchar putc fputc"
    " fputs fwrite fflush perror fopen freopen fclose setvbuf setbuf fseek ftell rewind feof ferror"
    " clearerr remove rename exit abort _Exit quick_exit clock time difftime mktime localtime"
    " gmtime strftime asctime ctime getenv system rand srand strlen strcmp strncmp strcpy"
    " strncpy strcat strncat strchr strrchr strstr strspn strcspn strpbrk strerror memcmp atoi"
    " atol atoll atof bsearch adcc_memalign_status"
    " strtol strtoll strtoul strtoull strtod strtof strtold isalnum isalpha isdigit isspace isupper"
    " islower isxdigit ispunct iscntrl isgraph isprint isblank toupper tolower feclearexcept"
    " feraiseexcept fetestexcept fegetround fesetround feholdexcept feupdateenv fegetenv fesetenv ";

/* Harmless functions of POSIX, the GNU C library and OpenMP. */
static const char passive_system[] =
    " __assert_fail __assert __assert_perror_fail __assert_rtn __errno_location __ctype_b_loc"
    " __ctype_toupper_loc __ctype_tolower_loc __printf_chk __fprintf_chk __sprintf_chk"
    " __snprintf_chk __vprintf_chk __vfprintf_chk __vsprintf_chk __vsnprintf_chk dprintf write"
    " fileno getpid gettimeofday clock_gettime nanosleep usleep sleep sched_yield random srandom"
    " drand48 lrand48 mrand48 srand48 rand_r fputs_unlocked putchar_unlocked putc_unlocked"
    " fputc_unlocked fwrite_unlocked fflush_unlocked omp_get_wtime omp_get_wtick omp_get_thread_num"
    " omp_get_num_threads omp_get_max_threads omp_set_num_threads unreachable trap prefetch assume"
    " backtrace backtrace_symbols_fd feenableexcept fedisableexcept fegetexcept strnlen strcasecmp"
    " strncasecmp adcc_kink adcc_largest_double adcc_largest_float adcc_least_double"
    " adcc_least_float ";

/* The helper that stands in for digamma, in double and in long double (digamma.def). */
#define TEXT(...) #__VA_ARGS__ "\n"
#define LINE0(...) TEXT(__VA_ARGS__)
#define LINE1(...) "    " TEXT(__VA_ARGS__)
#define LINE2(...) "        " TEXT(__VA_ARGS__)
static const char digamma_double[] =
#define REAL double
#define F(name) name
#define C(number) number
#define PI 3.14159265358979323846
#define LIMIT 10.0
#define DIGAMMA adcc_digamma
#include "digamma.def"
#undef REAL
#undef F
#undef C
#undef PI
#undef LIMIT
#undef DIGAMMA
    ;
static const char digamma_ldouble[] =
#define REAL long double
#define F(name) name##l
#define C(number) number##L
#define PI 3.14159265358979323846264338327950288L
#define LIMIT 16.0L
#define DIGAMMA adcc_digammal
#include "digamma.def"
    ;

/* ------------------------------------------------------------ finding a rule */

/* Is the word in a list of words with spaces around each? */
static bool listed(const char *list, const char *word)
{
    return strstr(list, fmt(" %s ", word)) != NULL;
}

/* The name of a function of the library without the marks of compilers. */
static const char *library_name(const Sym *function)
{
    const char *name = function->name;
    if (starts_with(name, "__builtin_"))
        name += strlen("__builtin_");
    return name;
}

static bool is_builtin(const Sym *function)
{
    return starts_with(function->name, "__builtin_");
}

/* Can it be the library's: no body in the program, no static? */
static bool may_be_library(const Sym *function)
{
    return function->kind == SYM_FUNC && !function->defined && !function->func &&
           (function->storage != ST_STATIC || function->system) && is_function(function->type);
}

static Rule *rule_named(const char *name)
{
    static Map by_name; /* the index of 'rules' */
    if (by_name.n == 0)
        for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
            map_set(&by_name, intern(rules[i].name), &rules[i]);
    return map_get(&by_name, name);
}

/* The type in which a function computes: its result's, or its argument's if that is an integer. */
static Type *precision(const Sym *function)
{
    Type *t = strip(function->type);
    Type *result = strip(t->base);
    if (!is_real_floating(result) && !is_complex(result) && t->params.n > 0)
        result = strip(t->params.at[0]);
    return result;
}

/* Does the declaration have the arguments of the rule, in the precision that its suffix says? */
static bool fits(const Rule *rule, const Sym *function, char suffix)
{
    Type *t = strip(function->type);
    if (!*rule->shape)
        return true;
    if (t->noproto)
        return false;
    if (t->params.n != (int)strlen(rule->shape))
        return false;
    TypeKind kind = suffix == 'f' ? T_FLOAT : suffix == 'l' ? T_LDOUBLE : T_DOUBLE;
    Type *type = precision(function);
    if (*rule->shape == 'z')
        return is_complex(type) && strip(type->base)->kind == kind;
    return type->kind == kind;
}

/* sinf -> sin and 'f', lgammal_r -> lgamma_r and 'l'; NULL if the name has no suffix. */
static const char *without_suffix(const char *name, char *suffix)
{
    const char *tail = ends_with(name, "_r") ? "_r" : "";
    size_t n = strlen(name) - strlen(tail);
    *suffix = n > 1 ? name[n - 1] : 0;
    if (*suffix != 'f' && *suffix != 'l')
        return NULL;
    return intern(fmt("%.*s%s", (int)n - 1, name, tail));
}

/* The rule, of a real or complex function. */
static const Rule *find_any_rule(const Sym *function)
{
    if (!may_be_library(function))
        return NULL;
    const char *name = intern(library_name(function));
    char suffix = 0;
    Rule *rule = rule_named(name);
    if (!rule) {
        name = without_suffix(name, &suffix);
        rule = name ? rule_named(name) : NULL;
    }
    if (!rule || !fits(rule, function, suffix))
        return NULL;
    if (listed(extensions, rule->name) && !function->system && !is_builtin(function))
        return NULL;
    return rule;
}

const Rule *find_rule(const Sym *function)
{
    const Rule *rule = find_any_rule(function);
    return rule && *rule->shape != 'z' ? rule : NULL;
}

const Rule *find_complex_rule(const Sym *function)
{
    const Rule *rule = find_any_rule(function);
    return rule && *rule->shape == 'z' ? rule : NULL;
}

bool is_passive_library(const Sym *function)
{
    if (function->kind != SYM_FUNC || function->defined || function->func)
        return false;
    const char *name = library_name(function);
    if (listed(passive_standard, name))
        return true;
    return (function->system || is_builtin(function)) && listed(passive_system, name);
}

bool is_input_library(const Sym *function)
{
    static const char readers[] = " scanf fscanf sscanf vscanf vfscanf vsscanf fread read pread ";
    return !function->defined && !function->func && listed(readers, function->name);
}

bool is_pure_library(const Sym *function)
{
    const Rule *rule = find_any_rule(function);
    if (!rule)
        return complex_part(function) != COMPLEX_NONE;
    return !strchr(rule->shape, 'p');
}

ComplexPart complex_part(const Sym *function)
{
    static const char *const names[] = {
        [COMPLEX_REAL] = "creal", [COMPLEX_IMAG] = "cimag", [COMPLEX_CONJ] = "conj",
        [COMPLEX_MAKE] = "complex", [COMPLEX_ABS] = "cabs", [COMPLEX_ARG] = "carg"};
    char suffix;
    if (!may_be_library(function))
        return COMPLEX_NONE;
    const char *name = library_name(function), *plain = without_suffix(name, &suffix);
    for (int i = COMPLEX_NONE + 1; i <= COMPLEX_ARG; i++) {
        bool makes = i == COMPLEX_MAKE; /* __builtin_complex has one name for all precisions */
        if (makes ? is_builtin(function) && str_eq(name, names[i])
                  : str_eq(name, names[i]) || (plain && str_eq(plain, names[i])))
            return (ComplexPart)i;
    }
    return COMPLEX_NONE;
}

/* ------------------------------------------------------------ what a rule reads */

/* The symbols that stand for arguments and result in the templates. */
static Sym *const *placeholders(void)
{
    static Sym *syms[RULE_SYMS];
    static const char names[RULE_SYMS][2] = {"x", "y", "z", "n", "r"};
    for (int i = 0; i < RULE_SYMS && !syms[i]; i++)
        syms[i] = new_sym(SYM_PARAM, intern(names[i]), i == RULE_N ? type_int : type_double);
    return syms;
}

/* Which of the rule's partials belongs to argument k; -1 if none does. */
static int partial_index(const Rule *rule, int k)
{
    if (k >= (int)strlen(rule->shape) || (rule->shape[k] != 'x' && rule->shape[k] != 'z'))
        return -1;
    int index = 0;
    for (int i = 0; i < k; i++)
        index += rule->shape[i] == 'x' || rule->shape[i] == 'z';
    return index;
}

/* The placeholder of argument k. */
static int placeholder_of(const Rule *rule, int k)
{
    int index = partial_index(rule, k);
    return index >= 0 ? RULE_X + index : RULE_N;
}

/* The template of the partial for argument k, parsed on first use; NULL if there is none. */
static const Expr *template_of(const Rule *rule, int k)
{
    int i = partial_index(rule, k);
    if (i < 0)
        return NULL;
    Rule *cache = rule_named(intern(rule->name));
    if (!cache->tree[i])
        cache->tree[i] = parse_partial(rule->partial[i], placeholders());
    if (rule->guard && !cache->guard_tree)
        cache->guard_tree = parse_partial(rule->guard, placeholders());
    return cache->tree[i];
}

static Walk note_placeholder(Expr *e, void *context)
{
    unsigned *used = context;
    for (int i = 0; i < RULE_SYMS; i++)
        if (e->kind == E_REF && e->u.sym == placeholders()[i])
            *used |= 1u << i;
    return WALK_ON;
}

/* The placeholders that the partial for argument k mentions. */
static unsigned used_by(const Rule *rule, int k)
{
    unsigned used = 0;
    const Expr *tree = template_of(rule, k);
    if (tree)
        walk_expr((Expr *)tree, note_placeholder, &used);
    if (tree && rule->guard && !options.ieee_singular)
        walk_expr(rule->guard_tree, note_placeholder, &used);
    return used;
}

bool rule_is_flat(const Rule *rule)
{
    return !*rule->shape;
}

int rule_arity(const Rule *rule)
{
    return (int)strlen(rule->shape);
}

bool rule_uses_result(const Rule *rule, int k)
{
    return used_by(rule, k) & 1u << RULE_R;
}

unsigned rule_uses_args(const Rule *rule, int k)
{
    unsigned used = used_by(rule, k), args = 0;
    for (int i = 0; i < rule_arity(rule); i++)
        if (rule->shape[i] != 'p' && used & 1u << placeholder_of(rule, i))
            args |= 1u << i;
    return args;
}

/* ------------------------------------------------------------ library symbols */

Sym *library_function(Unit *unit, const char *name, const char *header, Type *result, int n, ...)
{
    static Map made; /* one symbol a function */
    name = intern(name);
    Sym *v = unit ? map_get(&unit->names, name) : NULL;
    if (v && v->kind == SYM_FUNC && !v->func)
        return v;
    v = map_get(&made, name);
    if (v)
        return v;
    Types params = {0};
    va_list args;
    va_start(args, n);
    for (int i = 0; i < n; i++)
        append(&params, va_arg(args, Type *));
    va_end(args);
    v = new_sym(SYM_FUNC, name, func_type(result, params));
    v->global = v->system = true;
    v->header = header;
    map_set(&made, name, v);
    return v;
}

/* The digamma function of a precision; float is served by double. */
static Sym *digamma_function(Type *type)
{
    bool wide = type->kind == T_LDOUBLE;
    Type *t = wide ? type_ldouble : type_double;
    Sym *v = library_function(NULL, wide ? "adcc_digammal" : "adcc_digamma", "math.h", t, 1, t);
    v->helper = wide ? digamma_ldouble : digamma_double;
    return v;
}

/* ------------------------------------------------------------ instances of templates */

/* One call for which a partial is made. */
typedef struct Instance {
    Unit *unit;
    Type *type;            /* the precision */
    Expr *bound[RULE_SYMS];/* what the placeholders stand for */
} Instance;

static Expr *instantiate(const Instance *in, const Expr *e);

static bool is_kind(const Expr *e, Type *type)
{
    Type *t = strip(e->type);
    if (t->kind != type->kind)
        return false;
    return !is_complex(t) || strip(t->base)->kind == strip(type->base)->kind;
}

/* f, l or nothing. */
static const char *suffix_of(Type *type)
{
    TypeKind kind = is_complex(type) ? strip(type->base)->kind : type->kind;
    return kind == T_FLOAT ? "f" : kind == T_LDOUBLE ? "l" : "";
}

/* The number that a literal spells, with a sign or implicitly converted. */
static bool literal_value(const Expr *e, double *value)
{
    if (e->kind == E_CONV)
        return literal_value(e->kid[0], value);
    if (e->kind == E_UNARY && (e->op == OP_NEG || e->op == OP_PLUS)) {
        if (!literal_value(e->kid[0], value))
            return false;
        *value = e->op == OP_NEG ? -*value : *value;
        return true;
    }
    if (e->has_value && is_integer(e->type)) {
        *value = (double)e->value;
        return true;
    }
    if (e->kind == E_FLOAT)
        *value = strtod(e->text, NULL);
    return e->kind == E_FLOAT;
}

/* A number as C writes it in the precision. */
static Expr *literal(const Instance *in, const char *digits)
{
    const char *suffix = suffix_of(in->type);
    return float_text(fmt("%s%s", digits, *suffix == 'l' ? "L" : suffix), in->type);
}

/* An argument as a value of the precision: itself, or implicitly converted. */
static Expr *bound_value(const Instance *in, const Expr *arg)
{
    Expr *e = clone_expr(arg, NULL);
    while (e->kind == E_CONV && is_kind(e->kid[0], in->type))
        e = e->kid[0];
    Expr *kid = e->kind == E_CONV ? e->kid[0] : e;
    if (is_kind(e, in->type) && e->kind == E_CONV && kid->kind == E_INT)
        return literal(in, fmt("%ld.0", kid->value));
    bool widens = kid != e && in->type->kind == T_DOUBLE && is_kind(kid, type_float);
    if (widens && kid->kind == E_FLOAT)
        return float_const((double)strtof(kid->text, NULL), in->type);
    if (is_kind(e, in->type))
        return e;
    Expr *conversion = new_expr(E_CONV, in->type, e->loc, 1);
    conversion->kid[0] = e;
    return conversion;
}

/* e where C would not convert it by itself: with a cast if it is of another type. */
static Expr *converted(Expr *e)
{
    return e->kind == E_CONV ? cast(e->type, e->kid[0]) : e;
}

/* Does the condition between two literals hold?  -1: it is not one. */
static int decided(Op op, const Expr *a, const Expr *b)
{
    double x, y;
    if (!literal_value(a, &x) || !literal_value(b, &y))
        return -1;
    switch (op) {
    case OP_GT:
        return x > y;
    case OP_LT:
        return x < y;
    case OP_GE:
        return x >= y;
    case OP_LE:
        return x <= y;
    case OP_NE:
        return x != y;
    case OP_EQ:
        return x == y;
    default:
        return -1;
    }
}

static Expr *instantiate_binary(const Instance *in, const Expr *e)
{
    Expr *a = instantiate(in, e->kid[LHS]);
    Expr *b = instantiate(in, e->kid[RHS]);
    int known = decided(e->op, a, b);
    if (e->op == OP_NE && is_integer(skip_conv(a)->type) && same_expr(a, b))
        known = 0; /* y != y asks for a NaN */
    if (known >= 0)
        return int_const(known);
    if (e->op == OP_LOR && (is_int_const(a, 1) || is_int_const(b, 0)))
        return a;
    if (e->op == OP_LOR && is_int_const(a, 0))
        return b;
    if (a->kind == E_CONV && b->kind == E_CONV && is_real_floating(a->type))
        a = converted(a);
    return binary(e->op, a, b);
}

static Expr *instantiate_cond(const Instance *in, const Expr *e)
{
    Expr *c = instantiate(in, e->kid[COND]);
    if (c->kind == E_INT)
        return instantiate(in, e->kid[c->value ? THEN : ELSE]);
    return cond(c, converted(instantiate(in, e->kid[THEN])),
                converted(instantiate(in, e->kid[ELSE])));
}

/* A call in the precision: cos becomes cosf for float. */
static Expr *instantiate_call(const Instance *in, const Expr *e)
{
    const char *name = ref_sym(e->kid[CALLEE])->name;
    const char *header = is_complex(in->type) ? "complex.h" : "math.h";
    Exprs args = {0};
    Type *types[2] = {in->type, in->type};
    for (int i = ARGS; i < e->nkid; i++) {
        append(&args, instantiate(in, e->kid[i]));
        if (is_integer(args.at[args.n - 1]->type))
            types[i - ARGS] = str_eq(name, "scalbln") ? type_long : type_int;
    }
    if (str_eq(name, "adcc_digamma"))
        return call(digamma_function(in->type), args);
    return call(library_function(in->unit, fmt("%s%s", name, suffix_of(in->type)), header, in->type,
                                 args.n, types[0], types[1]), args);
}

/* A new expression from a template. */
static Expr *instantiate(const Instance *in, const Expr *e)
{
    switch (e->kind) {
    case E_INT:
        return int_const(e->value);
    case E_FLOAT:
        if (str_eq(e->text, "1.0"))
            return one_of(in->type);
        if (str_eq(e->text, "0.0"))
            return zero_of(in->type);
        return literal(in, e->text);
    case E_REF:
        for (int i = 0; i < RULE_SYMS; i++)
            if (e->u.sym == placeholders()[i])
                return i == RULE_N ? clone_expr(in->bound[i], NULL)
                                   : bound_value(in, in->bound[i]);
        die("unbound placeholder %s", e->u.sym->name);
    case E_UNARY:
        return neg(converted(instantiate(in, e->kid[0])));
    case E_BINARY:
        return instantiate_binary(in, e);
    case E_COND:
        return instantiate_cond(in, e);
    case E_CALL:
        return instantiate_call(in, e);
    default:
        die("unexpected node in a rule");
    }
}

/* ------------------------------------------------------------ powers */

/* x * x * ... * x, n times */
static Expr *product_of(const Instance *in, int n)
{
    Expr *e = converted(bound_value(in, in->bound[RULE_X]));
    for (int i = 1; i < n; i++)
        e = mul(e, converted(bound_value(in, in->bound[RULE_X])));
    return e;
}

/* sqrt(x) */
static Expr *root_of(const Instance *in)
{
    static Expr *root;
    if (!root)
        root = parse_partial("sqrt(x)", placeholders());
    return instantiate(in, root);
}

/* A number of the precision; 1 folds away. */
static Expr *number(const Instance *in, double value)
{
    return value == 1.0 ? one_of(in->type) : float_const(value, in->type);
}

/* d pow(x, c)/dx for a literal c where no pow is needed for it, else NULL. */
static Expr *literal_power(const Instance *in, double c)
{
    if (c == 0.0)
        return zero_of(in->type);
    if (c == 1.0)
        return one_of(in->type);
    if (c == 2.0 || c == 3.0 || c == 4.0) {
        Expr *e = float_const(c, in->type);
        for (int i = 1; i < (int)c; i++)
            e = mul(e, product_of(in, 1));
        return e;
    }
    if (c == -1.0 || c == -2.0 || c == -3.0)
        return divide(float_const(c, in->type), product_of(in, 1 - (int)c));
    if (c == 0.5)
        return divide(float_const(0.5, in->type), root_of(in));
    if (c == 1.5)
        return mul(number(in, 1.5), root_of(in));
    if (c == -0.5)
        return divide(float_const(-0.5, in->type), mul(product_of(in, 1), root_of(in)));
    return NULL;
}

/* d pow(x, c)/dx = c * pow(x, c - 1) for a literal c. */
static Expr *power_partial(const Instance *in, const Expr *exponent, double c)
{
    Expr *easy = literal_power(in, c);
    if (easy)
        return easy;
    Expr *less = c == (double)(long)c ? float_const(c - 1.0, in->type)
                                      : sub(bound_value(in, exponent), one_of(in->type));
    Sym *power = library_function(in->unit, fmt("pow%s", suffix_of(in->type)), "math.h", in->type,
                                  2, in->type, in->type);
    return mul(converted(bound_value(in, exponent)),
               call_n(power, 2, bound_value(in, in->bound[RULE_X]), less));
}

/* ------------------------------------------------------------ partials */

Expr *rule_partial(const Rule *rule, const Sym *function, int k, Expr **args, Expr *result,
                   unsigned active)
{
    (void)active; /* no rule needs it: what is not active has no term */
    const Expr *tree = template_of(rule, k);
    Type *type = precision(function);
    if (!tree)
        return zero_of(type);
    Instance in = {function->unit, type, {0}};
    for (int i = 0; i < rule_arity(rule); i++)
        if (rule->shape[i] != 'p')
            in.bound[placeholder_of(rule, i)] = args[i];
    in.bound[RULE_R] = result;
    double c;
    if (k == 0 && str_eq(rule->name, "pow") && literal_value(args[1], &c))
        return power_partial(&in, args[1], c);
    Expr *partial = converted(instantiate(&in, tree));
    if (rule->guard && !options.ieee_singular && !args[0]->nonzero &&
        !is_positive(args[0]))
        partial = cond(instantiate(&in, rule->guard_tree), partial, zero_of(type));
    return partial;
}

/* Is it the number -1 that a rule wrote? */
static bool is_minus_one(const Expr *e)
{
    return e->kind == E_UNARY && e->op == OP_NEG && is_one(e->kid[0]);
}

Expr *chain(Expr *partial, Expr *seed)
{
    if (is_zero(partial) || is_zero(seed))
        return zero_of(seed->type);
    if (is_one(partial))
        return seed;
    if (is_minus_one(partial))
        return neg(seed);
    if (partial->kind == E_BINARY && partial->op == OP_DIV && is_one(partial->kid[LHS]))
        return divide(seed, partial->kid[RHS]);
    if (partial->kind == E_COND) {
        Expr *other = clone_expr(seed, NULL);
        return cond(partial->kid[COND], chain(partial->kid[THEN], seed),
                    chain(partial->kid[ELSE], other));
    }
    return mul(partial, seed);
}
