package mop.reports.words;

import mop.analysis.result.Result.Budget;

/** What was asked of a sampler beside what came out. */
public final class Budgets {

  /** Relative miss of a budget that is worth a warning. */
  private static final double TOLERATED = 0.05;

  private Budgets() {}

  /** {@code 5.0 → 5.3 %}; without a budget of its own {@code – → 5.3 %}. */
  public static String askedAndAchieved(Budget b) {
    Double configured = b.configured();
    String achieved = percent(b.achieved());
    return configured == null
        ? "– → " + achieved + " %"
        : percent(configured) + " → " + achieved + " %";
  }

  /** What a budget is a share of, for example {@code span bytes}. */
  public static String of(Budget b) {
    return b.unit().replaceFirst("^share of ", "");
  }

  /** Whether less than everything was asked for. */
  public static boolean limited(Budget b) {
    Double configured = b.configured();
    return configured != null && configured < 1;
  }

  /** Whether a budget was missed by more than a twentieth of itself. */
  public static boolean missed(Budget b) {
    Double configured = b.configured();
    return configured != null
        && Math.abs(b.achieved() - configured) > TOLERATED * Math.abs(configured);
  }

  private static String percent(double fraction) {
    double percent = 100 * fraction;
    return Numbers.fixed(percent, percent < 0.995 ? 2 : 1);
  }
}
