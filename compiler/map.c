/* map.c - hash maps from pointer to pointer.
 *
 *     Map shadows = {0};
 *     map_set(&shadows, v, v_b);
 *     Sym *b = map_get(&shadows, v);          // NULL if absent
 *
 * A map over another shows what that one holds where it holds nothing itself; the lower one stays
 * as it is, and must while the upper is used.  It costs nothing to make, however much lies below.
 *
 * Open addressing with linear probing.  Interned names are pointers, so the same
 * map serves as a dictionary.  There is no iteration: its order would depend on
 * addresses, and adcc's output must not.
 */
#include "base.h"

/* Spreads the bits of an address, whose low ones are always 0. */
static size_t hash_pointer(const void *key)
{
    uint64_t h = (uint64_t)(uintptr_t)key;
    h = (h ^ h >> 32) * 0x9E3779B97F4A7C15u;
    return (size_t)(h ^ h >> 29);
}

/* The index where key is or belongs; the map has at least one free place. */
static size_t find_index(const Map *map, const void *key)
{
    size_t i = hash_pointer(key) & (map->cap - 1);
    while (map->key[i] && map->key[i] != key)
        i = (i + 1) & (map->cap - 1);
    return i;
}

/* Doubles the room. */
static void grow_map(Map *map)
{
    Map old = *map;
    map->cap = old.cap == 0 ? 16 : 2 * old.cap;
    map->key = new_array(const void *, map->cap);
    map->value = new_array(void *, map->cap);
    for (size_t i = 0; i < old.cap; i++)
        if (old.key[i]) {
            size_t k = find_index(map, old.key[i]);
            map->key[k] = old.key[i];
            map->value[k] = old.value[i];
        }
}

/* The place of key in the upper of the maps that hold it; NULL if none does. */
static void **find_value(const Map *map, const void *key)
{
    for (; map && key; map = map->below)
        if (map->n > 0) {
            size_t i = find_index(map, key);
            if (map->key[i])
                return &map->value[i];
        }
    return NULL;
}

/* What key was last set to; NULL if it never was. */
void *map_get(const Map *map, const void *key)
{
    void **value = find_value(map, key);
    return value ? *value : NULL;
}

/* Was key ever set, be it to NULL? */
bool map_has(const Map *map, const void *key)
{
    return find_value(map, key) != NULL;
}

/* Makes value what key stands for. */
void map_set(Map *map, const void *key, void *value)
{
    if (!key)
        die("NULL as the key of a map");
    if (4 * (map->n + 1) > 3 * map->cap)
        grow_map(map);
    size_t i = find_index(map, key);
    if (!map->key[i]) {
        map->key[i] = key;
        map->n++;
    }
    map->value[i] = value;
}

/* An empty map over another. */
Map map_over(const Map *below)
{
    return (Map){.below = below};
}

/* Sets in a map all that another holds itself. */
void map_add_all(Map *map, const Map *from)
{
    for (size_t i = 0; i < from->cap; i++)
        if (from->key[i])
            map_set(map, from->key[i], from->value[i]);
}
