/* check.h - checks a derivative against its function; a test's main is a table and three calls:
 *
 *     IN(double, x, [4], -1, 1);       // double x[4], x_b[4], x_d[4]; x uniform in (-1, 1)
 *     IN(double, k, , 0, 1);           // a scalar: pass k, &k_b, k_d
 *     OUT(double, y, [4]);             // overwritten by f; INOUT: read and overwritten
 *     RETURNS(double);                 // ret, ret_b, ret_d
 *     CHECK(ret = f(4, x, k, y), ret = f_d(4, x, x_d, k, k_d, y, y_d, &ret_d),
 *           ret = f_b(4, x, x_b, k, &k_b, y, y_b, ret_b));
 *     return check_status();
 *
 * CHECK runs f, f_d, f at displaced inputs and f_b, and compares: results and memory bit for bit,
 * tangents with central differences, <y_b, J x_d> with <J'y_b, x_d>.  It holds f_b to one rule: on
 * entry p_b is the adjoint of what p holds when f returns, on exit of what it held when f was called.
 * It uses up the table: what follows begins a new one.
 */
#ifndef CHECK_H
#define CHECK_H

#include <adcc.h>
#include <stddef.h>

enum { CHECK_DONE, CHECK_PRIMAL, CHECK_TANGENT, CHECK_ADJOINT };
enum { CHECK_IN, CHECK_INOUT, CHECK_OUT, CHECK_RESULT, CHECK_BYTES };

/* -DCHECK_MODE=: 0 the functions alone, 1 their tangents, 2 their adjoints, 3 both. */
#ifndef CHECK_MODE
#define CHECK_MODE 3
#endif
#if !(CHECK_MODE & 1)
#undef ADCC_TANGENT
#define ADCC_TANGENT(...)
#endif
#if !(CHECK_MODE & 2)
#undef ADCC_ADJOINT
#define ADCC_ADJOINT(...)
#endif

#define CHECK_VAR(role, type, name, dims, lo, hi)                                              \
    type name dims, name##_b dims, name##_d dims;                                              \
    check_range(role, #name, sizeof(type), (void *)&name, (void *)&name##_b, (void *)&name##_d, \
                sizeof(name) / sizeof(type), lo, hi)
#define IN(type, name, dims, lo, hi) CHECK_VAR(CHECK_IN, type, name, dims, lo, hi)
#define INOUT(type, name, dims, lo, hi) CHECK_VAR(CHECK_INOUT, type, name, dims, lo, hi)
#define OUT(type, name, dims) CHECK_VAR(CHECK_OUT, type, name, dims, 0, 0)
#define RETURNS(type) CHECK_VAR(CHECK_RESULT, type, ret, , 0, 0)
/* Memory that has no derivative but must be left as f leaves it. */
#define BYTES(object) check_range(CHECK_BYTES, #object, 1, (void *)&object, NULL, NULL, sizeof object, 0, 0)
/* Memory declared elsewhere: pointers p, p_b, p_d to n elements. */
#define RANGE(role, type, p, n, lo, hi) check_range(role, #p, sizeof(type), p, p##_b, p##_d, n, lo, hi)

#define CHECK_RUN(modes, primal, tangent, adjoint)                                    \
    for (int check_mode; (check_mode = check_next(modes, __LINE__)) != CHECK_DONE;) { \
        if (check_mode == CHECK_PRIMAL) {                                             \
            primal;                                                                   \
        } else if (check_mode == CHECK_TANGENT) {                                     \
            tangent;                                                                  \
        } else {                                                                      \
            adjoint;                                                                  \
        }                                                                             \
    }
#if CHECK_MODE == 3
#define CHECK(primal, tangent, adjoint) CHECK_RUN(3, primal, tangent, adjoint)
#elif CHECK_MODE == 2
#define CHECK(primal, tangent, adjoint) CHECK_RUN(2, primal, , adjoint)
#elif CHECK_MODE == 1
#define CHECK(primal, tangent, adjoint) CHECK_RUN(1, primal, tangent, )
#else
#define CHECK(primal, tangent, adjoint) CHECK_RUN(0, primal, , )
#endif

void check_range(int role, const char *name, size_t size, void *p, void *p_b, void *p_d, size_t n,
                 double lo, double hi);
int check_next(int modes, int line);
void check_tolerance(double dot, double difference); /* for the next CHECK; 0 leaves out the check */
/* For the next CHECK: the function may change so fast that difference quotients do not converge; where
 * they do not, they are not compared. */
void check_if_smooth(void);
#define check(condition) check_that((condition) ? 1 : 0, #condition, __LINE__)
#define check_near(a, b) check_close((a), (b), #a " == " #b, __LINE__) /* to 1e-12 */
void check_that(int holds, const char *what, int line);
void check_close(double a, double b, const char *what, int line);
int check_status(void); /* main's result */
double check_random(double lo, double hi);
void check_seed(unsigned long seed); /* of what comes from now on */

#endif
