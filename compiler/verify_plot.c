/* verify_plot.c - the errors of difference quotients against their step, drawn by gnuplot.
 *
 * A panel for each function, with logarithmic axes; the line of the derivative itself is how far
 * adjoint and tangent are from one another.
 */
#include "verify.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* 'it''s', as gnuplot reads it */
static const char *quoted(const char *text)
{
    Out out = {0};
    out_text(&out, "'");
    for (; *text; text++)
        out_text_n(&out, *text == '\'' ? "''" : text, *text == '\'' ? 2 : 1);
    out_text(&out, "'");
    return out.at;
}

static void put_panel(Out *s, const char *function, const char *data, int index)
{
    static const char *const formulas[] = {"forward differences", "backward differences",
                                           "central differences"};
    static const char *const looks[] = {"pt 8 lc rgb '#c04000'", "pt 6 lc rgb '#0060b0'",
                                        "pt 4 lc rgb '#008040'"};
    out_fmt(s, "set title %s noenhanced; plot ", quoted(fmt("Derivatives of %s", function)));
    for (int k = 0; k < 3; k++)
        out_fmt(s, "%s index %d using 1:($%d > 0 ? $%d : 1e-17) with linespoints lw 1.5 %s "
                   "title %s, ",
                quoted(data), index, k + 2, k + 2, looks[k], quoted(formulas[k]));
    out_fmt(s, "%s index %d using 1:5 with lines lw 2.5 lc rgb 'black' "
               "title 'adjoint against tangent'; ", quoted(data), index);
}

static const char *commands(const char *data, const char *picture, const Names *functions)
{
    Out s = {0};
    out_fmt(&s,
            "set terminal svg size 760,%d font 'sans,15' background 'white'; set output %s; ",
            480 * functions->n, quoted(picture));
    out_fmt(&s, "set multiplot layout %d,1; set logscale xy; set format '10^{%%T}'; "
                "set grid lc rgb '#c0c0c0'; set border 3; set tics nomirror; "
                "set bmargin 6; set key outside below horizontal; "
                "set xrange [1e-13:1]; set yrange [1e-18:10]; "
                "set xtics 1e-14,100; set ytics 1e-18,100; set mxtics 1; set mytics 1; "
                "set xlabel 'step h, relative to the range of the arguments (dimensionless)'; "
                "set ylabel 'relative error (dimensionless)'; ",
            functions->n);
    for (int i = 0; i < functions->n; i++)
        put_panel(&s, functions->at[i], data, i);
    return s.at;
}

/* The file as the output 'plot'. */
static void take_picture(const char *picture)
{
    Out *out = new (Out);
    char bytes[4096];
    FILE *file = fopen(picture, "r");
    if (!file)
        check_failed("gnuplot", "it made no picture");
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;)
        out_text_n(out, bytes, n);
    fclose(file);
    write_output(options.plot, out);
    commit_outputs();
}

static const char missing[] = "; --check-plot needs gnuplot (Debian: gnuplot-nox)";

/* The check may take long: what will go wrong after it is said before. */
void try_plot(void)
{
    const char *path = getenv("PATH");
    try_output(options.plot);
    for (const char *p = path ? path : ""; *p; p += *p == ':') {
        size_t n = strcspn(p, ":");
        if (access(fmt("%.*s/gnuplot", (int)n, n ? p : "."), X_OK) == 0)
            return;
        p += n;
    }
    if (path)
        check_failed("gnuplot", fmt("%s%s", strerror(ENOENT), missing));
}

void draw_plot(const char *folder, const Names *functions)
{
    const char *picture = fmt("%s/plot.svg", folder);
    Names gnuplot = {0};
    append(&gnuplot, "gnuplot");
    append(&gnuplot, "-e");
    append(&gnuplot, commands(fmt("%s/plot", folder), picture, functions));
    Ended e = run_command(&gnuplot, options.timeout, missing);
    if (!e.well)
        check_failed("gnuplot", fmt("it could not draw the plot: %s", e.how));
    take_picture(picture);
}
