/* bits.c - sets of small numbers, for dataflow over symbols and statements.
 *
 *     Bits live = {0};
 *     bits_add(&live, v->id);
 *     for (int i = bits_next(&live, 0); i >= 0; i = bits_next(&live, i + 1)) ...
 *
 * One bit per number, in words of 64.  A set has the words from its least to its
 * greatest element only, as the numbers of a function lie together among those of
 * a large program; the words that are not there count as zero.
 */
#include "base.h"

#include <string.h>

/* The word of the set with this index, zero if it is not there. */
static uint64_t word_at(const Bits *set, int i)
{
    return i >= set->first && i - set->first < set->n ? set->word[i - set->first] : 0;
}

/* Gives the set the words from 'first' to before 'end' at least. */
static void cover(Bits *set, int first, int end)
{
    if (set->n > 0) {
        int old_end = set->first + set->n;
        if (first >= set->first && end <= old_end)
            return;
        first = first < set->first ? first : set->first;
        end = end > old_end ? end : old_end;
    }
    uint64_t *word = new_array(uint64_t, end - first);
    if (set->n > 0)
        memcpy(word + (set->first - first), set->word, sizeof *word * (size_t)set->n);
    set->word = word;
    set->first = first;
    set->n = end - first;
}

/* The words between which all elements are; false if there is none. */
static bool find_range(const Bits *set, int *first, int *end)
{
    int a = 0, b = set->n;
    while (a < b && set->word[a] == 0)
        a++;
    while (b > a && set->word[b - 1] == 0)
        b--;
    *first = set->first + a;
    *end = set->first + b;
    return a < b;
}

/* Is i in the set? */
bool bits_has(const Bits *set, int i)
{
    return i >= 0 && (word_at(set, i / 64) >> i % 64 & 1);
}

/* Puts i into the set; true if it was not there. */
bool bits_add(Bits *set, int i)
{
    if (i < 0)
        die("%d as the element of a set", i);
    if (bits_has(set, i))
        return false;
    int w = i / 64, slack = set->n / 2; /* sets that grow one by one do so a few times only */
    if (set->n > 0 && w >= set->first + set->n)
        cover(set, w, w + 1 + slack);
    else if (set->n > 0 && w < set->first)
        cover(set, w > slack ? w - slack : 0, w + 1);
    else
        cover(set, w, w + 1);
    set->word[w - set->first] |= (uint64_t)1 << i % 64;
    return true;
}

/* Takes i out of the set. */
void bits_remove(Bits *set, int i)
{
    if (bits_has(set, i))
        set->word[i / 64 - set->first] &= ~((uint64_t)1 << i % 64);
}

/* Puts all of 'from' into 'into'; true if 'into' grew. */
bool bits_union(Bits *into, const Bits *from)
{
    int first, end;
    if (into == from || !find_range(from, &first, &end))
        return false;
    cover(into, first, end);
    bool grew = false;
    for (int i = first; i < end; i++) {
        uint64_t *word = &into->word[i - into->first], more = from->word[i - from->first];
        grew |= (more & ~*word) != 0;
        *word |= more;
    }
    return grew;
}

/* Makes 'into' equal to 'from'. */
void bits_copy(Bits *into, const Bits *from)
{
    if (into == from)
        return;
    if (into->n > 0)
        memset(into->word, 0, sizeof *into->word * (size_t)into->n);
    bits_union(into, from);
}

/* Is any element in both? */
bool bits_meet(const Bits *a, const Bits *b)
{
    int first = a->first > b->first ? a->first : b->first;
    int end_a = a->first + a->n, end_b = b->first + b->n, end = end_a < end_b ? end_a : end_b;
    for (int i = first; i < end; i++)
        if (a->word[i - a->first] & b->word[i - b->first])
            return true;
    return false;
}

/* Do both hold the same elements? */
bool bits_equal(const Bits *a, const Bits *b)
{
    int first, end, first_b, end_b;
    bool any = find_range(a, &first, &end), any_b = find_range(b, &first_b, &end_b);
    if (!any || !any_b)
        return any == any_b;
    return first == first_b && end == end_b &&
           memcmp(a->word + (first - a->first), b->word + (first - b->first),
                  sizeof *a->word * (size_t)(end - first)) == 0;
}

/* Is there no element? */
bool bits_empty(const Bits *set)
{
    int first, end;
    return !find_range(set, &first, &end);
}

/* The least element that is at least 'from'; -1 if there is none. */
int bits_next(const Bits *set, int from)
{
    if (from < 64 * set->first)
        from = 64 * set->first;
    for (int i = from / 64; i < set->first + set->n; i++) {
        uint64_t word = word_at(set, i);
        if (i == from / 64)
            word &= ~(uint64_t)0 << from % 64;
        for (int bit = 0; word != 0; bit++, word >>= 1)
            if (word & 1)
                return 64 * i + bit;
    }
    return -1;
}
