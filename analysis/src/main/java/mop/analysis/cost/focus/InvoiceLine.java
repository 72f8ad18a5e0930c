package mop.analysis.cost.focus;

import java.math.BigDecimal;
import java.util.Optional;
import mop.analysis.cost.Unit;

/**
 * A line of an invoice.
 *
 * @param line of the file
 * @param text what it says of service and item, to recognise it by
 * @param quantity where it has one
 * @param unit where it is one we know
 * @param unitText as it is written
 * @param amount money, negative for a credit
 */
record InvoiceLine(
    int line,
    String text,
    Kind kind,
    Optional<BigDecimal> quantity,
    Optional<Unit> unit,
    String unitText,
    BigDecimal amount) {
  /** What a line is for. */
  enum Kind {
    USAGE,
    /** A commitment, or the part of it that nothing used. */
    UNUSED_COMMITMENT,
    /** Taxes, credits, adjustments and purchases: no usage of a month explains them. */
    OTHER
  }
}
