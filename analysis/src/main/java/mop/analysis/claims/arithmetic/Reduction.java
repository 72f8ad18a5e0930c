package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** A reduction in per cent: {@code 100 × (1 − to ÷ from)}. */
record Reduction(Amount from, Amount to, Amount percent) implements Relation {

  @Override
  public List<Finding> check(Figures figures) {
    Quantity computed =
        Quantity.of(
            List.of(from, to),
            values ->
                Percent.HUNDRED.multiply(
                    BigDecimal.ONE.subtract(
                        values.get(1).divide(values.get(0), MathContext.DECIMAL64))));
    String sum = "1 − " + Percent.bracketed(to, figures) + " ÷ " + Percent.bracketed(from, figures);
    return List.of(new Balance(figures, percent, computed, "it is", sum).finding());
  }
}
