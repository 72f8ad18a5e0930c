package mop.reports.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mop.analysis.result.Result.Method;
import mop.analysis.result.Result.Robustness;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.Findings;
import mop.reports.words.Numbers;

/** Would another reasonable method have come to another verdict? */
final class RobustnessTable {
  private RobustnessTable() {}

  static void write(Markup out, Findings f) {
    List<Robustness> all =
        f.result().robustness().stream().filter(r -> !r.methods().isEmpty()).toList();
    if (all.isEmpty()) {
      return;
    }
    out.leaf("h3", "Would another method say otherwise?");
    out.leaf("p", summary(all));
    out.open("details").leaf("summary", "Every method, treatment by treatment");
    Table table =
        Table.open(
            out,
            "robust-t",
            "Reasonable ways to judge the same blocks, without correction for several treatments."
                + " This table decides nothing: the interval and the test of the verdict were named"
                + " before the run, and stand here among the others.",
            false,
            List.of(
                Column.text("Treatment"),
                Column.text("Outcome"),
                Column.text("Method"),
                Column.text("Change or p"),
                Column.text("It says")));
    for (Robustness r : all) {
      for (Method method : r.methods()) {
        table.row(r.treatment());
        table.prose(f.label(r.outcome())).prose(method.name()).prose(figure(f, r, method));
        table.prose(method.verdict()).end();
      }
    }
    table.close();
    out.close("details").line();
  }

  private static String summary(List<Robustness> all) {
    List<Robustness> split = all.stream().filter(r -> !survives(r)).toList();
    String said =
        all.size()
            - split.size()
            + " of "
            + all.size()
            + " verdicts stand whatever"
            + " reasonable method is taken.";
    return split.isEmpty()
        ? said
        : said
            + " The others depend on it: "
            + split.stream()
                .map(r ->
                    r.treatment() + " (" + agreeing(r) + " of " + r.methods().size() + " agree)")
                .collect(Collectors.joining(", "))
            + ".";
  }

  private static boolean survives(Robustness r) {
    return agreeing(r) == r.methods().size();
  }

  private static long agreeing(Robustness r) {
    return r.methods().stream().filter(m -> good(m.verdict()).equals(good(r.verdict()))).count();
  }

  /** On accuracy, more and no less are both enough. */
  private static String good(String verdict) {
    return verdict.equals("equivalent") ? "improved" : verdict;
  }

  private static String figure(Findings f, Robustness r, Method method) {
    Double p = method.p();
    Double low = method.low();
    Double high = method.high();
    if (p != null) {
      return p < 0.001 ? "p < 0.001" : "p " + Numbers.fixed(p, 3);
    }
    if (low == null || high == null) {
      return "–";
    }
    String unit = r.outcome().equals(f.primaryAccuracy()) ? " pp" : " %";
    return String.format(
        Locale.ROOT, "[%s, %s]%s", Numbers.fixed(100 * low, 1), Numbers.fixed(100 * high, 1), unit);
  }
}
