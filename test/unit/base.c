/* The base: arena, names, maps, sets, texts and messages work alone. */
// RUN: %gcc -D_GNU_SOURCE -I %root/compiler %root/compiler/arena.c %root/compiler/str.c %root/compiler/map.c %root/compiler/bits.c %root/compiler/diag.c %s -o %t
// RUN: not %t 2>&1 | FileCheck %s
// RUN: %clang -g -fsanitize=address,undefined -DARENA_DEBUG -D_GNU_SOURCE -I %root/compiler %root/compiler/arena.c %root/compiler/str.c %root/compiler/map.c %root/compiler/bits.c %root/compiler/diag.c %s -o %t
// RUN: not %t 2>&1 | FileCheck %s
#include "base.h"

#include <assert.h>
#include <string.h>

VEC(int, Ints);

static void test_containers(void)
{
    Ints ints = {0};
    for (int i = 0; i < 10000; i++)
        append(&ints, 3 * i);
    for (int i = 0; i < 10000; i++)
        assert(ints.at[i] == 3 * i);

    static int keys[2000];
    Map map = {0};
    assert(!map_has(&map, &keys[0]) && !map_get(&map, NULL));
    for (int i = 0; i < 2000; i++)
        map_set(&map, &keys[i], i == 7 ? NULL : &keys[1999 - i]);
    for (int i = 0; i < 2000; i++)
        assert(map_has(&map, &keys[i]) && (i == 7 || map_get(&map, &keys[i]) == &keys[1999 - i]));
    assert(!map_has(&map, &map) && !map_get(&map, &keys[7]));
}

static void test_bits(void)
{
    Bits a = {0}, b = {0};
    assert(bits_empty(&a) && bits_next(&a, 0) == -1);
    assert(bits_add(&a, 5) && !bits_add(&a, 5) && bits_add(&a, 64) && bits_add(&a, 1000));
    assert(bits_next(&a, 0) == 5 && bits_next(&a, 6) == 64 && bits_next(&a, 65) == 1000);
    assert(bits_union(&b, &a) && !bits_union(&b, &a) && bits_equal(&a, &b));
    bits_remove(&a, 1000);
    assert(!bits_equal(&a, &b) && bits_meet(&a, &b) && !bits_has(&a, 1000) && !bits_has(&a, -1));
    bits_copy(&b, &a);
    assert(bits_equal(&b, &a) && bits_equal(&a, &b));
    bits_remove(&a, 5);
    bits_remove(&a, 64);
    assert(bits_empty(&a) && !bits_meet(&a, &b));
}

static void test_text(void)
{
    assert(intern("name") == intern_n("names", 4) && intern("name") != intern("names"));
    for (int i = 0; i < 3000; i++)
        assert(intern(fmt("n%d", i)) == intern(fmt("n%d", i)));
    assert(starts_with("abc", "ab") && !starts_with("a", "ab") && ends_with("abc", "bc"));
    assert(!ends_with("c", "bc") && str_eq(NULL, NULL) && !str_eq("", NULL));
    Out out = {0};
    out_text(&out, "{");
    out.indent++;
    out_newline(&out);
    out_newline(&out);
    out_fmt(&out, "x%d", 3);
    assert(out.column == 6);
    out.indent--;
    out_newline(&out);
    out_text(&out, "}");
    assert(str_eq(out.at, "{\n\n    x3\n}"));
}

int main(void)
{
    test_containers();
    test_bits();
    test_text();
    File file = {.name = "foo.c", .text = "int x;\n\ty = g(\xc3\xa4, x) +\n z;\n"};
    file.size = strlen(file.text);
    Loc call = {&file, 12, 19}, sum = {&file, 8, 23}, name = {&file, 4, 5};
    assert(loc_line(call) == 2 && loc_column(call) == 6);
    // CHECK: foo.c:2:6: error: no 'g'
    // CHECK-NEXT: y = g({{.*}}, x) +
    // CHECK-NEXT: ^~~~~~{{$}}
    // CHECK-NEXT: foo.c:1:5: note: hint
    // CHECK-NEXT: int x;
    // CHECK-NEXT: ^{{$}}
    error_at(call, "no '%s'", "g");
    note_at(name, "hint");
    error_at(call, "no '%s'", "g"); /* said already */
    note_at(name, "hint");
    // CHECK-NEXT: foo.c:2:2: warning: sum [-Winactive]
    // CHECK-NEXT: y = g
    // CHECK-NEXT: ^~~~~~~~~~~~~{{$}}
    warn_at(sum, "inactive", "sum");
    assert(set_warning("-Wno-inactive") && !set_warning("-Wnonsense"));
    warn_at(sum, "inactive", "hidden");
    assert(set_warning("-Werror=inactive"));
    // CHECK-NEXT: adcc: error: nowhere [-Werror,-Winactive]
    warn_at((Loc){0}, "inactive", "nowhere");
    assert(error_count() == 2 && loc_line((Loc){0}) == 0);
    // CHECK-NEXT: adcc: error: 0
    // CHECK: adcc: error: 17
    // CHECK-NEXT: fatal error: too many errors
    // CHECK-NOT: 18
    for (int i = 0; i < 30; i++)
        error_at((Loc){0}, "%d", i);
}
