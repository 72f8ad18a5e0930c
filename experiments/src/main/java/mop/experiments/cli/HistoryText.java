package mop.experiments.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mop.analysis.history.RegressionGate.Answer;
import mop.analysis.history.RunHistory;
import mop.analysis.history.RunHistory.Change;
import mop.analysis.history.RunHistory.Gate;
import mop.analysis.history.RunHistory.LeftOut;
import mop.analysis.history.RunHistory.Run;
import mop.analysis.history.RunHistory.Series;
import mop.analysis.history.RunHistory.Value;
import mop.analysis.result.Estimate;
import mop.reports.words.Numbers;

/** The history of an experiment for people, in at most 80 columns. */
final class HistoryText {
  private static final int COLUMNS = 80;

  /** Rows of each table; all runs are in the JSON. */
  private static final int MOST_ROWS = 20;

  /** What the runs have in common, as far as people ask for it; all of it is in the JSON. */
  private static final List<String> TOLD =
      List.of("workload", "seed", "blocks", "prices", "scenario");

  private final StringBuilder text = new StringBuilder();
  private final RunHistory history;
  private final int from;

  private HistoryText(RunHistory history) {
    this.history = history;
    this.from = Math.max(1, history.runs().size() - MOST_ROWS + 1);
  }

  static String render(RunHistory history) {
    HistoryText text = new HistoryText(history);
    text.headline();
    text.answer();
    text.alike();
    text.runs();
    for (int i = 0; i + 1 < history.series().size(); i += 2) {
      text.treatment(history.series().get(i), history.series().get(i + 1));
    }
    text.leftOut();
    return text.text.toString();
  }

  private void say(String line, String indent) {
    text.append(Wrapped.at(COLUMNS, line, indent));
  }

  private void headline() {
    List<Run> runs = history.runs();
    say(
        history.experiment()
            + ": "
            + (runs.size() == 1 ? "1 run" : runs.size() + " runs that compare")
            + ", newest "
            + runs.getLast().id()
            + (history.leftOut().isEmpty() ? "" : "; " + history.leftOut().size() + " left out"),
        "  ");
  }

  private void answer() {
    List<Series> worse = history.with(Answer.FAIL);
    worse.forEach(
        each -> say("WORSE: " + each.treatment() + ", " + label(each) + ": " + gate(each), "  "));
    long judged = history.series().stream().filter(e -> e.gate().answer().isPresent()).count();
    int open = history.with(Answer.INCONCLUSIVE).size();
    if (judged == 0) {
      say("not judged: " + history.series().getLast().gate().why().orElse(""), "  ");
    } else if (worse.isEmpty()) {
      say(
          "not worse: "
              + history.with(Answer.PASS).size()
              + " of "
              + history.series().size()
              + " figures of the newest run are within their margins"
              + (open == 0 ? "" : "; " + open + " cannot be told"),
          "  ");
    }
  }

  private void alike() {
    StringJoiner alike = new StringJoiner(", ");
    TOLD.forEach(name -> alike.add(name + " " + history.alike().get(name)));
    text.append('\n');
    say("alike: " + alike, "  ");
    text.append('\n');
  }

  private void runs() {
    List<Run> runs = history.runs();
    if (from > 1) {
      say("runs 1 to " + (from - 1) + " are in the answer with --format json", "  ");
    }
    TextTable table = new TextTable(List.of(3, 16, 34, 9, 8));
    table.row("", "started, UTC", "run", "version", "data");
    for (int i = from; i <= runs.size(); i++) {
      Run run = runs.get(i - 1);
      table.row(
          number(i),
          run.startedAt().substring(0, Math.min(16, run.startedAt().length())).replace('T', ' '),
          run.id(),
          run.version(),
          run.telemetry().substring(0, Math.min(8, run.telemetry().length())));
    }
    text.append(table);
    history.notes().forEach(note -> say("! " + note, "  "));
  }

  private static String number(int run) {
    return String.format(Locale.ROOT, "%3d", run);
  }

