package mop.reports.page;

import java.util.List;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.MethodPower;
import mop.analysis.result.Result.Power;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.Findings;
import mop.reports.words.Numbers;
import mop.reports.words.Unit;

/** What the design could decide: by the methods that decide, and by the others for comparison. */
final class PowerTable {
  /** Power above this would round to certainty, which no design has. */
  private static final double MOST = 0.99;

  private PowerTable() {}

  static void write(Markup out, Findings f) {
    List<Power> powers = f.result().design().power();
    if (powers.isEmpty()) {
      return;
    }
    deciding(out, f, powers);
    if (powers.stream().flatMap(p -> p.others().stream()).anyMatch(o -> o.decides() == null)) {
      others(out, f, powers);
    }
  }

  private static void deciding(Markup out, Findings f, List<Power> powers) {
    Table table =
        Table.open(
            out,
            "power-t",
            "What the design could decide, computed before the run.",
            false,
            List.of(
                Column.text("Outcome that decides"),
                modelled("Power"),
                modelled("Smallest change or margin"),
                modelled("Units"),
                Column.text("If"),
                Column.text("Method")));
    for (Power p : powers) {
      table.row(f.label(p.outcome()));
      table.number(power(p.power()), p.power());
      table.number(change(f, p, p.minimumDetectableEffect()), p.minimumDetectableEffect());
      table.number(Numbers.count(p.units()), p.units());
      table.prose(f.prose(p.assumption())).prose(f.prose(p.method())).end();
      for (MethodPower other : p.others()) {
        if (other.decides() != null) {
          table.row(f.label(p.outcome()));
          figures(table, f, p, other);
          table.number(Numbers.count(p.units()), p.units());
          table.prose(f.prose(p.assumption())).prose(other.decides() + ": " + other.name()).end();
        }
      }
    }
    table.close();
  }

  private static void others(Markup out, Findings f, List<Power> powers) {
    out.open("details").leaf("summary", "What other methods could decide with the same trials");
    out.leaf(
        "p",
        "Power is how many of 100 such runs would give an answer (0.80: 80 of them), if the truth"
            + " is as assumed above. The smallest change or margin is the one that 80 of 100 would"
            + " find or show: smaller is a sharper method. None of these decides anything.");
    Table table =
        Table.open(
            out,
            "power-others-t",
            "Power of other methods, computed before the run.",
            false,
            List.of(
                Column.text("Outcome"),
                Column.text("Method"),
                modelled("Power"),
                modelled("Smallest change or margin"),
                Column.text("How it was computed")));
    for (Power p : powers) {
      p.others().stream()
          .filter(other -> other.decides() == null)
          .forEach(other -> row(table, f, p, other));
    }
    table.close();
    out.close("details").line();
  }

  private static void row(Table table, Findings f, Power p, MethodPower other) {
    String shows = other.shows() == null ? "" : ": " + other.shows();
    table.row(f.label(p.outcome())).prose(other.name() + shows);
    figures(table, f, p, other);
    table.prose(other.basis()).end();
  }

  private static void figures(Table table, Findings f, Power p, MethodPower other) {
    table.number(power(other.power()), other.power());
    Double smallest = other.minimumDetectableEffect();
    if (smallest == null) {
      table.none("none: too few units");
    } else {
      table.number(change(f, p, smallest), smallest);
    }
  }

  private static Column modelled(String title) {
    return Column.number(title)
        .had(Provenance.MODELLED, "power of the design under the assumption");
  }

  private static String power(double power) {
    return power > MOST ? "> 0.99" : Numbers.fixed(power, 2);
  }

  /** An effect of the outcome, in per cent or percentage points. */
  static String change(Findings f, Power p, double effect) {
    return Numbers.fixed(100 * effect, 1)
        + (f.unit(p.outcome()) instanceof Unit.Share ? " pp" : " %");
  }
}
