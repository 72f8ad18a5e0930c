package mop.analysis.inference;

/**
 * A limit to the harm that a treatment may do before it is stopped.
 *
 * @param outcome name of the outcome that is watched
 * @param worse largest tolerated change for the worse: for an outcome that is a share the
 *     difference to the baseline (0.2 is 20 points), for any other the relative change; in [0, 1)
 */
public record Guardrail(String outcome, double worse) {
  public Guardrail {
    if (!(worse >= 0 && worse < 1)) {
      throw new IllegalArgumentException("worse must be in [0, 1), got " + worse);
    }
  }
}
