package mop.analysis.cost;

import java.math.BigDecimal;
import java.util.List;
import mop.analysis.result.Result;

/**
 * What a stack costs a month.
 *
 * @param currency ISO 4217
 * @param lines one per component, item and price tier
 * @param total sum of the lines, exactly
 * @param notes reconciliation, idle capacity, what has no price, what was not measured
 */
public record Bill(String currency, List<Result.Line> lines, BigDecimal total, List<String> notes) {
  public Bill {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
    BigDecimal sum =
        lines.stream().map(Result.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(total) != 0) {
      throw new IllegalArgumentException("lines sum to " + sum + ", not to " + total);
    }
  }
}
