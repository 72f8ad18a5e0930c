package mop.reports;

import java.util.List;
import java.util.Optional;
import mop.analysis.result.Result;
import mop.analysis.result.Result.Treatment;
import mop.reports.text.Plain;
import mop.reports.words.Budgets;
import mop.reports.words.FactorWords;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.NextStep;
import mop.reports.words.Notices;
import mop.reports.words.Origins;
import mop.reports.words.Standing;

/** The answer as Markdown, for the step summary of a CI job or a comment. */
public final class MarkdownSummary {

  private MarkdownSummary() {}

  /** Headline, table, warnings and links to the run's other files, which stand beside it. */
  public static String render(Result result) {
    Findings f = new Findings(result);
    StringBuilder out = new StringBuilder();
    out.append("## ").append(escaped(Headline.of(f).plain())).append("\n\n");
    Headline headline = Headline.of(f);
    paragraph(out, common(headline.tradeOff()));
    paragraph(out, common(headline.wouldDecide()));
    if (headline.adopt()) {
      paragraph(out, f.prose(result.recommendation().why()));
    }
    paragraph(out, f.prose(result.cost().headline()));
    table(out, f);
    paragraph(out, Origins.line(f));
    FactorWords.lines(f).forEach(line -> paragraph(out, common(line)));
    notices(out, f);
    links(out, f);
    return out.toString();
  }

  private static String common(String text) {
    return text.replace('\u00A0', ' ');
  }

  private static void paragraph(StringBuilder out, String text) {
    if (!text.isBlank()) {
      out.append(escaped(text)).append("\n\n");
    }
  }

  private static void table(StringBuilder out, Findings f) {
    String accuracy = escaped(Headline.lower(f.label(f.primaryAccuracy())));
    row(
        out,
        List.of(
            "Treatment",
            "Cost a month",
            "Change of the bill",
            "Change of " + accuracy,
            "Kept: asked → achieved",
            "Verdict"));
    out.append("| --- | ---: | ---: | ---: | ---: | --- |\n");
    f.treatments().forEach(t -> row(out, cells(f, t)));
    out.append('\n');
  }

  private static List<String> cells(Findings f, Treatment t) {
    Standing standing = f.standing(t);
    String name = escaped(t.name());
    String none = t.baseline() ? "" : "unknown";
    return List.of(
        standing instanceof Standing.Adopted ? "**" + name + "**" : name,
        f.bill(t.name()).map(b -> f.money().value(b.monthly()).text()).orElse("no bill"),
        f.costEffect(t.name()).map(e -> f.change(e).text()).orElse(none),
        f.accuracyEffect(t.name()).map(e -> f.change(e).text()).orElse(none),
        f.budget(t.name()).map(Budgets::askedAndAchieved).orElse("unknown"),
        standing.word() + (t.baseline() ? "" : ": " + escaped(standing.because())));
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static void notices(StringBuilder out, Findings f) {
    List<String> warnings = Notices.warnings(f);
    if (!warnings.isEmpty()) {
      out.append("**Warnings**\n\n");
      warnings.forEach(w -> out.append("- ").append(escaped(w)).append('\n'));
      out.append('\n');
    }
    var gates = f.result().gates();
    if (!gates.isEmpty()) {
      long passed = gates.stream().filter(Notices::passed).count();
      out.append("Gates: ")
          .append(passed)
          .append(" of ")
          .append(gates.size())
          .append(" passed.\n\n");
    }
    Optional.of(Notices.claims(f))
        .filter(c -> !c.isEmpty())
        .ifPresent(c -> out.append(escaped(c)).append(" (findings, not failures).\n\n"));
  }

  private static void links(StringBuilder out, Findings f) {
    Result.Run run = f.result().run();
    out.append(
        "[Report](report.html) · [result.json](result.json) · [trials.csv](trials.csv)"
            + " · [focus.csv](focus.csv) · [junit.xml](junit.xml)\n\n");
    out.append("Run ")
        .append(escaped(run.id()))
        .append(", seed ")
        .append(run.seed())
        .append(", workload ")
        .append(escaped(run.workload().spec()))
        .append(", version ")
        .append(escaped(run.version()))
        .append('.');
    NextStep.of(f).ifPresent(next -> out.append(" Next: ").append(code(next)));
    out.append('\n');
  }

  /** Text in which nothing is markup, neither of Markdown nor of the HTML inside it. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    Plain.safe(text)
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '\\', '`', '*', '_', '[', ']', '|', '~' -> out.append('\\').appendCodePoint(c);
            default -> out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  /** A code span; backticks inside become apostrophes, since none belongs to a command. */
  private static String code(String text) {
    return "`" + Plain.safe(text).replace('`', '\'') + "`";
  }
}
