package mop.reports.page;

import java.util.Locale;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;
import mop.analysis.result.Result.Effect;
import mop.analysis.result.Result.Treatment;
import mop.reports.markup.Markup;
import mop.reports.words.Findings;
import mop.reports.words.Headline;
import mop.reports.words.Shown;
import mop.reports.words.Unit;

/** What a reader sees first: the verdict in words, with interval and money. */
final class Hero {

  /** A verdict with a name up to this many characters stays on one line of a phone. */
  private static final int UNBROKEN = 20;

  private final Markup out;
  private final Findings f;
  private final Headline headline;

  private Hero(Markup out, Findings f) {
    this.out = out;
    this.f = f;
    this.headline = Headline.of(f);
  }

  static void write(Markup out, Findings f) {
    new Hero(out, f).write();
  }

  private void write() {
    Result.Run run = f.result().run();
    out.open("header", "class", "hero").line();
    out.open("p", "class", "run").leaf("strong", f.result().experiment().name());
    out.text(" · run " + run.id() + " · " + day(run.finishedAt()) + " · " + workload());
    out.close("p").line();
    title();
    out.leaf("p", lede(), "class", "lede").line();
    if (!f.result().recommendation().why().isBlank()) {
      out.leaf("p", f.result().recommendation().why()).line();
    }
    tiles();
    callout();
    gates();
    out.close("header").line();
  }

  private void title() {
    String name = headline.verb() + " " + headline.treatment();
    boolean fits = name.length() <= UNBROKEN;
    out.open("h1").leaf("span", name + colon(), "class", fits ? "nb" : "long");
    if (headline.adopt()) {
      f.costEffect(headline.treatment()).ifPresent(e -> out.text(" " + brief(e)));
    } else {
      boolean open = headline.accuracy().startsWith("undecided");
      out.text(open ? " not decided yet" : " nothing cheaper is accurate enough");
    }
    out.close("h1").line();
  }

  private String colon() {
    return headline.adopt() && f.costEffect(headline.treatment()).isEmpty() ? "" : ":";
  }

  /** The saving without its interval, which the next line gives. */
  private String brief(Effect cost) {
    String saving = Headline.saving(f, cost);
    int bracket = saving.indexOf("\u00A0[");
    return bracket < 0 ? saving : saving.substring(0, bracket);
  }

  private String lede() {
    if (!headline.adopt()) {
      String reason = headline.accuracy();
      return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".";
    }
    String scenario = f.result().cost().scenario().name();
    String relative =
        f.costEffect(headline.treatment())
            .filter(e -> f.unit(e.outcome()) instanceof Unit.Money && e.relativeChange() != null)
            .map(e -> " (" + f.change(e).unbroken() + ")")
            .orElse("");
    return headline.money()
        + relative
        + " than "
        + f.baseline()
        + ", at the "
        + scenario
        + " scenario; "
        + headline.accuracy()
        + ".";
  }

  private void tiles() {
    String name = headline.treatment();
    Treatment treatment =
        f.treatments().stream()
            .filter(t -> t.name().equals(name))
            .findFirst()
            .orElse(f.treatments().getFirst());
    out.open("dl", "class", "tiles").line();
    bill(treatment);
    f.costEffect(name).ifPresent(e -> changed("Change of the bill", e));
    level(treatment);
    f.accuracyEffect(name).ifPresent(e -> changed("Against the " + f.margin() + " margin", e));
    if (!headline.adopt()) {
      f.blocksNeeded()
          .ifPresent(n ->
              tile(
                  "Blocks that would probably decide",
                  Shown.of(Integer.toString(n)),
                  "this run had " + f.result().design().replicates(),
                  () -> Badge.provenance(out, Provenance.MODELLED, "power of the design")));
    }
    out.close("dl").line();
  }

  private void bill(Treatment treatment) {
    f.bill(treatment.name())
        .ifPresent(bill -> {
          String was =
              treatment.baseline()
                  ? ""
                  : f.bill(f.baseline())
                      .map(b -> "was " + f.money().value(b.monthly()).text())
                      .orElse("");
          String source = f.result().cost().catalog().name();
          tile(
              "Monthly cost",
              f.money().value(bill.monthly()),
              was,
              () -> Badge.provenance(out, Provenance.MODELLED, source));
        });
  }

  private void level(Treatment treatment) {
    String outcome = f.primaryAccuracy();
    f.level(treatment, outcome)
        .ifPresent(e -> {
          String was =
              f.treatments().stream()
                  .filter(t -> t.baseline() && !treatment.baseline())
                  .flatMap(t -> f.level(t, outcome).stream())
                  .map(b -> f.baseline() + " " + f.unit(outcome).value(b).text())
                  .findFirst()
                  .orElse("");
          tile(
              f.label(outcome),
              f.unit(outcome).value(e),
              was,
              () -> Badge.outcome(out, f, outcome));
        });
  }

  private void changed(String label, Effect effect) {
    String is = effect.verdict() == null ? "" : effect.verdict().is();
    String word = is.equals("equivalent") ? "non-inferior" : is;
    tile(label, f.change(effect), word, () -> Badge.outcome(out, f, effect.outcome()));
  }

  private void tile(String label, Shown shown, String beside, Runnable badge) {
    out.open("div").leaf("dt", label).open("dd").leaf("span", shown.point(), "class", "big");
    if (!shown.interval().isEmpty()) {
      out.leaf("span", shown.interval().replace(' ', '\u00A0'), "class", "by");
    }
    if (!beside.isEmpty()) {
      out.leaf("span", beside, "class", "by");
    }
    badge.run();
    out.close("dd").close("div").line();
  }

  private void callout() {
    String kind = f.result().cost().headline();
    if (!kind.isBlank()) {
      out.leaf("p", kind, "class", "callout").line();
    }
  }

  private void gates() {
    var gates = f.result().gates();
    if (!gates.isEmpty()) {
      long passed = gates.stream().filter(g -> g.outcome().equals("passed")).count();
      out.open("p", "class", "small");
      out.leaf("a", passed + " of " + gates.size() + " gates passed", "href", "#gates");
      out.close("p").line();
    }
  }

  private String workload() {
    return "workload "
        + f.result().run().workload().spec()
        + ", "
        + f.result().design().replicates()
        + " blocks";
  }

  private static String day(String instant) {
    return instant.length() >= 10 ? instant.substring(0, 10) : instant;
  }
}
