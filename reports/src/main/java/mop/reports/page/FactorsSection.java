package mop.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mop.analysis.result.Estimate;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result.FactorEffect;
import mop.analysis.result.Result.Factorial;
import mop.analysis.result.Result.SavingPart;
import mop.analysis.result.Result.Surface;
import mop.analysis.result.Result.TwoLevels;
import mop.reports.markup.Markup;
import mop.reports.page.Table.Column;
import mop.reports.words.FactorWords;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.Shown;
import mop.reports.words.Unit;

/** What each factor does, and what part of the joint saving is its. */
record FactorsSection() implements Section {

  @Override
  public String id() {
    return "factors";
  }

  @Override
  public String title() {
    return "What each factor does";
  }

  @Override
  public boolean has(Findings f) {
    return f.result().factorial() != null || f.result().surface() != null;
  }

  @Override
  public void write(Markup out, Findings f) {
    Factorial factorial = f.result().factorial();
    if (factorial != null) {
      out.leaf(
          "p",
          "The treatments are "
              + factorial.design()
              + (factorial.jointSaving() == null
                  ? ". Each effect is seen together with those that it cannot be told from: "
                  : ", so the effect of each factor can be told apart: ")
              + factorial.factors().stream()
                  .map(FactorWords::step)
                  .collect(Collectors.joining("; "))
              + ".");
      effects(out, f, factorial);
      Estimate joint = factorial.jointSaving();
      if (joint != null) {
        savings(out, f, factorial, joint);
      }
    }
    Surface surface = f.result().surface();
    if (surface != null) {
      surface(out, f, surface);
    }
  }

  private static void effects(Markup out, Findings f, Factorial factorial) {
    boolean aliased = factorial.effects().stream().anyMatch(e -> !e.aliases().isEmpty());
    String accuracy = Headline.lower(f.label(f.primaryAccuracy()));
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("Factor or interaction"),
                Column.number("Change of the bill").had(Provenance.MODELLED, "bills of the trials"),
                Column.number("Change of " + accuracy)
                    .had(Provenance.MEASURED, "share found in each trial")));
    if (aliased) {
      columns.add(Column.text("Cannot be told from"));
    }
    Table table =
        Table.open(
            out,
            "factors-t",
            "Change from the baseline's level to the other, averaged over the levels of the other"
                + " factors, on "
                + factorial.blocks()
                + " blocks"
                + Intervals.level(f)
                + ".",
            false,
            columns);
    String cost = f.result().experiment().primaryCost();
    for (FactorEffect effect : factorial.effects()) {
      if (effect.outcome().equals(cost)) {
        table.row(effect.name());
        table.figure(Unit.change(effect.change()), effect.change().estimate());
        other(factorial, f.primaryAccuracy(), effect.name())
            .ifPresentOrElse(
                e -> table.figure(shown(f, e), e.estimate()), () -> table.none("not judged"));
        if (aliased) {
          table.prose(String.join("; ", effect.aliases()));
        }
        table.end();
      }
    }
    table.close();
    out.leaf(
        "p",
        "An interaction (a × b) is half of how much the effect of one factor differs between the"
            + " levels of the other: near 0, each does its work whatever the other is. Intervals"
            + " only, no verdicts: with many of them some miss by chance.",
        "class",
        "soft small");
  }

  private static Shown shown(Findings f, Estimate difference) {
    return f.unit(f.primaryAccuracy()).difference(difference);
  }

  private static Optional<Estimate> other(Factorial factorial, String outcome, String name) {
    return factorial.effects().stream()
        .filter(e -> e.outcome().equals(outcome) && e.name().equals(name))
        .map(FactorEffect::change)
        .findFirst();
  }

  private static void savings(Markup out, Findings f, Factorial factorial, Estimate joint) {
    out.leaf("h3", "Who saves what");
    out.leaf(
        "p",
        "Savings of measures taken together do not add up: what one has saved the other cannot"
            + " save again. Each factor is credited with what it saves on average over all orders"
            + " in which they could be changed (Shapley values), so the parts add up to the"
            + " whole.");
    Table table =
        Table.open(
            out,
            "savings-t",
            "Parts of the joint saving, " + f.currency() + " a month.",
            false,
            List.of(
                Column.text("Factor"),
                Column.text("From → to"),
                Column.number("Saving").had(Provenance.MODELLED, "bills of the trials"),
                Column.number("Part of the whole")
                    .had(Provenance.MODELLED, "bills of the trials")));
    Map<String, TwoLevels> levels =
        factorial.factors().stream().collect(Collectors.toMap(TwoLevels::name, x -> x));
    for (SavingPart part : factorial.savings()) {
      TwoLevels level = levels.get(part.factor());
      table.row(part.factor());
      table.text(level == null ? "" : level.baseline() + " → " + level.other());
      table.figure(f.money().value(part.saving()), part.saving().estimate());
      table.number(FactorWords.share(part, joint), part.saving().estimate()).end();
    }
    table.row("lead", "All together").text("");
    table.figure(f.money().value(joint), joint.estimate());
    table.number(joint.estimate() <= 0 ? "" : "100 %", joint.estimate()).end();
    table.close();
  }

  private static void surface(Markup out, Findings f, Surface surface) {
    out.leaf("h3", "The bill over the numeric factors");
    String held =
        surface.held().entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    String lowest = FactorWords.lowest(f, surface);
    out.open("p")
        .text(
            "A quadratic fitted to the logarithm of the bill on "
                + surface.blocks()
                + " blocks"
                + (held.isEmpty() ? "" : ", with " + held)
                + ": "
                + lowest
                + " (geometric mean over blocks) ");
    Badge.provenance(out, Provenance.MODELLED, "quadratic response surface");
    out.text(". " + FactorWords.stationary(surface)).close("p").line();
  }
}
