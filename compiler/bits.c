/* bits.c - sets of small numbers, for dataflow over symbols and statements.
 *
 *     Bits live = {0};
 *     bits_add(&live, v->id);
 *     for (int i = bits_next(&live, 0); i >= 0; i = bits_next(&live, i + 1)) ...
 *
 * One bit per number, in words of 64, of which those without elements are not there: a
 * statement of a large function reads a few of its thousands of variables, and there
 * is a set for every statement.  Words are in order of their index.
 */
#include "base.h"

#include <string.h>

/* Where the word with this index is, or belongs. */
static int position(const Bits *set, int index)
{
    int low = 0, high = set->n;
    if (high == 0 || set->at[high - 1].index < index)
        return high;
    /* indices grow by one at least: it is that near to both ends, at once where all are there */
    int left = set->at[high - 1].index - index, past = index - set->at[0].index;
    low = high - 1 > left ? high - 1 - left : 0;
    high = past < 0 ? 0 : high - 1 < past ? high - 1 : past;
    while (low < high) {
        int middle = (low + high) / 2;
        if (set->at[middle].index < index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Makes room for so many words. */
static void reserve(Bits *set, int n)
{
    if (n <= set->cap)
        return;
    int cap = 2 * set->cap > n ? 2 * set->cap : n;
    set->at = arena_grow(set->at, sizeof *set->at * (size_t)set->cap,
                         sizeof *set->at * (size_t)cap);
    set->cap = cap;
}

/* Is i in the set? */
bool bits_has(const Bits *set, int i)
{
    if (i < 0)
        return false;
    int k = position(set, i / 64);
    return k < set->n && set->at[k].index == i / 64 && (set->at[k].bits >> i % 64 & 1);
}

/* Puts i into the set; true if it was not there. */
bool bits_add(Bits *set, int i)
{
    if (i < 0)
        die("%d as the element of a set", i);
    int k = position(set, i / 64);
    uint64_t bit = (uint64_t)1 << i % 64;
    if (k == set->n || set->at[k].index != i / 64) {
        reserve(set, set->n + 1);
        memmove(set->at + k + 1, set->at + k, sizeof *set->at * (size_t)(set->n - k));
        set->at[k] = (BitsWord){i / 64, 0};
        set->n++;
    }
    bool grew = !(set->at[k].bits & bit);
    set->at[k].bits |= bit;
    return grew;
}

/* Takes i out of the set. */
void bits_remove(Bits *set, int i)
{
    int k = i < 0 ? set->n : position(set, i / 64);
    if (k < set->n && set->at[k].index == i / 64)
        set->at[k].bits &= ~((uint64_t)1 << i % 64);
}

/* How many words of 'from' have an index that 'into' has not. */
static int count_missing(const Bits *into, const Bits *from)
{
    int missing = 0;
    for (int i = 0, k = from->n > 0 ? position(into, from->at[0].index) : 0; i < from->n; i++) {
        while (k < into->n && into->at[k].index < from->at[i].index)
            k++;
        missing += k == into->n || into->at[k].index != from->at[i].index;
    }
    return missing;
}

/* Puts all of 'from' into 'into'; true if 'into' grew. */
bool bits_union(Bits *into, const Bits *from)
{
    if (into == from || from->n == 0)
        return false;
    int missing = count_missing(into, from), old = into->n;
    reserve(into, old + missing);
    into->n = old + missing;
    bool grew = false;
    /* from the end, so that words move at most once; what is left when 'from' ends stays */
    for (int i = from->n - 1, k = old - 1, to = into->n - 1; i >= 0; to--) {
        if (k >= 0 && into->at[k].index > from->at[i].index) {
            into->at[to] = into->at[k--];
            continue;
        }
        bool both = k >= 0 && into->at[k].index == from->at[i].index;
        uint64_t old_bits = both ? into->at[k--].bits : 0;
        grew |= (from->at[i].bits & ~old_bits) != 0;
        into->at[to] = (BitsWord){from->at[i].index, old_bits | from->at[i].bits};
        i--;
        if (to == k) { /* nothing moves any more: only bits are added */
            for (; i >= 0; i--) {
                while (into->at[k].index > from->at[i].index)
                    k--;
                grew |= (from->at[i].bits & ~into->at[k].bits) != 0;
                into->at[k].bits |= from->at[i].bits;
            }
        }
    }
    return grew;
}

/* Makes 'into' equal to 'from'. */
void bits_copy(Bits *into, const Bits *from)
{
    if (into == from)
        return;
    into->n = 0;
    bits_union(into, from);
}

/* Is any element in both? */
bool bits_meet(const Bits *a, const Bits *b)
{
    if (a->n == 0 || b->n == 0)
        return false;
    if (a->n > b->n) { /* the shorter one leads: the other may be of a whole program */
        const Bits *longer = a;
        a = b;
        b = longer;
    }
    bool search = b->n / 8 > a->n;
    for (int i = 0, k = position(b, a->at[0].index); i < a->n && k < b->n; i++) {
        if (search)
            k = position(b, a->at[i].index);
        while (k < b->n && b->at[k].index < a->at[i].index)
            k++;
        if (k < b->n && b->at[k].index == a->at[i].index && (a->at[i].bits & b->at[k].bits))
            return true;
    }
    return false;
}

/* Do both hold the same elements? */
bool bits_equal(const Bits *a, const Bits *b)
{
    int i = 0, k = 0;
    for (;;) {
        while (i < a->n && a->at[i].bits == 0)
            i++;
        while (k < b->n && b->at[k].bits == 0)
            k++;
        if (i == a->n || k == b->n)
            return i == a->n && k == b->n;
        if (a->at[i].index != b->at[k].index || a->at[i].bits != b->at[k].bits)
            return false;
        i++;
        k++;
    }
}

/* Is there no element? */
bool bits_empty(const Bits *set)
{
    for (int i = 0; i < set->n; i++)
        if (set->at[i].bits != 0)
            return false;
    return true;
}

static int lowest_bit(uint64_t bits)
{
    int bit = 0;
    for (int step = 32; step > 0; step /= 2)
        if (!(bits & (((uint64_t)1 << step) - 1))) {
            bits >>= step;
            bit += step;
        }
    return bit;
}

/* The least element that is at least 'from'; -1 if there is none. */
int bits_next(const Bits *set, int from)
{
    from = from < 0 ? 0 : from;
    for (int i = position(set, from / 64); i < set->n; i++) {
        uint64_t bits = set->at[i].bits;
        if (set->at[i].index == from / 64)
            bits &= ~(uint64_t)0 << from % 64;
        if (bits != 0)
            return 64 * set->at[i].index + lowest_bit(bits);
    }
    return -1;
}
