package mop.reports.plot;

import mop.reports.words.Numbers;
import mop.reports.words.Unit;

/**
 * A range of values with room at both ends, and how its ticks are written.
 *
 * @param factor what a value is multiplied by for a tick: 100 for shares, else 1
 * @param lowest no tick stands below this value
 * @param highest no tick stands above it: beyond a share of 1 there is room but nothing to read
 */
record Axis(double from, double to, double factor, String suffix, double lowest, double highest) {

  private static final double ROOM = 0.07;

  /** An axis that holds all of [{@code least}, {@code most}]. */
  static Axis of(Unit unit, double least, double most) {
    double span = Math.max(most - least, Math.max(1e-9, 0.02 * Math.abs(most)));
    double from = least - ROOM * span;
    double to = most + ROOM * span;
    return switch (unit) {
      case Unit.Share() -> new Axis(from, to, 100, ", %", 0, 1);
      case Unit.Bytes() -> free(from, to, ", bytes");
      case Unit.Money(String currency) -> free(from, to, ", " + currency);
      case Unit.Named(String name) -> free(from, to, name.isEmpty() ? "" : ", " + name);
    };
  }

  private static Axis free(double from, double to, String suffix) {
    return new Axis(from, to, 1, suffix, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  Scale between(double start, double end) {
    return new Scale(from, to, start, end);
  }

  /** The values of the axis as they stand in its ticks. */
  Scale ticksBetween(double start, double end) {
    return new Scale(factor * from, factor * to, start, end);
  }

  /** Whether a tick may stand at this value, in the ticks' own terms. */
  boolean ticked(double tick) {
    double tolerance = 1e-9 * factor;
    return tick >= factor * lowest - tolerance && tick <= factor * highest + tolerance;
  }

  static String tick(double value, int decimals) {
    return Numbers.fixed(value, decimals);
  }
}
