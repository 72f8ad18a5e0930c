package mop.analysis.detect;

/** α, β and γ, each 0 to 1. */
record Weights(double alpha, double beta, double gamma) {

  /** So far along a step, kept within the bounds. */
  Weights plus(double[] step) {
    return new Weights(
        Math.clamp(alpha + step[0], 0, 1),
        Math.clamp(beta + step[1], 0, 1),
        Math.clamp(gamma + step[2], 0, 1));
  }

  double get(int which) {
    return which == 0 ? alpha : which == 1 ? beta : gamma;
  }
}
