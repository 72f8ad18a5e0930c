package mop.reports.plot;

import mop.reports.words.Numbers;
import mop.reports.words.Unit;

/**
 * A range of values with room at both ends, and how its ticks are written.
 *
 * @param factor what a value is multiplied by for a tick: 100 for shares, else 1
 */
record Axis(double from, double to, double factor, String suffix) {

  private static final double ROOM = 0.06;

  /** An axis that holds all of [{@code least}, {@code most}]. */
  static Axis of(Unit unit, double least, double most) {
    double span = Math.max(most - least, Math.max(1e-9, 0.02 * Math.abs(most)));
    double from = least - ROOM * span;
    double to = most + ROOM * span;
    return switch (unit) {
      case Unit.Share() -> new Axis(Math.max(0, from), Math.min(1.004, to), 100, ", %");
      case Unit.Bytes() -> new Axis(from, to, 1, ", bytes");
      case Unit.Money(String currency) -> new Axis(from, to, 1, ", " + currency);
      case Unit.Named(String name) -> new Axis(from, to, 1, name.isEmpty() ? "" : ", " + name);
    };
  }

  /** The same axis from zero, unless that would leave most of it empty. */
  Axis fromZero() {
    return from > 0.6 * to ? this : new Axis(Math.min(0, from), to, factor, suffix);
  }

  boolean holds(double value) {
    return value >= from && value <= to;
  }

  Scale between(double start, double end) {
    return new Scale(from, to, start, end);
  }

  /** The values of the axis as they stand in its ticks. */
  Scale ticksBetween(double start, double end) {
    return new Scale(factor * from, factor * to, start, end);
  }

  static String tick(double value, int decimals) {
    return Numbers.fixed(value, decimals);
  }
}
