/* Kepler's equation by iteration, then the position on the orbit. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void position(double mean, double e, double *x, double *y)
{
    double anomaly = mean, change;
    int count = 0;

    do {
        change = (anomaly - e * sin(anomaly) - mean) / (1 - e * cos(anomaly));
        anomaly -= change;
    } while (fabs(change) > 1e-13 && ++count < 30);
    *x = cos(anomaly) - e;
    *y = sqrt(1 - e * e) * sin(anomaly);
}

void position_d(double mean, double mean_d, double e, double e_d, double *x, double *x_d, double *y,
                double *y_d);
void position_b(double mean, double *mean_b, double e, double *e_b, double *x, double *x_b, double *y,
                double *y_b);

int main(void)
{
    IN(double, m, , 0.5, 2);
    IN(double, e, , 0.1, 0.6);
    OUT(double, x, );
    OUT(double, y, );
    CHECK(position(m, e, &x, &y), position_d(m, m_d, e, e_d, &x, &x_d, &y, &y_d),
          position_b(m, &m_b, e, &e_b, &x, &x_b, &y, &y_b));
    return check_status();
}
