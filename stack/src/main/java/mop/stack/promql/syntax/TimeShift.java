package mop.stack.promql.syntax;

import org.jspecify.annotations.Nullable;

/**
 * The modifiers {@code offset} and {@code @} of a selector or subquery.
 *
 * @param offsetMillis how much earlier than the time of evaluation; negative is later
 * @param at the fixed time; null to follow the evaluation
 */
public record TimeShift(long offsetMillis, @Nullable At at) {
  public static final TimeShift NONE = new TimeShift(0, null);

  @Override
  public String toString() {
    String text = at == null ? "" : at.toString();
    if (offsetMillis == 0) {
      return text;
    }
    return text + (offsetMillis > 0 ? " offset " : " offset -") + Durations.print(offsetMillis);
  }
}
