package mop.analysis.cost.focus;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * An invoice held against our own bill. Rows, unexplained lines, unused commitments, other charges
 * and rounding add up to the invoice, to the cent.
 *
 * @param schema {@link #SCHEMA}
 * @param ours what it was held against
 * @param tolerancePercent difference up to which an item counts as matched
 * @param unexplained usage on the invoice that no price of ours is called by
 * @param unusedCommitments what was paid for and not used
 * @param other taxes, credits, adjustments and purchases
 * @param rounding what rounding the rows to cents leaves over
 */
public record Reconciliation(
    String schema,
    String invoice,
    String ours,
    String currency,
    BigDecimal tolerancePercent,
    List<Row> rows,
    List<Loose> unexplained,
    List<Loose> unusedCommitments,
    List<Loose> other,
    BigDecimal rounding,
    BigDecimal invoiceTotal,
    BigDecimal ourTotal) {
  /** Name and version of this document. */
  public static final String SCHEMA = "mop.reconciliation/v1";

  public Reconciliation {
    rows = List.copyOf(rows);
    unexplained = List.copyOf(unexplained);
    unusedCommitments = List.copyOf(unusedCommitments);
    other = List.copyOf(other);
  }

  /** How an item compares. */
  public enum Verdict {
    MATCHED("matched"),
    DIFFERS("differs"),
    NOT_INVOICED("not invoiced");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /**
   * One item on both sides.
   *
   * @param invoicedQuantity absent when the invoice gives none in our unit
   */
  public record Row(
      String item,
      String unit,
      BigDecimal ourQuantity,
      Optional<BigDecimal> invoicedQuantity,
      BigDecimal ourAmount,
      BigDecimal invoicedAmount,
      Verdict verdict) {}

  /** A line of the invoice by itself. */
  public record Loose(int line, String text, BigDecimal amount) {}

  /** Whether everything on both sides is matched. */
  public boolean agrees() {
    return unexplained.isEmpty() && rows.stream().allMatch(row -> row.verdict == Verdict.MATCHED);
  }
}