  private void treatment(Series cost, Series accuracy) {
    text.append('\n');
    say(cost.treatment() + (cost.baseline() ? ", the baseline" : ", against the baseline"), "  ");
    TextTable table = new TextTable(List.of(3, 34, 39));
    table.row("", heading(cost), heading(accuracy));
    for (int run = from; run <= history.runs().size(); run++) {
      table.row(number(run), value(cost, run), value(accuracy, run));
    }
    text.append(table);
    verdicts(cost);
    verdicts(accuracy);
  }

  private static String heading(Series series) {
    return label(series)
        + ", "
        + unit(series)
        + " ("
        + series.provenance().name().toLowerCase(Locale.ROOT)
        + ")";
  }

  private static String label(Series series) {
    return series.label().substring(0, 1).toLowerCase(Locale.ROOT) + series.label().substring(1);
  }

  private static boolean money(Series series) {
    return !series.unit().startsWith("fraction");
  }

  private static boolean ofBill(Series series) {
    return series.unit().contains("bill");
  }

  private static String unit(Series series) {
    return money(series)
        ? series.unit()
        : series.baseline() ? "%" : ofBill(series) ? "% change" : "points";
  }

  private static String value(Series series, int run) {
    return series.values().stream()
        .filter(each -> each.run() == run)
        .map(Value::estimate)
        .map(each -> estimate(each, series))
        .findFirst()
        .orElse("none");
  }

  private static String estimate(Estimate estimate, Series series) {
    return figure(estimate.estimate(), series)
        + (estimate.level() == 0
            ? " (no interval)"
            : " [" + figure(estimate.low(), series) + ", " + figure(estimate.high(), series) + "]");
  }

  private static String figure(double value, Series series) {
    return money(series)
        ? Numbers.fixed(value, Math.abs(value) < 100 ? 2 : 0)
        : Numbers.fixed(100 * value, 1);
  }

  private void verdicts(Series series) {
    say("  " + label(series) + ": " + changes(series), "    ");
    say(
        "  newest: "
            + gate(series)
            + series.gate().answer().map(answer -> ": " + words(answer)).orElse("")
            + series.gate().why().map(why -> " (" + why + ")").orElse(""),
        "    ");
  }

  private static String changes(Series series) {
    Optional<String> not = series.changes().notSearched();
    if (not.isPresent()) {
      return "changes not looked for: " + not.get();
    }
    List<Change> found = series.changes().found();
    return found.isEmpty()
        ? "no change from run to run"
        : found.stream()
            .map(each ->
                "changed at run "
                    + each.run()
                    + " from "
                    + figure(each.before(), series)
                    + " to "
                    + figure(each.after(), series)
                    + " (p "
                    + Numbers.significant(each.p())
                    + ")")
            .collect(Collectors.joining("; "));
  }

  private static String gate(Series series) {
    Gate gate = series.gate();
    if (gate.change().isEmpty()) {
      return "not judged";
    }
    Estimate change = gate.change().get();
    return Numbers.signed(100 * change.estimate(), 1)
        + " ["
        + Numbers.signed(100 * change.low(), 1)
        + ", "
        + Numbers.signed(100 * change.high(), 1)
        + "] "
        + (money(series) ? "%" : ofBill(series) ? "points of the baseline's bill" : "points")
        + " against runs "
        + gate.since()
        + " to "
        + gate.until()
        + ", margin "
        + Numbers.significant(100 * gate.margin())
        + (money(series) ? " %" : " points");
  }

  private static String words(Answer answer) {
    return switch (answer) {
      case PASS -> "not worse";
      case FAIL -> "worse";
      case INCONCLUSIVE -> "cannot be told";
    };
  }

  private void leftOut() {
    if (history.leftOut().isEmpty()) {
      return;
    }
    Map<String, List<LeftOut>> alike =
        history.leftOut().stream()
            .collect(Collectors.groupingBy(LeftOut::why, TreeMap::new, Collectors.toList()));
    text.append("\nleft out\n");
    alike.forEach((why, runs) ->
        say(
            "  " + why + ": " + runs.stream().map(LeftOut::id).collect(Collectors.joining(", ")),
            "    "));
  }
}
