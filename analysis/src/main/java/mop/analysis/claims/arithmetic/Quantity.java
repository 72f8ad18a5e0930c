package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What is computed from published figures. */
interface Quantity {

  /** The figures that it depends on. */
  Set<String> names();

  /** Its value for values of the figures by name. */
  BigDecimal of(Function<String, BigDecimal> values);

  /** What a rule makes of the values of amounts. */
  static Quantity of(List<Amount> amounts, Function<List<BigDecimal>, BigDecimal> rule) {
    Set<String> names = new LinkedHashSet<>();
    amounts.forEach(amount -> names.addAll(amount.names()));
    return new Quantity() {
      @Override
      public Set<String> names() {
        return names;
      }

      @Override
      public BigDecimal of(Function<String, BigDecimal> values) {
        return rule.apply(amounts.stream().map(amount -> amount.of(values)).toList());
      }
    };
  }

  /** The sum of amounts. */
  static Quantity sum(List<Amount> amounts) {
    return of(amounts, values -> values.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** One amount. */
  static Quantity of(Amount amount) {
    return sum(List.of(amount));
  }

  /** The difference to another. */
  default Quantity minus(Quantity other) {
    Set<String> names = new LinkedHashSet<>(names());
    names.addAll(other.names());
    Quantity self = this;
    return new Quantity() {
      @Override
      public Set<String> names() {
        return names;
      }

      @Override
      public BigDecimal of(Function<String, BigDecimal> values) {
        return self.of(values).subtract(other.of(values));
      }
    };
  }

  /** So many times this. */
  default Quantity times(BigDecimal factor) {
    Quantity self = this;
    return new Quantity() {
      @Override
      public Set<String> names() {
        return self.names();
      }

      @Override
      public BigDecimal of(Function<String, BigDecimal> values) {
        return self.of(values).multiply(factor);
      }
    };
  }
}
