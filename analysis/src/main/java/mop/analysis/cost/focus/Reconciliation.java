package mop.analysis.cost.focus;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An invoice held against our own bill, at effective cost: what a commitment covers counts where it
 * is used. Rows, unexplained lines, unused commitments, other charges and rounding add up to the
 * effective total, and that and the bridge to what is billed, both to the cent.
 *
 * @param schema {@link #SCHEMA}
 * @param ours what it was held against
 * @param tolerancePercent difference up to which an item counts as matched
 * @param unexplained usage on the invoice that no price of ours is called by
 * @param unusedCommitments what was paid for and not used
 * @param other taxes, credits, adjustments and purchases
 * @param rounding what rounding the parts of the effective total to cents leaves over
 * @param bridge from the effective total to the billed one
 * @param ourRounding the same as {@code rounding} of our rows and total
 * @param ourTotal our bill, rounded once, as reports print it
 * @param scope which of the file's rows count, where not all do, or empty
 * @param basis which figures are modelled, assumed and as billed, a sentence each
 * @param assumptions what the invoice does not say and what was taken instead
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
    BigDecimal effectiveTotal,
    Bridge bridge,
    BigDecimal billedTotal,
    BigDecimal ourRounding,
    BigDecimal ourTotal,
    String scope,
    List<String> basis,
    List<String> assumptions) {
  /** Name and version of this document. */
  public static final String SCHEMA = "mop.reconciliation/v1";

  public Reconciliation {
    rows = List.copyOf(rows);
    unexplained = List.copyOf(unexplained);
    unusedCommitments = List.copyOf(unusedCommitments);
    other = List.copyOf(other);
    basis = List.copyOf(basis);
    assumptions = List.copyOf(assumptions);
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
   * @param invoicedAmount at effective cost
   * @param note what the verdict does not rest on, or empty
   */
  public record Row(
      String item,
      String unit,
      BigDecimal ourQuantity,
      Optional<BigDecimal> invoicedQuantity,
      BigDecimal ourAmount,
      BigDecimal invoicedAmount,
      Verdict verdict,
      String note) {}

  /**
   * A line of the invoice by itself.
   *
   * @param amount at effective cost
   * @param billed what is due for it
   */
  public record Loose(int line, String text, BigDecimal amount, BigDecimal billed) {}

  /**
   * What is billed beyond the effective cost, by kind of line; below 0 where less is billed.
   *
   * @param purchases of commitments, whose cost is spread over what they cover
   * @param covered usage that a commitment covers, billed with its purchase
   * @param unused parts of commitments that nothing used, likewise
   * @param other lines that no commitment is named on
   * @param rounding what rounding these to cents leaves over
   */
  public record Bridge(
      BigDecimal purchases,
      BigDecimal covered,
      BigDecimal unused,
      BigDecimal other,
      BigDecimal rounding) {
    /** Whether what is billed is the effective cost, kind by kind. */
    public boolean none() {
      return Stream.of(purchases, covered, unused, other, rounding)
          .allMatch(amount -> amount.signum() == 0);
    }
  }

  /** Whether everything on both sides is matched. */
  public boolean agrees() {
    return unexplained.isEmpty() && rows.stream().allMatch(row -> row.verdict == Verdict.MATCHED);
  }
}
