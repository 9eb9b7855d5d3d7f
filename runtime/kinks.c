/* kinks.c - what the calls of --kinks count, and the list at the end of the program.
 *
 *     adcc: 37 times at f.c:7: fabs(x[i]) at 0
 *
 * One list for the program, whatever its threads and files; with an embedded runtime the files
 * share it by a weak symbol.
 */
#ifndef ADCC_EMBEDDED
#include "adcc_rt.h"
#endif

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct adcc_kink_site {
    const char *text; /* "f.c:7: fabs(x[i]) at 0" */
    unsigned long long n;
    struct adcc_kink_site *next; /* in the order of the list */
};

struct adcc_kink_list {
    pthread_mutex_t mutex;
    struct adcc_kink_site *first;
};
#ifdef __GNUC__
__attribute__((weak))
#endif
struct adcc_kink_list adcc_kink_list = {PTHREAD_MUTEX_INITIALIZER, NULL};

static void adcc_list_kinks(void)
{
    pthread_mutex_lock(&adcc_kink_list.mutex);
    for (const struct adcc_kink_site *s = adcc_kink_list.first; s; s = s->next)
        fprintf(stderr, "adcc: %llu %s at %s\n", s->n, s->n == 1 ? "time" : "times", s->text);
    pthread_mutex_unlock(&adcc_kink_list.mutex);
}

/* By file, line and text. */
static int adcc_kink_order(const char *a, const char *b)
{
    size_t n = strcspn(a, ":"), m = strcspn(b, ":");
    int files = strncmp(a, b, n < m ? n : m);
    if (files == 0 && n != m)
        files = n < m ? -1 : 1;
    if (files != 0)
        return files;
    long i = strtol(a + n + (a[n] != '\0'), NULL, 10), k = strtol(b + m + (b[m] != '\0'), NULL, 10);
    return i != k ? (i < k ? -1 : 1) : strcmp(a, b);
}

void adcc_count_kink(const char *text)
{
    pthread_mutex_lock(&adcc_kink_list.mutex);
    struct adcc_kink_site **at = &adcc_kink_list.first;
    int order = -1;
    if (!*at) {
        atexit(adcc_list_kinks);
#if __STDC_VERSION__ >= 201112L && !defined(__APPLE__)
        at_quick_exit(adcc_list_kinks);
#endif
    }
    while (*at && (order = adcc_kink_order(text, (*at)->text)) > 0)
        at = &(*at)->next;
    if (!*at || order != 0) {
        struct adcc_kink_site *made = malloc(sizeof *made);
        if (!made) {
            fprintf(stderr, "adcc: no memory to count kinks\n");
            abort();
        }
        *made = (struct adcc_kink_site){text, 0, *at};
        *at = made;
    }
    (*at)->n++;
    pthread_mutex_unlock(&adcc_kink_list.mutex);
}
