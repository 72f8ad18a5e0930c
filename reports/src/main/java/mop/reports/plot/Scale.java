package mop.reports.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis.
 *
 * @param from value at {@code start}
 * @param to value at {@code end}
 * @param start pixel of {@code from}
 * @param end pixel of {@code to}
 */
record Scale(double from, double to, double start, double end) {

  Scale {
    if (!(to > from)) {
      throw new IllegalArgumentException("axis from " + from + " to " + to + " has no length");
    }
  }

  double at(double value) {
    return start + (value - from) / (to - from) * (end - start);
  }

  /** {@link #at} of the nearest value on the axis. */
  double clamped(double value) {
    return at(Math.clamp(value, from, to));
  }

  boolean holds(double value) {
    return value >= from && value <= to;
  }

  /** Round values on the axis, about {@code wanted} of them: steps of 1, 2 or 5 times ten to n. */
  List<Double> ticks(int wanted) {
    double step = step((to - from) / wanted);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Decimals that tell neighbouring ticks apart. */
  int decimals(int wanted) {
    double step = step((to - from) / wanted);
    return Math.clamp((int) -Math.floor(Math.log10(step) + 1e-9), 0, 9);
  }

  private static double step(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double lead = rough / power;
    return power * (lead > 5 ? 10 : lead > 2 ? 5 : lead > 1 ? 2 : 1);
  }
}
