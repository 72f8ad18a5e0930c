package mop.experiments.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import mop.analysis.cost.Words;
import mop.analysis.cost.carbon.Carbon;
import mop.analysis.cost.carbon.Carbon.InRegion;

/** What a system emits, for people, in at most 80 columns. */
final class CarbonText {
  private static final int COLUMNS = 80;

  /** Regions side by side. */
  private static final int A_BLOCK = 4;

  private final StringBuilder text = new StringBuilder();

  private CarbonText() {}

  static String render(Carbon carbon, String source) {
    CarbonText text = new CarbonText();
    text.say(
        carbon.scenario()
            + ": carbon a month, modelled; coefficients "
            + carbon.coefficients()
            + " of "
            + carbon.date()
            + ", location-based");
    for (int from = 0; from < carbon.regions().size(); from += A_BLOCK) {
      text.table(
          carbon,
          carbon.regions().subList(from, Math.min(carbon.regions().size(), from + A_BLOCK)));
    }
    text.text.append('\n');
    text.say(
        "Processors are busy "
            + Words.of(100 * carbon.utilisation(), 3)
            + " % of the time on average, as the scenario plans them; R is "
            + carbon.functionalUnit()
            + ", "
            + Words.of(carbon.unitsPerMonth(), 6)
            + " a month.");
    carbon.notCounted().forEach(what -> text.say("! not counted: " + what));
    text.say("Coefficients: " + source);
    return text.text.toString();
  }

  private void say(String line) {
    text.append(Wrapped.at(COLUMNS, line, "  "));
  }

  private void table(Carbon carbon, List<InRegion> block) {
    StringBuilder heading = new StringBuilder(String.format(Locale.ROOT, "%-16s", ""));
    block.forEach(each -> heading.append(String.format(Locale.ROOT, "%16s", each.region())));
    text.append("\n").append(heading).append('\n');
    for (String part : block.getFirst().energyKwh().keySet()) {
      row("E " + part + " kWh", block, each -> each.energyKwh().getOrDefault(part, 0.0));
    }
    row("E kWh", block, InRegion::totalKwh);
    row("I g/kWh", block, InRegion::gramsPerKwh);
    row("E × I kg", block, InRegion::operationalKg);
    row("M kg", block, InRegion::embodiedKg);
    row("total kg", block, InRegion::totalKg);
    row("SCI g", block, InRegion::sciGrams);
    say("  SCI per " + carbon.functionalUnit());
  }

  private void row(String name, List<InRegion> block, ToDoubleFunction<InRegion> figure) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-16s", name));
    block.forEach(each ->
        row.append(String.format(Locale.ROOT, "%16s", Words.of(figure.applyAsDouble(each), 4))));
    text.append(row).append('\n');
  }
}
