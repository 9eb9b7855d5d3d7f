/* bits.c - sets of small numbers, for dataflow over symbols and statements.
 *
 *     Bits live = {0};
 *     bits_add(&live, v->id);
 *     for (int i = bits_next(&live, 0); i >= 0; i = bits_next(&live, i + 1)) ...
 *
 * One bit per number, in words of 64 that grow as needed.  Words that are not
 * there count as zero, so sets of different length compare and combine.
 */
#include "base.h"

#include <string.h>

/* Gives the set at least n words. */
static void grow_bits(Bits *set, int n)
{
    if (n <= set->n)
        return;
    uint64_t *word = new_array(uint64_t, n);
    if (set->n > 0)
        memcpy(word, set->word, sizeof *word * (size_t)set->n);
    set->word = word;
    set->n = n;
}

/* Is i in the set? */
bool bits_has(const Bits *set, int i)
{
    return i >= 0 && i / 64 < set->n && (set->word[i / 64] >> i % 64 & 1);
}

/* Puts i into the set; true if it was not there. */
bool bits_add(Bits *set, int i)
{
    if (i < 0)
        die("%d as the element of a set", i);
    if (bits_has(set, i))
        return false;
    if (i / 64 >= set->n)
        grow_bits(set, i / 64 + 1 + set->n);
    set->word[i / 64] |= (uint64_t)1 << i % 64;
    return true;
}

/* Takes i out of the set. */
void bits_remove(Bits *set, int i)
{
    if (bits_has(set, i))
        set->word[i / 64] &= ~((uint64_t)1 << i % 64);
}

/* Puts all of 'from' into 'into'; true if 'into' grew. */
bool bits_union(Bits *into, const Bits *from)
{
    int n = from->n;
    while (n > 0 && from->word[n - 1] == 0)
        n--;
    grow_bits(into, n);
    bool grew = false;
    for (int i = 0; i < n; i++) {
        grew |= (from->word[i] & ~into->word[i]) != 0;
        into->word[i] |= from->word[i];
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
    for (int i = 0; i < a->n && i < b->n; i++)
        if (a->word[i] & b->word[i])
            return true;
    return false;
}

/* Do both hold the same elements? */
bool bits_equal(const Bits *a, const Bits *b)
{
    int n = a->n > b->n ? a->n : b->n;
    for (int i = 0; i < n; i++)
        if ((i < a->n ? a->word[i] : 0) != (i < b->n ? b->word[i] : 0))
            return false;
    return true;
}

/* Is there no element? */
bool bits_empty(const Bits *set)
{
    return bits_next(set, 0) < 0;
}

/* The least element that is at least 'from'; -1 if there is none. */
int bits_next(const Bits *set, int from)
{
    if (from < 0)
        from = 0;
    for (int i = from / 64; i < set->n; i++) {
        uint64_t word = set->word[i];
        if (i == from / 64)
            word &= ~(uint64_t)0 << from % 64;
        for (int bit = 0; word != 0; bit++, word >>= 1)
            if (word & 1)
                return 64 * i + bit;
    }
    return -1;
}
