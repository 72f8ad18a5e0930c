package mop.analysis.detect;

/** Sums of squares and products of errors and of their derivatives by three weights. */
final class Slopes {
  private static final int WEIGHTS = 3;

  private double square;
  private double ea;
  private double eb;
  private double ec;
  private double aa;
  private double ab;
  private double ac;
  private double bb;
  private double bc;
  private double cc;

  void add(double error, double a, double b, double c) {
    square += error * error;
    ea += error * a;
    eb += error * b;
    ec += error * c;
    aa += a * a;
    ab += a * b;
    ac += a * c;
    bb += b * b;
    bc += b * c;
    cc += c * c;
  }

  /** Sum of squared errors; infinite where the smoothing ran away. */
  double sse() {
    return Double.isFinite(square) ? square : Double.POSITIVE_INFINITY;
  }

  boolean finite() {
    return Double.isFinite(square + ea + eb + ec + aa + bb + cc);
  }

  /**
   * The damped Gauss-Newton step (Levenberg, 1944; Marquardt, 1963): it solves {@code (JᵀJ + λ
   * diag(JᵀJ)) δ = −Jᵀe}. A weight at a bound that wants to go beyond it stays.
   */
  double[] step(Weights at, double damping) {
    double[] gradient = {ea, eb, ec};
    double[][] curvature = {{aa, ab, ac}, {ab, bb, bc}, {ac, bc, cc}};
    for (int i = 0; i < WEIGHTS; i++) {
      boolean stays =
          (at.get(i) <= 0 && gradient[i] > 0)
              || (at.get(i) >= 1 && gradient[i] < 0)
              || curvature[i][i] == 0;
      for (int j = 0; j < WEIGHTS && stays; j++) {
        curvature[i][j] = 0;
        curvature[j][i] = 0;
      }
      gradient[i] = stays ? 0 : -gradient[i];
      curvature[i][i] = stays ? 1 : curvature[i][i] * (1 + damping);
    }
    return solve(curvature, gradient);
  }

  /** Cramer's rule, which is enough for three unknowns that damping keeps apart. */
  private static double[] solve(double[][] m, double[] right) {
    double whole = determinant(m);
    double[] solution = new double[WEIGHTS];
    for (int column = 0; column < WEIGHTS; column++) {
      double[][] replaced = new double[WEIGHTS][];
      for (int row = 0; row < WEIGHTS; row++) {
        replaced[row] = m[row].clone();
        replaced[row][column] = right[row];
      }
      solution[column] = determinant(replaced) / whole;
    }
    return solution;
  }

  private static double determinant(double[][] m) {
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  }
}
