/* clang_database.c - the flags of a file from compile_commands.json, for -p.
 *
 *     cc -Iinclude -DN=3 -O2 -c src/f.c -o f.o     in /build      ->     -I/build/include -DN=3 -O2
 *
 * The compiler, the input, outputs and what concerns linking are left out; folders that are named
 * relative to the command's directory become absolute.
 */
#include "clang_internal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char *const with_folder[] = {"-I", "-isystem", "-iquote", "-idirafter", "-include",
                                          "-imacros", "--sysroot", "-isysroot", NULL};
static const char *const with_word[] = {"-D", "-U", "-x", "-std", "-target", "-arch", NULL};
static const char *const dropped[] = {"-o", "-MF", "-MT", "-MQ", "-MJ", NULL};

static const char *absolute(const char *directory, const char *path)
{
    return *path == '/' || *path == '=' ? path : fmt("%s/%s", directory, path);
}

static const char *listed(const char *const *list, const char *word, bool whole)
{
    for (; *list; list++)
        if (whole ? str_eq(word, *list) : starts_with(word, *list))
            return *list;
    return NULL;
}

/* Adds the k-th word of the command, with its argument; gives the number of the next. */
static unsigned add_word(Names *flags, const Names *words, unsigned k, const char *directory)
{
    const char *word = words->at[k], *flag;
    bool more = (int)k + 1 < words->n;
    if (listed(dropped, word, true))
        return k + 2;
    if (listed(with_folder, word, true) && more) {
        append(flags, word);
        append(flags, absolute(directory, words->at[k + 1]));
        return k + 2;
    }
    if (listed(with_word, word, true) && more) {
        append(flags, word);
        append(flags, words->at[k + 1]);
        return k + 2;
    }
    flag = starts_with(word, "-I") ? "-I" : NULL;
    if (flag)
        append(flags, fmt("%s%s", flag, absolute(directory, word + strlen(flag))));
    else if (*word == '-' && !starts_with(word, "-l") && !starts_with(word, "-L") &&
             !str_eq(word, "--") && is_flag_trusted(word))
        append(flags, word);
    return k + 1;
}

static Names command_words(CXCompileCommand command)
{
    Names words = {0};
    for (unsigned i = 0; i < clang_CompileCommand_getNumArgs(command); i++)
        append(&words, take_string(clang_CompileCommand_getArg(command, i)));
    return words;
}

static bool is_for(CXCompileCommand command, const char *real)
{
    char path[PATH_MAX];
    const char *directory = take_string(clang_CompileCommand_getDirectory(command));
    const char *file = take_string(clang_CompileCommand_getFilename(command));
    return realpath(absolute(directory, file), path) && str_eq(path, real);
}

Names database_flags(const char *path)
{
    Names flags = {0};
    char real[PATH_MAX];
    CXCompilationDatabase_Error error;
    Loc nowhere = {0};
    if (!options.database || !realpath(path, real))
        return flags;
    CXCompilationDatabase database =
        clang_CompilationDatabase_fromDirectory(options.database, &error);
    if (error != CXCompilationDatabase_NoError) {
        error_at(nowhere, "cannot read '%s/compile_commands.json'; name its folder with -p",
                 options.database);
        return flags;
    }
    CXCompileCommands all = clang_CompilationDatabase_getAllCompileCommands(database);
    bool found = false;
    for (unsigned i = 0; all && i < clang_CompileCommands_getSize(all) && !found; i++) {
        CXCompileCommand command = clang_CompileCommands_getCommand(all, i);
        found = is_for(command, real); /* asked for one file, libclang would guess */
        Names words = command_words(command);
        const char *directory = take_string(clang_CompileCommand_getDirectory(command));
        for (unsigned k = 1; found && (int)k < words.n;)
            k = add_word(&flags, &words, k, directory);
    }
    if (!found)
        error_at(nowhere, "'%s' is not in '%s/compile_commands.json'; give its flags on the "
                          "command line", path, options.database);
    clang_CompileCommands_dispose(all);
    clang_CompilationDatabase_dispose(database);
    return flags;
}
