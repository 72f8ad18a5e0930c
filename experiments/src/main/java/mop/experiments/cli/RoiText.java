package mop.experiments.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import mop.analysis.cost.Words;
import mop.analysis.cost.roi.Roi;

/** The judgement of an investment for people, in at most 80 columns. */
final class RoiText {
  /** Source of a number that nobody stated. */
  static final String DEFAULT = "assumed: the default";

  private static final int COLUMNS = 80;
  private static final int BAR = 30;

  private final StringBuilder text = new StringBuilder();
  private final Roi roi;

  private RoiText(Roi roi) {
    this.roi = roi;
  }

  static String render(Roi roi) {
    RoiText text = new RoiText(roi);
    text.headline();
    text.figures();
    text.risk();
    text.tornado();
    text.inputs();
    return text.text.toString();
  }

  private void say(String line, String indent) {
    text.append(Wrapped.at(COLUMNS, line, indent));
  }

  private void row(String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-34s %s", name, value)).append('\n');
  }

  private String money(BigDecimal amount) {
    return Words.money(amount, roi.currency());
  }

  private static String months(Optional<Double> months) {
    return months.map(value -> Words.of(value, 3) + " months").orElse("not within these months");
  }

  private void headline() {
    boolean pays = roi.likely().npv().signum() >= 0;
    say(
        roi.name()
            + ": "
            + (pays ? "pays" : "does not pay")
            + " within "
            + roi.months()
            + " months at the most likely numbers: "
            + value()
            + " "
            + money(roi.likely().npv())
            + roi.probabilityOfLoss()
                .map(loss -> ", a loss in " + Words.of(100 * loss, 3) + " % of the draws")
                .orElse(""),
        "  ");
    roi.cautions().forEach(caution -> say("! " + caution, "  "));
    text.append('\n');
  }

  /** Without a rate nothing is brought to the present. */
  private String value() {
    return roi.discounted() ? "net present value" : "sum of all flows, not discounted,";
  }

  private void figures() {
    Roi.Figures figures = roi.likely();
    row(
        roi.discounted() ? "net present value" : "sum of all flows, not discounted",
        money(figures.npv()));
    row(
        "internal rate of return",
        figures
            .irr()
            .map(rate -> Words.of(100 * rate, 4) + " % a year (monthly flows)")
            .orElse("none: the flows do not change sign exactly once"));
    row("payback", months(figures.paybackMonths()));
    row("payback in today's money", months(figures.discountedPaybackMonths()));
    row("monthly saving that breaks even", money(figures.breakEvenSaving()));
    row("sum of savings, not discounted", money(figures.savingsTotal()));
  }

  private void risk() {
    if (roi.npv().isEmpty()) {
      return;
    }
    Roi.Quantiles npv = roi.npv().get();
    text.append('\n');
    say(
        Words.of(roi.draws())
            + " draws, seed "
            + roi.seed()
            + ", numbers independent of each other",
        "  ");
    row(
        (roi.discounted() ? "net present value" : "sum of all flows") + ", 5 % are below",
        money(npv.p5()));
    row("half are below", money(npv.p50()));
    row("95 % are below", money(npv.p95()));
    roi.probabilityOfLoss().ifPresent(loss -> row("a loss", percent(loss)));
    roi.probabilityOfPayback()
        .ifPresent(back -> row("paid back within these months", percent(back)));
  }

  private static String percent(double share) {
    return Words.of(100 * share, 3) + " % of the draws";
  }

  private void tornado() {
    if (roi.tornado().isEmpty()) {
      return;
    }
    text.append('\n');
    say(
        "What matters: "
            + (roi.discounted() ? "net present value" : "sum of all flows")
            + " from a number's 5 % to its 95 % quantile",
        "  ");
    BigDecimal widest = roi.tornado().getFirst().width();
    for (Roi.Swing swing : roi.tornado()) {
      int length =
          widest.signum() == 0
              ? 0
              : (int) Math.round(BAR * swing.width().doubleValue() / widest.doubleValue());
      text.append(
          String.format(
                  Locale.ROOT,
                  "  %-14s %14s %14s  %s%n",
                  swing.input(),
                  Words.money(swing.npvAtLow()),
                  Words.money(swing.npvAtHigh()),
                  "█".repeat(length))
              .replace(System.lineSeparator(), "\n"));
    }
  }

  private void inputs() {
    text.append('\n');
    roi.inputs()
        .forEach((name, value) ->
            row(
                name + unit(name),
                value + (DEFAULT.equals(roi.sources().get(name)) ? " (default)" : "")));
    roi.sources()
        .forEach((name, source) -> {
          if (!source.equals(DEFAULT)) {
            say("  " + name + ", " + source, "    ");
          }
        });
    say(
        roi.sources().values().stream().allMatch(DEFAULT::equals)
            ? "  all numbers assumed: as they were stated, or the default where marked"
            : "  the other numbers assumed: as they were stated, or the default where marked",
        "    ");
  }

  private String unit(String input) {
    return switch (input) {
      case "discountRate", "savingGrowth" -> ", % a year";
      case "rampMonths" -> "";
      default -> ", " + roi.currency();
    };
  }
}
