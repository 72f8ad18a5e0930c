package mop.analysis.cost.roi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The judgement of an investment.
 *
 * @param schema {@link #SCHEMA}
 * @param name what was judged
 * @param months months that are counted
 * @param inputs each number as it was given
 * @param sources where a number comes from, by its name; the others are assumed, as they were
 *     stated
 * @param cautions what speaks against taking the numbers at their word, a sentence each
 * @param likely at the most likely numbers
 * @param npv quantiles of the net present value over the draws, absent when nothing is uncertain
 * @param probabilityOfLoss share of draws with a net present value below 0
 * @param probabilityOfPayback share of draws that pay back within the months counted
 * @param tornado what moves the net present value, the strongest first
 * @param draws drawn sets of numbers, 0 when nothing is uncertain
 */
public record Roi(
    String schema,
    String name,
    String currency,
    int months,
    Map<String, String> inputs,
    Map<String, String> sources,
    List<String> cautions,
    Figures likely,
    Optional<Quantiles> npv,
    Optional<Double> probabilityOfLoss,
    Optional<Double> probabilityOfPayback,
    List<Swing> tornado,
    int draws,
    long seed) {
  /** Name and version of this document. */
  public static final String SCHEMA = "mop.roi/v1";

  public Roi {
    cautions = List.copyOf(cautions);
    tornado = List.copyOf(tornado);
  }

  /** Whether money of later months counts less; without a rate there is no present value. */
  public boolean discounted() {
    return !"0".equals(inputs.get("discountRate"));
  }

  /** The same with sources and cautions. */
  public Roi with(Map<String, String> named, List<String> said) {
    return new Roi(
        schema,
        name,
        currency,
        months,
        inputs,
        named,
        said,
        likely,
        npv,
        probabilityOfLoss,
        probabilityOfPayback,
        tornado,
        draws,
        seed);
  }

  /**
   * Figures at one set of numbers.
   *
   * @param npv net present value
   * @param irr internal rate of return a year; absent when the flows have none
   * @param paybackMonths months until savings make up for what was paid
   * @param discountedPaybackMonths the same in today's money
   * @param breakEvenSaving monthly saving with a net present value of 0
   * @param savingsTotal sum of savings less running costs, not discounted
   */
  public record Figures(
      BigDecimal npv,
      Optional<Double> irr,
      Optional<Double> paybackMonths,
      Optional<Double> discountedPaybackMonths,
      BigDecimal breakEvenSaving,
      BigDecimal savingsTotal) {}

  /** Values below which 5, 50 and 95 % of the draws lie. */
  public record Quantiles(BigDecimal p5, BigDecimal p50, BigDecimal p95) {}

  /**
   * What one number does while the others stay at their most likely values.
   *
   * @param input its name
   * @param npvAtLow net present value at its 5 % quantile
   * @param npvAtHigh at its 95 % quantile
   */
  public record Swing(String input, BigDecimal npvAtLow, BigDecimal npvAtHigh) {
    /** Distance between the two. */
    public BigDecimal width() {
      return npvAtHigh.subtract(npvAtLow).abs();
    }
  }
}
