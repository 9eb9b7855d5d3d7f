// RUN: %run-lowered %s
// Pointer-chasing loops, as programs with lists and queues write them.
#include <stdio.h>
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

static struct node *push(struct node *list, int value)
{
    struct node *n = malloc(sizeof *n);
    return n ? (n->value = value, n->next = list, n) : NULL;
}

static struct node *reverse(struct node *list)
{
    struct node *done = NULL, *next;
    for (; list; list = next)
        next = list->next, list->next = done, done = list;
    return done;
}

static int removed(struct node **at, int value)
{
    struct node *n;
    for (; (n = *at) != NULL; at = &n->next)
        if (n->value == value) {
            *at = n->next;
            free(n);
            return 1;
        }
    return 0;
}

int main(void)
{
    struct node *list = NULL, *p, **tail;
    int queue[8], head = 0, end = 0;
    for (int i = 0; i < 5; i++)
        list = push(list, i * i);
    list = reverse(list);
    while (removed(&list, 4) || removed(&list, 9))
        putchar('x');
    for (tail = &list; *tail; tail = &(*tail)->next)
        ;
    *tail = push(NULL, 77);
    for (p = list; p; p = p->next)
        queue[end++] = p->value;
    while (head != end)
        printf("%d ", queue[head++]);
    while ((p = list)) {
        list = p->next;
        free(p);
    }
    printf("%d\n", head);
    return 0;
}
