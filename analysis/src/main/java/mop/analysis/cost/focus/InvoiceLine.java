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
 * @param subAccount FOCUS' SubAccountId, or empty
 * @param amount what it costs: FOCUS' effective cost where the file has one, in which a commitment
 *     is spread over what it covers; negative for a credit
 * @param billed what is due for it: the same but for commitments
 */
record InvoiceLine(
    int line,
    String text,
    Kind kind,
    Optional<BigDecimal> quantity,
    Optional<Unit> unit,
    String subAccount,
    BigDecimal amount,
    BigDecimal billed) {
  /** What a line is for. */
  enum Kind {
    USAGE,
    /** A commitment, or the part of it that nothing used. */
    UNUSED_COMMITMENT,
    /** What was paid for a commitment. */
    COMMITMENT_PURCHASE,
    /** Usage that a commitment covers. */
    COVERED_USAGE,
    /** Taxes, credits, adjustments and other purchases: no usage of a month explains them. */
    OTHER
  }
}
