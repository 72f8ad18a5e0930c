package mop.analysis.claims.arithmetic;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mop.analysis.claims.arithmetic.Finding.Outcome;

/** One figure that is published in several places. */
record Same(List<Amount> of) implements Relation {

  Same {
    of = List.copyOf(of);
  }

  @Override
  public List<Finding> check(Figures figures) {
    List<Leeway> all = of.stream().map(amount -> Leeway.of(Quantity.of(amount), figures)).toList();
    BigDecimal most = all.stream().map(Leeway::low).reduce(BigDecimal::max).orElseThrow();
    BigDecimal least = all.stream().map(Leeway::high).reduce(BigDecimal::min).orElseThrow();
    boolean same = most.compareTo(least) <= 0;
    String unit = figures.unit(of.getFirst());
    String rest =
        all.stream()
            .skip(1)
            .map(leeway -> Numbers.of(leeway.value(), unit))
            .distinct()
            .collect(Collectors.joining(" and "));
    String first = Numbers.of(all.getFirst().value(), unit);
    Set<String> names = new LinkedHashSet<>();
    of.forEach(amount -> names.addAll(amount.names()));
    return List.of(
        new Finding(
            "",
            first,
            rest,
            "",
            same ? Outcome.ADDS_UP : Outcome.INCONSISTENT,
            same
                ? "published " + of.size() + " times alike"
                : "published as " + first + " and as " + rest,
            names));
  }
}
