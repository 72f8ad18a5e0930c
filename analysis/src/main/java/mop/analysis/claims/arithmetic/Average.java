package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A mean of figures, weighted or plain.
 *
 * @param weights as many as there are figures, or none
 */
record Average(Amount figure, List<Amount> of, List<Amount> weights) implements Relation {

  Average {
    of = List.copyOf(of);
    weights = List.copyOf(weights);
  }

  @Override
  public List<Finding> check(Figures figures) {
    List<Amount> all = new ArrayList<>(of);
    all.addAll(weights);
    Quantity computed = Quantity.of(all, weights.isEmpty() ? Average::plain : this::weighted);
    String label = weights.isEmpty() ? "the mean is" : "the weighted mean is";
    return List.of(new Balance(figures, figure, computed, label, shown(figures)).finding());
  }

  private static BigDecimal plain(List<BigDecimal> values) {
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.divide(new BigDecimal(values.size()), MathContext.DECIMAL64);
  }

  private BigDecimal weighted(List<BigDecimal> values) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weight = BigDecimal.ZERO;
    for (int i = 0; i < of.size(); i++) {
      BigDecimal each = values.get(of.size() + i);
      sum = sum.add(values.get(i).multiply(each));
      weight = weight.add(each);
    }
    return sum.divide(weight, MathContext.DECIMAL64);
  }

  private String shown(Figures figures) {
    return IntStream.range(0, of.size())
        .mapToObj(i ->
            weights.isEmpty()
                ? of.get(i).shown(figures)
                : Percent.bracketed(of.get(i), figures)
                    + " × "
                    + Percent.bracketed(weights.get(i), figures))
        .collect(Collectors.joining(" + ", "(", ") ÷ " + divisor(figures)));
  }

  private String divisor(Figures figures) {
    return weights.isEmpty()
        ? Integer.toString(of.size())
        : "(" + Sum.shown(weights, figures) + ")";
  }
}
