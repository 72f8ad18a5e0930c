package mop.analysis.cost.roi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import mop.analysis.cost.Costing;
import mop.analysis.cost.Words;
import mop.analysis.input.InvalidInput;
import mop.analysis.input.NearestWord;
import mop.analysis.result.Estimate;
import mop.analysis.result.Provenance;
import mop.analysis.result.Result;

/**
 * What a treatment of a finished run saves a month: the baseline's bill less its own on the same
 * blocks, with the interval of the run.
 *
 * @param value as an investment states it: {@code LOW..LIKELY..HIGH@95}, or one number where the
 *     run has no interval
 * @param currency of the run's bills
 * @param source where it comes from, for people
 */
public record RunSaving(String value, String currency, String source) {

  /**
   * Reads a run.
   *
   * @param where how the run was named, for messages
   * @param treatment by name; the recommended one where it is absent
   * @throws InvalidInput when the run recommends nothing, or has no such treatment or no bill of it
   */
  public static RunSaving of(Result run, String where, Optional<String> treatment) {
    String name = treatment.orElseGet(() -> recommended(run, where));
    Estimate saving = negated(difference(run, where, name));
    return new RunSaving(value(saving), run.cost().currency(), source(run, name, saving));
  }

  private static String recommended(Result run, String where) {
    if (!run.recommendation().adopt()) {
      throw new InvalidInput(
          where,
          "run " + run.run().id() + " recommends no treatment",
          "one that does",
          "Name one with --treatment: " + String.join(", ", others(run)) + ".");
    }
    return run.recommendation().treatment();
  }

  private static List<String> others(Result run) {
    return run.design().treatments().stream()
        .filter(each -> !each.baseline())
        .map(Result.Treatment::name)
        .toList();
  }

  private static Estimate difference(Result run, String where, String treatment) {
    List<String> others = others(run);
    if (!others.contains(treatment)) {
      boolean baseline = treatment.equals(baseline(run));
      throw new InvalidInput(
          "--treatment " + treatment,
          baseline
              ? "it is the baseline, which saves nothing against itself"
              : "run " + run.run().id() + " has no such treatment",
          "another treatment of the run",
          baseline
              ? "Name one of " + String.join(", ", others) + "."
              : NearestWord.hint(treatment, others));
    }
    return run.effects().stream()
        .filter(
            each -> each.treatment().equals(treatment) && each.outcome().equals(Costing.OUTCOME))
        .map(Result.Effect::difference)
        .findFirst()
        .orElseThrow(() ->
            new InvalidInput(
                where,
                "run " + run.run().id() + " has no bill of treatment " + treatment,
                "a run with " + Costing.OUTCOME + " among its effects",
                "Name another treatment with --treatment."));
  }

  private static String baseline(Result run) {
    return run.design().treatments().stream()
        .filter(Result.Treatment::baseline)
        .map(Result.Treatment::name)
        .findFirst()
        .orElseThrow();
  }

  private static Estimate negated(Estimate difference) {
    return new Estimate(
        -difference.estimate(),
        -difference.high(),
        -difference.low(),
        difference.level(),
        difference.method(),
        difference.n());
  }

  private static String value(Estimate saving) {
    return saving.level() == 0
        ? cents(saving.estimate())
        : cents(saving.low())
            + ".."
            + cents(saving.estimate())
            + ".."
            + cents(saving.high())
            + "@"
            + percent(saving.level());
  }

  private static String cents(double amount) {
    return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String percent(double level) {
    return BigDecimal.valueOf(100 * level)
        .setScale(6, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String source(Result run, String treatment, Estimate saving) {
    String provenance =
        run.outcomes().stream()
            .filter(each -> each.name().equals(Costing.OUTCOME))
            .map(Result.Outcome::provenance)
            .findFirst()
            .orElse(Provenance.MODELLED)
            .name()
            .toLowerCase(Locale.ROOT);
    return provenance
        + ": run "
        + run.run().id()
        + " of "
        + run.experiment().name()
        + ", bill of "
        + baseline(run)
        + " less that of "
        + treatment
        + " at scenario "
        + run.cost().scenario().name()
        + ", prices "
        + run.cost().catalog().name()
        + " of "
        + run.cost().catalog().date()
        + "; "
        + (saving.level() == 0
            ? "no interval"
            : "interval of "
                + Words.of(saving.n())
                + " blocks ("
                + saving.method()
                + "), which holds nothing of the step to the scenario's size")
        + run.cost().treatments().stream()
            .filter(each -> each.name().equals(treatment))
            .map(Result.TreatmentCost::model)
            .filter(Objects::nonNull)
            .findFirst()
            .map(model ->
                ": of the bill of "
                    + treatment
                    + " alone the scaling laws leave "
                    + cents(model.low())
                    + " to "
                    + cents(model.high())
                    + " open")
            .orElse("");
  }
}
