package mop.reports.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.Scenario;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.Names;
import mop.reports.words.Numbers;
import mop.reports.words.Sorted;
import org.jspecify.annotations.Nullable;

/** The quantities of the scenario, each with how it was had and why. */
final class ScenarioTable {

  /** How a scenario tells where a quantity comes from, one part between semicolons each. */
  private static final Pattern ORIGIN =
      Pattern.compile("(\\w+) (measured|modelled|assumed) \\((.*)\\)", Pattern.DOTALL);

  private static final Pattern PARTS =
      Pattern.compile("; (?=\\w+ (?:measured|modelled|assumed) \\()");

  private record Origin(Provenance how, String why) {}

  private ScenarioTable() {}

  static void write(Markup out, Scenario scenario) {
    Map<String, Origin> origins = new TreeMap<>();
    StringBuilder rest = new StringBuilder();
    for (String part : PARTS.splitAsStream(scenario.source()).toList()) {
      Matcher m = ORIGIN.matcher(part.strip());
      if (m.matches() && scenario.quantities().containsKey(m.group(1))) {
        Provenance how = Provenance.valueOf(m.group(2).toUpperCase(Locale.ROOT));
        origins.put(m.group(1), new Origin(how, m.group(3)));
      } else {
        rest.append(rest.isEmpty() ? "" : "; ").append(part.strip());
      }
    }
    table(out, scenario, origins);
    if (!rest.isEmpty()) {
      out.leaf("p", "Scenario from: " + rest, "class", "soft small").line();
    }
  }

  private static void table(Markup out, Scenario scenario, Map<String, Origin> origins) {
    Table table =
        Table.open(
            out,
            "scenario-t",
            "Quantities of the scenario " + scenario.name() + ".",
            false,
            List.of(
                Column.text("Quantity"), Column.number("Amount"), Column.text("How it was had")));
    Sorted.byKey(scenario.quantities())
        .forEach((name, amount) -> {
          table.row(Names.sentence(name)).number(Numbers.significant(amount), amount);
          table.cell("long", () -> origin(out, origins.get(name))).end();
        });
    table.close();
  }

  private static void origin(Markup out, @Nullable Origin origin) {
    if (origin == null) {
      out.leaf("span", "as the scenario states below", "class", "soft small");
      return;
    }
    Badge.provenance(out, origin.how(), origin.why());
    out.leaf("span", " " + origin.why(), "class", "soft small");
  }
}
