# plots.gp - pictures of a run: gnuplot plots.gp
set terminal pngcairo size 1500,1120 font "Sans,13"
set output "out/shallow_water.png"
set multiplot layout 2,2 title "Shallow water: the initial surface, found from gauges" font "Sans,17"

set size ratio -1
set xrange [0:80]
set yrange [0:64]
set cbrange [-1:1]
set xtics 20
set ytics 16
set xlabel "x (km)"
set ylabel "y (km)"
set cblabel "surface (m)"
set palette defined (-1 "#053061", -0.5 "#4393c3", 0 "#f7f7f7", 0.5 "#d6604d", 1 "#67001f")

set title "true surface, circles: gauges"
plot "out/maps.dat" using 1:2:4 with image notitle, \
     "out/gauges.dat" using 1:2 with points pt 6 ps 0.8 lc "black" notitle
set title "first guess: calm water"
plot "out/maps.dat" using 1:2:(0) with image notitle
set title "recovered surface"
plot "out/maps.dat" using 1:2:5 with image notitle

set size noratio
set autoscale x
set xtics auto
set yrange [*:*]
set ytics auto
set logscale y
set format y "10^{%T}"
set grid
set title "convergence"
set xlabel "iteration"
set ylabel "misfit (m^2)"
set y2label "error (% of the first guess's)"
set logscale y2
set y2range [0.1:100]
set y2tics
set ytics nomirror
set key inside top right
plot "out/history.dat" using 1:2 with lines lw 2 lc "#053061" title "misfit", \
     "out/history.dat" using 1:3 axes x1y2 with lines lw 2 lc "#d6604d" title "error"
unset multiplot
