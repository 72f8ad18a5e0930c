package mop.reports.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.Accuracy;
import mop.analysis.result.Result.FaultClass;
import mop.analysis.result.Result.FaultScore;
import mop.analysis.result.Result.RootCause;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.Findings;
import mop.reports.words.Names;
import mop.reports.words.Numbers;
import mop.reports.words.Scores;
import org.jspecify.annotations.Nullable;

/** Faults found, visible and invisible ones apart, by class, and their root causes. */
final class FaultTables {

  private static final Pattern PARTS = Pattern.compile("; ");

  private final Markup out;
  private final Findings f;
  private final List<Accuracy> accuracies;
  private List<String> described = List.of();

  private FaultTables(Markup out, Findings f) {
    this.out = out;
    this.f = f;
    this.accuracies = f.result().accuracy();
  }

  static void write(Markup out, Findings f) {
    FaultTables tables = new FaultTables(out, f);
    tables.scores(
        "visible",
        "Visible faults",
        "Faults that show in the telemetry at all: in latency, errors or traffic.",
        Accuracy::visibleFaults);
    tables.scores(
        "invisible",
        "Invisible faults",
        "Faults at normal speed and status, such as wrong results. No sampler is aligned with"
            + " them; what is found here is found by chance or by path.",
        Accuracy::invisibleFaults);
    tables.classes();
    tables.rootCauses();
  }

