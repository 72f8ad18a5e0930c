package mop.analysis.claims.arithmetic;

import java.util.ArrayList;
import java.util.List;
import mop.analysis.claims.arithmetic.Finding.Outcome;

/**
 * A part in per cent of a whole: detected of injected, saved of spent. Where a publication does not
 * say of what, all the wholes that may be meant can be named: one of them must fit.
 */
record Share(Amount part, List<Amount> wholes, Amount percent) implements Relation {

  Share {
    wholes = List.copyOf(wholes);
  }

  @Override
  public List<Finding> check(Figures figures) {
    List<Balance> all = wholes.stream().map(whole -> balance(figures, whole)).toList();
    List<Balance> fitting = all.stream().filter(Balance::holds).toList();
    if (all.size() == 1 || fitting.size() == 1) {
      Finding one = (fitting.isEmpty() ? all : fitting).getFirst().finding();
      return List.of(all.size() == 1 ? one : only(one));
    }
    List<String> each = new ArrayList<>();
    for (Balance balance : all) {
      Finding finding = balance.finding();
      each.add(finding.computed() + " (" + finding.sum() + ")");
    }
    Finding first = all.getFirst().finding();
    boolean several = !fitting.isEmpty();
    return List.of(
        new Finding(
            "",
            first.published(),
            String.join(" or ", each),
            "",
            several ? Outcome.ADDS_UP : Outcome.INCONSISTENT,
            several
                ? "more than one whole fits"
                : "of what? It is " + String.join(", ", each) + ", published " + first.published(),
            first.figures()));
  }

  private static Finding only(Finding one) {
    return new Finding(
        one.part(),
        one.published(),
        one.computed(),
        one.sum(),
        one.outcome(),
        one.words() + ", of this whole only",
        one.figures());
  }

  private Balance balance(Figures figures, Amount whole) {
    String sum = Percent.bracketed(part, figures) + " ÷ " + Percent.bracketed(whole, figures);
    return new Balance(figures, percent, Percent.share(part, whole), "the share is", sum);
  }
}
