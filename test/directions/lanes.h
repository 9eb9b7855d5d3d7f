/* lanes.h - one direction as several: what run-directions calls derivatives with. */
#ifndef LANES_H
#define LANES_H

#include <stddef.h>

void lanes_begin(int n);
/* A copy of the memory that p leads into, of elements of this size made of reals of that, with n
 * directions; the place in it that p leads to. */
void *lanes_in(void *p, size_t size, size_t real);
void lanes_end(void); /* they are compared, and the first of them goes back */
void lanes_spread(void *to, const void *from, size_t bytes, size_t size, size_t real);
void lanes_join(const void *from, void *to, size_t bytes, size_t size, size_t real);

#endif
