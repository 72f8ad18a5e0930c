package mop.analysis.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import mop.analysis.result.Result;

/**
 * Treatments that are all combinations of two levels a factor, or a regular fraction of them.
 *
 * @param design factors that vary, the basic ones first. +1 is the baseline's level: every product
 *     of factors is +1 at the baseline then, so any regular fraction has positive generators
 * @param factors with their two levels, in the order of the design
 * @param treatments by run of the design
 */
record TwoLevelStudy(
    TwoLevelDesign design, List<Result.TwoLevels> factors, List<String> treatments) {
  private static final int LEAST_RESOLUTION = 3;

  /**
   * Recognises the design; empty when fewer than two factors vary, when one has a third level or a
   * combination comes twice, and when the combinations are neither all nor a regular fraction that
   * keeps main effects apart.
   *
   * @param factors names, in the order of the definition
   */
  static Optional<TwoLevelStudy> of(List<String> factors, List<Result.Treatment> treatments) {
    Result.Treatment baseline =
        treatments.stream().filter(Result.Treatment::baseline).findFirst().orElseThrow();
    List<Result.TwoLevels> varied = new ArrayList<>();
    for (String factor : factors) {
      Set<String> levels = new LinkedHashSet<>();
      treatments.forEach(treatment -> levels.add(level(treatment, factor)));
      levels.remove(level(baseline, factor));
      if (levels.size() > 1) {
        return Optional.empty();
      }
      levels.forEach(
          other -> varied.add(new Result.TwoLevels(factor, level(baseline, factor), other)));
    }
    return varied.size() < 2 ? Optional.empty() : recognise(varied, treatments);
  }

  private static String level(Result.Treatment treatment, String factor) {
    return Objects.requireNonNull(treatment.levels().get(factor), factor);
  }

  private static Optional<TwoLevelStudy> recognise(
      List<Result.TwoLevels> factors, List<Result.Treatment> treatments) {
    // Bit i of a combination: factor i has another level than the baseline.
    int[] combinations = treatments.stream().mapToInt(t -> combination(t, factors)).toArray();
    if (!closed(combinations)) {
      return Optional.empty();
    }
    List<Integer> basic = basic(combinations, factors.size());
    List<Integer> order = new ArrayList<>(basic);
    List<List<String>> generators = new ArrayList<>();
    for (int factor = 0; factor < factors.size(); factor++) {
      if (!basic.contains(factor)) {
        order.add(factor);
        generators.add(generator(combinations, basic, factor, factors));
      }
    }
    List<Result.TwoLevels> ordered = order.stream().map(factors::get).toList();
    TwoLevelDesign design =
        TwoLevelDesign.fraction(ordered.stream().map(Result.TwoLevels::name).toList(), generators);
    if (design.resolution() < LEAST_RESOLUTION) {
      return Optional.empty();
    }
    String[] byRun = new String[combinations.length];
    for (int i = 0; i < byRun.length; i++) {
      int run = 0;
      for (int b = 0; b < basic.size(); b++) {
        run |= has(combinations[i], basic.get(b)) ? 0 : 1 << b;
      }
      byRun[run] = treatments.get(i).name();
    }
    return Optional.of(new TwoLevelStudy(design, ordered, List.of(byRun)));
  }

  private static int combination(Result.Treatment treatment, List<Result.TwoLevels> factors) {
    int combination = 0;
    for (int i = 0; i < factors.size(); i++) {
      Result.TwoLevels factor = factors.get(i);
      combination |= level(treatment, factor.name()).equals(factor.other()) ? 1 << i : 0;
    }
    return combination;
  }

  private static boolean has(int combination, int factor) {
    return (combination >> factor & 1) == 1;
  }

  /** Whether all differ and the sum (modulo 2) of any two is there: a regular fraction. */
  private static boolean closed(int[] combinations) {
    Set<Integer> all = new HashSet<>();
    Arrays.stream(combinations).forEach(all::add);
    return all.size() == combinations.length
        && all.stream().allMatch(a -> all.stream().allMatch(b -> all.contains(a ^ b)));
  }

  /** The first factors whose levels tell all combinations apart. */
  private static List<Integer> basic(int[] combinations, int factors) {
    List<Integer> basic = new ArrayList<>();
    int mask = 0;
    long told = 1;
    for (int factor = 0; factor < factors; factor++) {
      int wider = mask | 1 << factor;
      long more = Arrays.stream(combinations).map(c -> c & wider).distinct().count();
      if (more > told) {
        basic.add(factor);
        mask = wider;
        told = more;
      }
    }
    return basic;
  }

  /** The basic factors whose product sets the level of another. */
  private static List<String> generator(
      int[] combinations, List<Integer> basic, int factor, List<Result.TwoLevels> factors) {
    int mask = basic.stream().mapToInt(b -> 1 << b).sum();
    return basic.stream()
        .filter(
            b -> Arrays.stream(combinations).anyMatch(c -> (c & mask) == 1 << b && has(c, factor)))
        .map(b -> factors.get(b).name())
        .toList();
  }

  boolean complete() {
    return design.runs() == 1 << factors.size();
  }

  /** The treatment with exactly these factors away from the baseline; only when complete. */
  String treatment(int changed) {
    return treatments.get(~changed & (design.runs() - 1));
  }

  /** What kind of design it is, in words. */
  String words() {
    int runs = design.runs();
    if (complete()) {
      return "all " + runs + " combinations of " + factors.size() + " factors at two levels";
    }
    List<String> words = design.definingWords().stream().map(design::name).toList();
    return runs
        + " of "
        + (1 << factors.size())
        + " combinations of "
        + factors.size()
        + " factors at two levels, a regular fraction of resolution "
        + design.resolution()
        + " (together always the same: "
        + String.join("; ", words)
        + ")";
  }
}
