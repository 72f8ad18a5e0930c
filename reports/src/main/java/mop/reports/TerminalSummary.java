package mop.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mop.analysis.result.Result;
import mop.reports.text.Ink;
import mop.reports.text.Plain;
import mop.reports.text.TreatmentTable;
import mop.reports.words.FactorWords;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.Laws;
import mop.reports.words.NextStep;
import mop.reports.words.Notices;
import mop.reports.words.Origins;
import mop.reports.words.Trials;

/**
 * The answer for a terminal, what matters most first: verdict, what is won and lost, one table, the
 * most important warnings, facts of the run, next command.
 */
public final class TerminalSummary {

  private static final int LEAST_COLUMNS = 60;
  private static final int MOST_WARNINGS = 4;

  private final Findings f;
  private final int columns;
  private final boolean color;
  private final List<String> lines = new ArrayList<>();

  private TerminalSummary(Findings f, int columns, boolean color) {
    this.f = f;
    this.columns = Math.max(LEAST_COLUMNS, columns);
    this.color = color;
  }

  /**
   * The summary, its last line ended.
   *
   * @param columns width of the terminal; below 60 it is taken as 60. The path and the next command
   *     are there to be pasted and are never broken
   * @param color whether to use ANSI colours; the words are the same without
   * @param runFolder where the run's files are, as the user would type it
   */
  public static String render(Result result, int columns, boolean color, String runFolder) {
    TerminalSummary summary = new TerminalSummary(new Findings(result), columns, color);
    summary.verdict();
    summary.table();
    summary.notices();
    summary.warnings();
    summary.facts();
    summary.end(runFolder);
    return summary.lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private void facts() {
    Result.Run run = f.result().run();
    String stack =
        run.stack().values().stream()
            .map(Result.Component::provider)
            .distinct()
            .sorted()
            .collect(Collectors.joining("+"));
    List<String> facts =
        List.of(
            f.result().experiment().name(),
            "run " + run.id(),
            "seed " + run.seed(),
            Trials.product(f),
            "workload " + run.workload().spec(),
            stack + " stack",
            "prices "
                + f.result().cost().catalog().name()
                + " "
                + f.result().cost().catalog().date());
    List<String> safe = facts.stream().map(Plain::safe).toList();
    Plain.fill(safe, "  ", columns).forEach(line -> lines.add(Ink.SOFT.on(line, color)));
  }

  private void verdict() {
    Headline headline = Headline.of(f);
    String start =
        headline.verb().toUpperCase(Locale.ROOT) + " " + Plain.safe(headline.treatment());
    String sentence = Plain.safe(headline.sentence());
    String rest = sentence.substring(start.length());
    List<String> wrapped = Plain.wrap(start + rest, columns);
    String first = wrapped.getFirst();
    Ink ink = headline.adopt() ? Ink.GOOD : Ink.OPEN;
    boolean whole = first.startsWith(start);
    lines.add(whole ? ink.on(start, color) + first.substring(start.length()) : first);
    lines.addAll(wrapped.subList(1, wrapped.size()));
    Stream.of(headline.tradeOff(), headline.wouldDecide())
        .filter(text -> !text.isEmpty())
        .forEach(text -> lines.addAll(Plain.wrap(Plain.safe(text), columns)));
  }

  private void table() {
    lines.add("");
    lines.addAll(new TreatmentTable(f).lines(columns, color));
    lines.add("");
  }

  private void notices() {
    List<String> notices = new ArrayList<>(List.of(Origins.line(f)));
    if (!new TreatmentTable(f).showsBudgets(columns)) {
      notices.addAll(Notices.budgets(f));
    }
    notices.add(Laws.notice(f));
    notices.addAll(FactorWords.lines(f));
    notices.add(Notices.claims(f));
    notices.stream().filter(n -> !n.isEmpty()).forEach(n -> add("  ", n, Ink.NONE));
  }

  /** What kind of figure the bill is comes first: it bears on every amount above. */
  private void warnings() {
    List<String> warnings = new ArrayList<>();
    String kind = f.prose(f.result().cost().headline());
    if (!kind.isBlank()) {
      warnings.add("the bill: " + Headline.lower(kind).replaceFirst("\\.$", ""));
    }
    warnings.addAll(Notices.warnings(f));
    warnings.stream().limit(MOST_WARNINGS).forEach(w -> add("! ", w, Ink.OPEN));
    int more = warnings.size() - MOST_WARNINGS;
    if (more > 0) {
      add("  ", more + " more in the report", Ink.SOFT);
    }
    lines.add("");
  }

  private void end(String runFolder) {
    String folder = runFolder.endsWith("/") ? runFolder : runFolder + "/";
    lines.add("→ " + Plain.safe(folder) + "report.html");
    NextStep.of(f).ifPresent(next -> lines.add("next: " + Plain.safe(next)));
  }

  /** A line that begins with a mark and goes on below itself. */
  private void add(String mark, String text, Ink ink) {
    List<String> wrapped = Plain.wrap(Plain.safe(text), columns - Plain.width(mark));
    for (int i = 0; i < wrapped.size(); i++) {
      String start = i == 0 ? mark : " ".repeat(Plain.width(mark));
      lines.add(
          i == 0
              ? ink.on(start.strip(), color)
                  + start.substring(start.strip().length())
                  + wrapped.get(i)
              : start + wrapped.get(i));
    }
  }
}
