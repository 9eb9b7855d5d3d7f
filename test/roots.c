/* roots.c - where the leak checker looks for pointers: the data of the program and its libraries.
 *
 * With LSAN_OPTIONS=use_globals=0 it looks at no data by itself, but only at what it is told of
 * here.  That is everything but the sanitizers' own data, which are large, and take it most of its
 * time.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <link.h>
#include <sanitizer/lsan_interface.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static int add_data(struct dl_phdr_info *module, size_t size, void *unused)
{
    (void)size;
    (void)unused;
    const char *slash = strrchr(module->dlpi_name, '/');
    const char *name = slash ? slash + 1 : module->dlpi_name;
    if (strncmp(name, "libasan.", 8) == 0 || strncmp(name, "libclang_rt.", 12) == 0)
        return 0;
    for (int i = 0; i < module->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &module->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && part->p_flags & PF_W)
            __lsan_register_root_region(
                (void *)(uintptr_t)(module->dlpi_addr + part->p_vaddr), part->p_memsz);
    }
    return 0;
}

__attribute__((constructor)) static void add_all_data(void)
{
    dl_iterate_phdr(add_data, NULL);
}
