package mop.reports.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mop.analysis.result.Result;
import mop.analysis.result.Result.Budget;
import mop.analysis.result.Result.Claim;
import mop.analysis.result.Result.Gate;
import mop.analysis.result.Result.Invalidated;

/** What a reader of a short summary must know beside the verdict. */
public final class Notices {

  private Notices() {}

  /**
   * All of it, what bears most on the answer first: failed gates, invalidated trials, faults that
   * are too few, missed budgets, evictions, unreadable lines, then the warnings of the run.
   */
  public static List<String> warnings(Findings f) {
    Result result = f.result();
    List<String> lines = new ArrayList<>();
    result.gates().stream()
        .filter(g -> !passed(g))
        .forEach(g ->
            lines.add("gate " + g.outcome() + ": " + g.expression() + " (" + g.reason() + ")"));
    invalidated(result.diagnostics().invalidated(), lines);
    lines.addAll(Cautions.of(f));
    result.diagnostics().budgets().forEach(b -> budget(b, lines));
    long skipped = result.run().workload().skippedLines();
    if (skipped > 0) {
      lines.add(
          Numbers.count(skipped) + " lines of the workload could not be read and were skipped");
    }
    result.diagnostics().warnings().stream().map(f::prose).forEach(lines::add);
    return lines.stream().distinct().toList();
  }

  /** Whether a gate was met. */
  public static boolean passed(Gate gate) {
    return gate.outcome().equals("passed");
  }

  /** Budgets that were asked for beside what came out, by unit; empty without budgets. */
  public static List<String> budgets(Findings f) {
    Map<String, List<String>> byUnit = new TreeMap<>();
    for (Budget b : f.result().diagnostics().budgets()) {
      if (Budgets.limited(b)) {
        byUnit
            .computeIfAbsent(Budgets.of(b), k -> new ArrayList<>())
            .add((b.treatment() + " " + Budgets.askedAndAchieved(b)).replace(' ', '\u00A0'));
      }
    }
    return byUnit.entrySet().stream()
        .map(
            e -> "kept of " + e.getKey() + ", asked → achieved: " + String.join(", ", e.getValue()))
        .toList();
  }

  /** {@code claims: 2 not reproduced, 1 reproduced}; empty where none was audited. */
  public static String claims(Findings f) {
    Map<String, Long> byVerdict =
        f.result().claims().stream()
            .collect(Collectors.groupingBy(Claim::verdict, TreeMap::new, Collectors.counting()));
    return byVerdict.isEmpty()
        ? ""
        : "claims: "
            + byVerdict.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
  }

  private static void budget(Budget b, List<String> lines) {
    if (Budgets.missed(b)) {
      lines.add(
          b.treatment()
              + ": budget missed, "
              + Budgets.askedAndAchieved(b)
              + " of "
              + Budgets.of(b));
    }
    if (b.evictedTraces() > 0) {
      lines.add(
          b.treatment()
              + ": "
              + Numbers.count(b.evictedTraces())
              + " traces were decided early because memory ran out");
    }
  }

  private static void invalidated(List<Invalidated> trials, List<String> lines) {
    Map<String, Long> byTreatment =
        trials.stream()
            .collect(
                Collectors.groupingBy(Invalidated::treatment, TreeMap::new, Collectors.counting()));
    byTreatment.forEach((treatment, count) -> {
      String first =
          trials.stream()
              .filter(t -> t.treatment().equals(treatment))
              .map(Invalidated::reason)
              .findFirst()
              .orElse("");
      String trial = count == 1 ? " trial" : " trials";
      lines.add(treatment + ": " + count + trial + " invalidated (" + first + ")");
    });
  }
}
