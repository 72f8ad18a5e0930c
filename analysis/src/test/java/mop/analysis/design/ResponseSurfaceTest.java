package mop.analysis.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import mop.analysis.result.Estimate;
import org.junit.jupiter.api.Test;

class ResponseSurfaceTest {
  /** A central composite design of two factors, with five centre points. */
  private static final double[][] POINTS = {
    {-1, -1},
    {1, -1},
    {-1, 1},
    {1, 1},
    {-1.414, 0},
    {1.414, 0},
    {0, -1.414},
    {0, 1.414},
    {0, 0},
    {0, 0},
    {0, 0},
    {0, 0},
    {0, 0}
  };

  private static final double[] YIELD = {
    76.5, 77.0, 78.0, 79.5, 75.6, 78.4, 77.0, 78.5, 79.9, 80.3, 80.0, 79.7, 79.8
  };

  /**
   * R 4.2: lm(y ~ x1 + x2 + I(x1^2) + I(x1 * x2) + I(x2^2)) and predict(interval = "confidence").
   */
  @Test
  void agreesWithLeastSquaresInR() {
    ResponseSurface surface = ResponseSurface.fit(POINTS, YIELD);

    assertThat(surface.coefficients())
        .containsExactly(
            new double[] {
              79.939954606400,
              0.745012496887,
              0.765240551323,
              -1.376449282595,
              0.25,
              -1.001335998383
            },
            within(1e-8));
    Estimate mean = surface.mean(new double[] {0.389, 0.306}, 0.95);
    assertThat(mean.estimate()).isCloseTo(80.191639797, within(1e-8));
    assertThat(mean.low()).isCloseTo(79.7278185984, within(1e-7));
    assertThat(mean.high()).isCloseTo(80.6554609955, within(1e-7));
  }

  /** R 4.2: −0.5 × solve(B) %*% b. */
  @Test
  void findsWhereTheSurfaceIsHighest() {
    ResponseSurface.Stationary top = ResponseSurface.fit(POINTS, YIELD).stationary().orElseThrow();

    assertThat(top.shape()).isEqualTo(ResponseSurface.Shape.MAXIMUM);
    assertThat(top.at().get(0)).isCloseTo(0.308830124360, within(1e-8));
    assertThat(top.at().get(1)).isCloseTo(0.420662037405, within(1e-8));
  }

  private static ResponseSurface of(java.util.function.ToDoubleFunction<double[]> truth) {
    double[] values = new double[POINTS.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = truth.applyAsDouble(POINTS[i]) + (i % 2 == 0 ? 1e-7 : -1e-7);
    }
    return ResponseSurface.fit(POINTS, values);
  }

  @Test
  void tellsValleysSaddlesAndPlanesApart() {
    assertThat(of(x -> x[0] * x[0] + 2 * x[1] * x[1]).stationary().orElseThrow().shape())
        .isEqualTo(ResponseSurface.Shape.MINIMUM);
    assertThat(of(x -> x[0] * x[0] - x[1] * x[1]).stationary().orElseThrow().shape())
        .isEqualTo(ResponseSurface.Shape.SADDLE);
  }

  @Test
  void refusesPointsThatCannotTell() {
    assertThatThrownBy(() -> ResponseSurface.fit(new double[][] {{0}, {1}}, new double[] {1, 2}))
        .hasMessageContaining("more than 3 points");
    double[][] twoLevels = {{-1}, {1}, {-1}, {1}, {-1}};
    assertThatThrownBy(() -> ResponseSurface.fit(twoLevels, new double[] {1, 2, 1, 2, 1}))
        .hasMessageContaining("three levels");
  }
}
