package mop.analysis.claims.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lines of a bill, or of anything else, add up to a total. */
record Sum(Amount total, List<Amount> of) implements Relation {
  private static final int MOST_LEFT_OUT = 3;

  Sum {
    of = List.copyOf(of);
  }

  @Override
  public List<Finding> check(Figures figures) {
    return List.of(balance(figures, of).finding("", leftOut(figures)));
  }

  private Balance balance(Figures figures, List<Amount> lines) {
    return new Balance(figures, total, Quantity.sum(lines), "lines sum to", shown(lines, figures));
  }

  /** The fewest lines, three at most, without which the total would be right. */
  private Optional<String> leftOut(Figures figures) {
    for (int count = 1; count <= Math.min(MOST_LEFT_OUT, of.size() - 1); count++) {
      Optional<List<Amount>> found = leftOut(figures, count, 0, List.of());
      if (found.isPresent()) {
        String names = found.get().stream().map(Sum::name).collect(Collectors.joining(", "));
        return Optional.of("the published total leaves out " + names);
      }
    }
    return Optional.empty();
  }

  private Optional<List<Amount>> leftOut(
      Figures figures, int count, int from, List<Amount> chosen) {
    if (count == 0) {
      List<Amount> rest = of.stream().filter(line -> !chosen.contains(line)).toList();
      return balance(figures, rest).holds() ? Optional.of(chosen) : Optional.empty();
    }
    for (int i = from; i < of.size(); i++) {
      List<Amount> more = new ArrayList<>(chosen);
      more.add(of.get(i));
      Optional<List<Amount>> found = leftOut(figures, count - 1, i + 1, more);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String name(Amount line) {
    return line.single()
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .orElseGet(() -> String.join(" ", line.tokens()));
  }

  static String shown(List<Amount> lines, Figures figures) {
    return lines.stream().map(line -> line.shown(figures)).collect(Collectors.joining(" + "));
  }
}