  private void scores(String id, String title, String what, Function<Accuracy, FaultScore> of) {
    out.leaf("h3", title).leaf("p", what);
    if (accuracies.stream().allMatch(a -> of.apply(a).faults() == 0)) {
      out.leaf("p", "This workload has none, so nothing can be said about finding them.");
      return;
    }
    boolean alarms = accuracies.stream().anyMatch(a -> of.apply(a).precision() != null);
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("Treatment"),
                measured("Found in kept data"),
                measured("Found in full data"),
                measured("Difference")));
    if (alarms) {
      columns.addAll(List.of(measured("Precision"), measured("F1")));
    }
    columns.add(measured("Delay: kept / full"));
    String caption = title + " that the detector finds in the kept and in the full data.";
    Table table = Table.open(out, id + "-t", caption, true, columns);
    accuracies.forEach(a -> score(table, a.treatment(), of.apply(a), alarms));
    table.close();
    detectors(of);
  }

  /**
   * What the detector is and what qualifies its finds: what holds for all treatments once, then
   * what differs between them.
   */
  private void detectors(Function<Accuracy, FaultScore> of) {
    List<String> texts = accuracies.stream().map(a -> of.apply(a).detector()).distinct().toList();
    if (texts.equals(described)) {
      out.leaf("p", "The detector is the one above.", "class", "soft small").line();
      return;
    }
    described = texts;
    List<List<String>> parts =
        texts.stream().map(text -> PARTS.splitAsStream(text).toList()).toList();
    List<String> common =
        parts.getFirst().stream().filter(p -> parts.stream().allMatch(x -> x.contains(p))).toList();
    if (!common.isEmpty()) {
      String text = f.prose(String.join("; ", common));
      out.leaf("p", "Detector: " + text + ".", "class", "soft small").line();
    }
    Map<String, List<String>> byText = new LinkedHashMap<>();
    for (Accuracy a : accuracies) {
      String own =
          PARTS
              .splitAsStream(of.apply(a).detector())
              .filter(p -> !common.contains(p))
              .collect(Collectors.joining("; "));
      byText.computeIfAbsent(own, k -> new ArrayList<>()).add(a.treatment());
    }
    byText.remove("");
    if (!byText.isEmpty()) {
      out.open("ul", "class", "soft small").line();
      byText.forEach(
          (own, names) -> out.leaf("li", String.join(", ", names) + ": " + f.prose(own)).line());
      out.close("ul").line();
    }
  }

  private static Column measured(String title) {
    return Column.number(title).had(Provenance.MEASURED, "judged against the injected faults");
  }

  private static void score(Table table, String treatment, FaultScore s, boolean alarms) {
    table.row(treatment);
    if (s.faults() == 0) {
      table.none("no faults").none("–").none("–").none("–");
      (alarms ? table.none("–").none("–") : table).end();
      return;
    }
    table
        .figure(Scores.share(s.recall()), s.recall().estimate())
        .figure(Scores.share(s.recallFull()), s.recallFull().estimate())
        .figure(Scores.points(s.difference()), s.difference().estimate());
    if (alarms) {
      optional(table, s.precision(), Numbers::percent);
      optional(table, s.f1(), x -> Numbers.fixed(x, 2));
    }
    delay(table, s);
    table.end();
  }

  private static void optional(Table table, @Nullable Double value, Function<Double, String> as) {
    Optional.ofNullable(value)
        .ifPresentOrElse(v -> table.number(as.apply(v), v), () -> table.none("not defined"));
  }

  private static void delay(Table table, FaultScore s) {
    String kept = Optional.ofNullable(s.delaySeconds()).map(Scores::duration).orElse("none found");
    String full = Optional.ofNullable(s.delaySecondsFull()).map(Scores::duration).orElse("–");
    double key = Optional.ofNullable(s.delaySeconds()).orElse(Double.MAX_VALUE);
    table.number(kept + " / " + full, key);
  }

  private void classes() {
    List<FaultClass> kinds =
        accuracies.stream()
            .flatMap(a -> a.faultClasses().stream())
            .map(FaultTables::bare)
            .distinct()
            .toList();
    if (kinds.isEmpty()) {
      return;
    }
    out.leaf("h3", "By class of fault");
    List<Column> columns = new ArrayList<>(List.of(Column.text("Treatment")));
    for (FaultClass kind : kinds) {
      String seen = kind.visible() ? "" : ", invisible";
      columns.add(
          measured(
              Names.spaced(kind.kind().replaceAll("[-_]", " "))
                  + " ("
                  + Numbers.count(kind.faults())
                  + seen
                  + ")"));
    }
    String caption = "Faults found in the kept data / in the full data, by class (faults in all).";
    Table table = Table.open(out, "classes-t", caption, true, columns);
    for (Accuracy a : accuracies) {
      table.row(a.treatment());
      kinds.forEach(kind -> found(table, a, kind));
      table.end();
    }
    table.close();
  }

  private static void found(Table table, Accuracy a, FaultClass kind) {
    a.faultClasses().stream()
        .filter(c -> bare(c).equals(kind))
        .findFirst()
        .ifPresentOrElse(
            c -> table.number(c.foundKept() + " / " + c.foundFull(), c.foundKept()),
            () -> table.none("–"));
  }

  private static FaultClass bare(FaultClass c) {
    return new FaultClass(c.kind(), c.visible(), c.faults(), 0, 0);
  }

  private void rootCauses() {
    out.leaf("h3", "Root cause");
    RootCause first = accuracies.getFirst().rootCause();
    if (accuracies.stream().allMatch(a -> a.rootCause().faults() == 0)) {
      out.leaf("p", "No fault had a root cause to name.");
      return;
    }
    String caption =
        "Root causes named by "
            + first.method()
            + " over "
            + Numbers.count(first.faults())
            + " visible faults: right at rank 1 (A@1), within the first 3 (A@3), mean reciprocal"
            + " rank (MRR).";
    Table table =
        Table.open(
            out,
            "causes-t",
            caption,
            true,
            List.of(
                Column.text("Treatment"),
                measured("A@1"),
                measured("A@3"),
                measured("MRR"),
                measured("A@1 in full data"),
                measured("MRR in full data")));
    accuracies.forEach(a -> cause(table, a.treatment(), a.rootCause()));
    table.close();
  }

  private static void cause(Table table, String treatment, RootCause r) {
    table.row(treatment);
    if (r.faults() == 0) {
      table.none("none").none("–").none("–").none("–").none("–").end();
      return;
    }
    table
        .figure(Scores.share(r.a1()), r.a1().estimate())
        .figure(Scores.share(r.a3()), r.a3().estimate())
        .number(Numbers.fixed(r.mrr(), 2), r.mrr())
        .number(Numbers.percent(r.a1Full()), r.a1Full())
        .number(Numbers.fixed(r.mrrFull(), 2), r.mrrFull())
        .end();
  }
}
