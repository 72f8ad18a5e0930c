package mop.analysis.history;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import mop.analysis.input.InvalidInput;
import mop.analysis.result.Result;

/**
 * Runs that asked what the newest asks: the same workload, seed, number of blocks, prices,
 * scenario, treatments, primaries and stack. The version may differ, for what a version changes is
 * what a history is to show; so may telemetry that was recorded anew, and the machine.
 *
 * @param alike what they have in common, by name
 * @param runs oldest first; the last is the newest
 * @param leftOut the others, oldest first
 */
record ComparableRuns(
    SequencedMap<String, String> alike, List<Result> runs, List<RunHistory.LeftOut> leftOut) {

  /** A longer series costs more time than its beginning tells. */
  static final int MOST = 200;

  /**
   * Compares with the newest.
   *
   * @param results at least one, in any order
   */
  static ComparableRuns of(List<Result> results) {
    results.forEach(ComparableRuns::time); // one alone is not compared, but has to have a time
    List<Result> inTime =
        results.stream()
            .sorted(Comparator.comparing(ComparableRuns::time).thenComparing(r -> r.run().id()))
            .toList();
    Result newest = inTime.getLast();
    SequencedMap<String, String> alike = conditions(newest);
    List<Result> runs = new ArrayList<>();
    List<RunHistory.LeftOut> leftOut = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Result each : inTime.reversed()) {
      String why = why(each, newest, alike, seen.add(each.run().id()), runs.size());
      if (why.isEmpty()) {
        runs.add(each);
      } else {
        leftOut.add(new RunHistory.LeftOut(each.run().id(), each.run().startedAt(), why));
      }
    }
    return new ComparableRuns(alike, runs.reversed(), leftOut.reversed());
  }

  private static Instant time(Result result) {
    try {
      return Instant.parse(result.run().startedAt());
    } catch (DateTimeParseException e) {
      throw new InvalidInput(
          "run " + result.run().id() + ": /run/startedAt",
          "'" + result.run().startedAt() + "' is no time",
          "ISO 8601 in UTC, such as 2026-11-28T02:00:00Z",
          "Move the run's folder away.");
    }
  }

  private static SequencedMap<String, String> conditions(Result result) {
    SequencedMap<String, String> conditions = new LinkedHashMap<>();
    conditions.put("workload", result.run().workload().spec());
    conditions.put("seed", Long.toString(result.run().seed()));
    conditions.put("blocks", Integer.toString(result.design().replicates()));
    conditions.put("warm-up blocks", Integer.toString(result.design().warmUpBlocks()));
    conditions.put("stopping", result.design().stopping());
    Result.Catalog catalog = result.cost().catalog();
    conditions.put("prices", catalog.name() + " of " + catalog.date());
    conditions.put("currency", result.cost().currency());
    conditions.put("scenario", result.cost().scenario().name());
    conditions.put("cost outcome", result.experiment().primaryCost());
    conditions.put("accuracy outcome", result.experiment().primaryAccuracy());
    conditions.put("margin", Double.toString(result.experiment().margin()));
    conditions.put("sizes of scaling laws", sizes(result));
    conditions.put("stack", stack(result));
    return conditions;
  }

  private static String sizes(Result result) {
    return result.cost().treatments().stream()
        .flatMap(treatment -> treatment.lines().stream())
        .map(Result.Line::law)
        .filter(Objects::nonNull)
        .map(law -> law.sizes().toString())
        .findFirst()
        .orElse("none");
  }

  private static String stack(Result result) {
    StringJoiner stack = new StringJoiner(", ");
    new TreeMap<>(result.run().stack())
        .forEach((role, component) -> stack.add(role + " " + component.provider()));
    return stack.toString();
  }

  private static String why(
      Result each,
      Result newest,
      SequencedMap<String, String> alike,
      boolean first,
      int comparable) {
    if (!first) {
      return "a copy of another run's folder";
    }
    StringJoiner why = new StringJoiner("; ");
    conditions(each)
        .forEach((name, value) -> {
          if (!value.equals(alike.get(name))) {
            why.add(name + " " + value + ", not " + alike.get(name));
          }
        });
    if (!each.cost().scenario().quantities().equals(newest.cost().scenario().quantities())) {
      why.add("other volumes in the scenario");
    }
    if (!each.design().treatments().equals(newest.design().treatments())) {
      why.add("other treatments or levels");
    }
    if (why.length() == 0 && comparable >= MOST) {
      why.add("older than the newest " + MOST);
    }
    return why.toString();
  }
}
