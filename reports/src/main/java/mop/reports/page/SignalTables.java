package mop.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import mop.analysis.result.Estimate;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.Accuracy;
import mop.analysis.result.Result.Coverage;
import mop.analysis.result.Result.SignalError;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.Findings;
import mop.reports.words.Names;
import mop.reports.words.Numbers;
import mop.reports.words.Scores;

/** Error of rates, errors and durations derived from kept traces, and what the traces cover. */
final class SignalTables {

  private final Markup out;
  private final Findings f;
  private final List<Accuracy> accuracies;

  private SignalTables(Markup out, Findings f) {
    this.out = out;
    this.f = f;
    this.accuracies = f.result().accuracy();
  }

  static void write(Markup out, Findings f) {
    SignalTables tables = new SignalTables(out, f);
    tables.errors();
    tables.refusals();
    tables.coverage();
  }

  private void errors() {
    List<String> signals =
        accuracies.stream()
            .flatMap(a -> a.signals().stream())
            .map(SignalError::signal)
            .distinct()
            .toList();
    if (signals.isEmpty()) {
      return;
    }
    out.leaf("h3", "Rate, errors and duration from kept traces");
    List<Column> columns = new ArrayList<>(List.of(Column.text("Treatment")));
    signals.forEach(s ->
        columns.add(
            Column.number(Names.signal(s))
                .had(Provenance.MEASURED, "kept data weighted by its adjusted count")));
    String caption =
        "Median relative error against the full data over cells, one an operation and minute. p90:"
            + " nine in ten cells are closer. Empty: cells without any kept data. Held: cells whose"
            + " 95 % interval holds what the full data says, of those with an interval.";
    Table table = Table.open(out, "signals-t", caption, true, columns);
    for (Accuracy a : accuracies) {
      table.row(a.treatment());
      signals.forEach(s -> signal(table, a, s));
      table.end();
    }
    table.close();
  }

  private void signal(Table table, Accuracy a, String name) {
    Optional<SignalError> found =
        a.signals().stream().filter(s -> s.signal().equals(name)).findFirst();
    if (found.isEmpty()) {
      table.none("–");
      return;
    }
    SignalError s = found.get();
    Estimate median = s.medianRelativeError();
    if (s.refused() != null || median == null) {
      table.none("refused");
      return;
    }
    table.sorted(
        median.estimate(),
        () -> {
          out.text(Scores.share(median).point()).text(" ");
          out.leaf("span", Scores.share(median).interval(), "class", "ci-text").text(" ");
          rest(s).forEach(text -> out.leaf("span", text, "class", "ci-text").text(" "));
        });
  }

  private static List<String> rest(SignalError s) {
    String p90 = Optional.ofNullable(s.p90RelativeError()).map(Numbers::percent).orElse("–");
    double empty = s.cells() == 0 ? 0 : (double) s.cellsWithoutData() / s.cells();
    String held =
        s.intervals() == 0
            ? "no interval"
            : "held " + Numbers.percent((double) s.covering() / s.intervals());
    return List.of("p90 " + p90, "empty " + Numbers.percent(empty), held);
  }

  /** Every reason with the treatments and signals that it keeps from having an estimate. */
  private void refusals() {
    TreeMap<String, TreeMap<String, TreeSet<String>>> byReason = new TreeMap<>();
    for (Accuracy a : accuracies) {
      for (SignalError s : a.signals()) {
        String why = s.refused();
        if (why != null) {
          byReason
              .computeIfAbsent(why, k -> new TreeMap<>())
              .computeIfAbsent(a.treatment(), k -> new TreeSet<>())
              .add(Names.signal(s.signal()));
        }
      }
    }
    if (byReason.isEmpty()) {
      return;
    }
    out.leaf("p", "Refused rather than guessed:").open("ul").line();
    byReason.forEach((why, treatments) -> {
      out.open("li").text(f.prose(why) + " (");
      out.text(
          String.join(
              "; ",
              treatments.entrySet().stream()
                  .map(e -> e.getKey() + ": " + String.join(", ", e.getValue()))
                  .toList()));
      out.text(")").close("li").line();
    });
    out.close("ul").line();
  }

  private void coverage() {
    List<String> kinds =
        accuracies.stream()
            .flatMap(a -> a.coverage().stream())
            .map(Coverage::what)
            .distinct()
            .toList();
    if (kinds.isEmpty()) {
      return;
    }
    out.leaf("h3", "Coverage");
    List<Column> columns = new ArrayList<>(List.of(Column.text("Treatment")));
    kinds.forEach(k ->
        columns.add(
            Column.number(Names.spaced(k))
                .had(Provenance.MEASURED, "counted in kept and full data")));
    String caption = "Share of the full data that is in the kept data.";
    Table table = Table.open(out, "coverage-t", caption, true, columns);
    for (Accuracy a : accuracies) {
      table.row(a.treatment());
      kinds.forEach(k -> share(table, a, k));
      table.end();
    }
    table.close();
  }

  private static void share(Table table, Accuracy a, String what) {
    a.coverage().stream()
        .filter(c -> c.what().equals(what))
        .findFirst()
        .ifPresentOrElse(
            c -> table.figure(Scores.share(c.share()), c.share().estimate()),
            () -> table.none("–"));
  }
}
