package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reductions one after another, each of what the one before leaves: {@code 1 − Π (1 − rᵢ)}. Their
 * sum counts twice what two of them would take.
 */
record Successive(Amount percent, List<Amount> of) implements Relation {

  Successive {
    of = List.copyOf(of);
  }

  @Override
  public List<Finding> check(Figures figures) {
    String sum =
        of.stream()
            .map(each -> "(1 − " + each.shown(figures) + " %)")
            .collect(Collectors.joining(" × ", "1 − ", ""));
    Quantity computed = Quantity.of(of, Successive::combined);
    Balance added = new Balance(figures, percent, Quantity.sum(of), "", "");
    return List.of(
        new Balance(figures, percent, computed, "one after another they take", sum)
            .finding(
                "",
                added.holds()
                    ? Optional.of(
                        "that is their sum "
                            + Sum.shown(of, figures)
                            + ", which counts what they share twice")
                    : Optional.empty()));
  }

  private static BigDecimal combined(List<BigDecimal> percents) {
    BigDecimal left = BigDecimal.ONE;
    for (BigDecimal percent : percents) {
      left =
          left.multiply(
              BigDecimal.ONE.subtract(percent.divide(Percent.HUNDRED, MathContext.DECIMAL64)));
    }
    return Percent.HUNDRED.multiply(BigDecimal.ONE.subtract(left));
  }
}
