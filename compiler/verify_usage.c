/* verify_usage.c - what the compiler or the checked program uses of the machine, for the limits.
 *
 *     $CC         compiles for 3 seconds, in processes of its own: cc1, as, ld
 *     -> 3 seconds, and the memory of all that is alive
 *
 * Linux tells it in /proc; elsewhere nothing is known, and no limit is reached.
 */
#include "verify.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Adds what the process used, and those of its children that have ended, if it is in the group. */
static void add_process(Usage *u, long pid, long group)
{
    char text[1024] = "";
    long its_group, ticks[4], pages;
    snprintf(text, sizeof text, "/proc/%ld/stat", pid);
    FILE *file = fopen(text, "r");
    if (!file || !fgets(text, sizeof text, file))
        *text = '\0';
    if (file)
        fclose(file);
    const char *rest = strrchr(text, ')'); /* behind the name, which may hold anything */
    if (!rest || sscanf(rest,
                        ") %*c %*d %ld %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld %ld %ld "
                        "%*d %*d %*d %*d %*u %*u %ld",
                        &its_group, &ticks[0], &ticks[1], &ticks[2], &ticks[3], &pages) != 6)
        return;
    if (its_group != group)
        return;
    u->seconds += (double)(ticks[0] + ticks[1] + ticks[2] + ticks[3]) /
                  (double)sysconf(_SC_CLK_TCK);
    u->megabytes += (double)pages * (double)sysconf(_SC_PAGESIZE) / (1 << 20);
}

Usage usage_of_group(long group)
{
    Usage u = {0};
    DIR *processes = opendir("/proc");
    for (struct dirent *d; processes && (d = readdir(processes)) != NULL;)
        if (*d->d_name >= '1' && *d->d_name <= '9')
            add_process(&u, atol(d->d_name), group);
    if (processes)
        closedir(processes);
    return u;
}
