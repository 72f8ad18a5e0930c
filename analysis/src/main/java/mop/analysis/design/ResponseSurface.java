package mop.analysis.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mop.analysis.result.Estimate;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A quadratic in numeric factors, y = b₀ + Σ bᵢ xᵢ + Σ bᵢᵢ xᵢ² + Σ bᵢⱼ xᵢ xⱼ, fitted by least
 * squares (R. Myers, D. Montgomery and C. Anderson-Cook, Response Surface Methodology, 2016,
 * chapter 6). It speaks of the region that was tried and of nothing beyond.
 */
public final class ResponseSurface {
  /** A diagonal element of the triangular factor below this is none. */
  private static final double SINGULAR = 1e-9;

  private final int factors;
  private final double[] coefficients;
  private final RealMatrix covariance;
  private final double freedom;

  private ResponseSurface(
      int factors, double[] coefficients, RealMatrix covariance, double freedom) {
    this.factors = factors;
    this.coefficients = coefficients;
    this.covariance = covariance;
    this.freedom = freedom;
  }

  /** What the point is at which the slope is 0. */
  public enum Shape {
    /** Lowest value. */
    MINIMUM,
    /** Highest value. */
    MAXIMUM,
    /** Rises one way and falls another. */
    SADDLE
  }

  /**
   * Where the slope is 0.
   *
   * @param at one value a factor
   */
  public record Stationary(List<Double> at, Shape shape) {}

  /** Coefficients of a quadratic in so many factors: 1 + 2 k + k (k − 1) / 2. */
  static int terms(int factors) {
    return 1 + 2 * factors + factors * (factors - 1) / 2;
  }

  /**
   * @param points tried, one row each, coded so that they are of the order of 1
   * @param values one a point; more points than coefficients, 1 + 2 k + k (k − 1) / 2
   * @throws IllegalArgumentException when the points do not tell the coefficients apart
   */
  public static ResponseSurface fit(double[][] points, double[] values) {
    return fit(points, values, 1);
  }

  /**
   * The same where every block tried every point: block means take no part in the scatter, and what
   * they take of it is one degree of freedom a block.
   *
   * @param points tried in each block, at least as many as coefficients
   * @param values by block and point, at least two blocks
   * @throws IllegalArgumentException when the points do not tell the coefficients apart
   */
  public static ResponseSurface fitByBlock(double[][] points, double[][] values) {
    double all = Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElse(0);
    double[][] rows = new double[values.length * points.length][];
    double[] centred = new double[rows.length];
    int next = 0;
    for (double[] block : values) {
      double mean = Arrays.stream(block).average().orElse(0);
      for (int point = 0; point < points.length; point++) {
        rows[next] = points[point];
        centred[next++] = block[point] - mean + all;
      }
    }
    return fit(rows, centred, values.length);
  }

  private static ResponseSurface fit(double[][] points, double[] values, int blocks) {
    int factors = points.length == 0 ? 0 : points[0].length;
    int terms = terms(factors);
    double freedom = points.length - terms - (blocks - 1.0);
    if (factors < 1 || points.length != values.length || freedom < 1) {
      throw new IllegalArgumentException(
          "a quadratic in "
              + factors
              + " factors needs more than "
              + terms
              + " points with a value each, got "
              + points.length
              + " and "
              + values.length);
    }
    double[][] rows = new double[points.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = terms(points[i]);
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression(SINGULAR);
    regression.setNoIntercept(true);
    regression.newSampleData(values, rows);
    try {
      RealMatrix covariance =
          new Array2DRowRealMatrix(regression.estimateRegressionParametersVariance())
              .scalarMultiply(regression.calculateResidualSumOfSquares() / freedom);
      return new ResponseSurface(
          factors, regression.estimateRegressionParameters(), covariance, freedom);
    } catch (SingularMatrixException e) {
      throw new IllegalArgumentException(
          "the points do not tell the coefficients apart: each factor needs three levels", e);
    }
  }

  private static double[] terms(double[] x) {
    List<Double> terms = new ArrayList<>();
    terms.add(1.0);
    for (double v : x) {
      terms.add(v);
    }
    for (int i = 0; i < x.length; i++) {
      for (int j = i; j < x.length; j++) {
        terms.add(x[i] * x[j]);
      }
    }
    return terms.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** b₀, then bᵢ, then bᵢⱼ with i ≤ j, row by row. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** The fitted value at a point. */
  double at(double[] x) {
    return new ArrayRealVector(terms(x)).dotProduct(new ArrayRealVector(coefficients));
  }

  /**
   * The mean at a point, with its t interval.
   *
   * @param level two-sided, in (0, 1)
   */
  public Estimate mean(double[] x, double level) {
    RealVector terms = new ArrayRealVector(terms(x));
    double mean = at(x);
    double error = Math.sqrt(Math.max(0, covariance.operate(terms).dotProduct(terms)));
    double t = TDistribution.of(freedom).inverseSurvivalProbability((1 - level) / 2);
    return new Estimate(
        mean,
        mean - t * error,
        mean + t * error,
        level,
        "quadratic response surface, t interval of the mean",
        (int) freedom);
  }

  /**
   * x = −½ B⁻¹ b, where B holds bᵢᵢ and halves of bᵢⱼ; empty when the surface is flat in some way.
   */
  public Optional<Stationary> stationary() {
    RealMatrix b = new Array2DRowRealMatrix(factors, factors);
    RealVector linear = new ArrayRealVector(coefficients, 1, factors);
    int next = 1 + factors;
    for (int i = 0; i < factors; i++) {
      for (int j = i; j < factors; j++) {
        double value = coefficients[next++];
        b.setEntry(i, j, i == j ? value : value / 2);
        b.setEntry(j, i, i == j ? value : value / 2);
      }
    }
    LUDecomposition lu = new LUDecomposition(b, 1e-9 * (1 + b.getNorm()));
    if (!lu.getSolver().isNonSingular()) {
      return Optional.empty();
    }
    double[] at = lu.getSolver().solve(linear).mapMultiply(-0.5).toArray();
    List<Double> point = Arrays.stream(at).boxed().toList();
    double[] curvature = new EigenDecomposition(b).getRealEigenvalues();
    boolean up = Arrays.stream(curvature).allMatch(v -> v > 0);
    boolean down = Arrays.stream(curvature).allMatch(v -> v < 0);
    return Optional.of(
        new Stationary(point, up ? Shape.MINIMUM : down ? Shape.MAXIMUM : Shape.SADDLE));
  }
}
