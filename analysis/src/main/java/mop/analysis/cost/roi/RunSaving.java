package mop.analysis.cost.roi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
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
 * @param cautions what the run says against taking it at its word, a sentence each
 */
public record RunSaving(String value, String currency, String source, List<String> cautions) {

  /**
   * Reads a run.
   *
   * @param where how the run was named, for messages
   * @param treatment by name; the recommended one where it is absent
   * @throws InvalidInput when the run recommends nothing, or has no such treatment or no bill of it
   */
  public static RunSaving of(Result run, String where, Optional<String> treatment) {
    String name = treatment.orElseGet(() -> recommended(run, where));
    Estimate ofBlocks = negated(difference(run, where, name));
    Optional<Estimate> ofLaws = laws(run, name);
    Estimate saving = ofLaws.map(open -> both(ofBlocks, open)).orElse(ofBlocks);
    return new RunSaving(
        value(saving),
        run.cost().currency(),
        source(run, name, ofBlocks, ofLaws),
        cautions(run, name));
  }

  private static Optional<Estimate> laws(Result run, String treatment) {
    return run.cost().treatments().stream()
        .filter(each -> each.name().equals(treatment))
        .map(Result.TreatmentCost::modelSaving)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Both uncertainties are independent, so their squares add up, each side by itself. */
  private static Estimate both(Estimate blocks, Estimate laws) {
    double at = blocks.estimate();
    return new Estimate(
        at,
        at - Math.hypot(at - blocks.low(), laws.estimate() - laws.low()),
        at + Math.hypot(blocks.high() - at, laws.high() - laws.estimate()),
        laws.level(),
        blocks.method(),
        blocks.n());
  }

  private static List<String> cautions(Result run, String treatment) {
    List<String> cautions = new ArrayList<>();
    run.effects().stream()
        .filter(each -> each.treatment().equals(treatment))
        .filter(each -> each.outcome().equals(run.experiment().primaryAccuracy()))
        .map(Result.Effect::verdict)
        .filter(Objects::nonNull)
        .filter(verdict -> !verdict.is().equals("equivalent") && !verdict.is().equals("improved"))
        .forEach(verdict ->
            cautions.add(
                "The run does not recommend "
                    + treatment
                    + ": accuracy "
                    + verdict.is()
                    + ", "
                    + verdict.reason()
                    + "."));
    cautions.add(run.cost().headline());
    return List.copyOf(cautions);
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

  private static String source(
      Result run, String treatment, Estimate blocks, Optional<Estimate> laws) {
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
        + (blocks.level() == 0
            ? "no interval of blocks"
            : "interval of " + Words.of(blocks.n()) + " blocks (" + blocks.method() + ")")
        + laws.map(open ->
                " together with what the scaling laws leave open, "
                    + cents(open.low())
                    + " to "
                    + cents(open.high()))
            .orElse(", which holds nothing of the step to the scenario's size");
  }
}
