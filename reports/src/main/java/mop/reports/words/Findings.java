package mop.reports.words;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import mop.analysis.result.Estimate;
import mop.analysis.result.Result;
import mop.analysis.result.Result.Accuracy;
import mop.analysis.result.Result.Budget;
import mop.analysis.result.Result.Effect;
import mop.analysis.result.Result.Outcome;
import mop.analysis.result.Result.Treatment;
import mop.analysis.result.Result.TreatmentCost;

/** A result with what is looked up in it time and again. Reads, never computes. */
public final class Findings {

  private record Key(String treatment, String outcome) {}

  private final Result result;
  private final Map<Key, Effect> effects = new HashMap<>();
  private final Map<String, TreatmentCost> bills = new HashMap<>();
  private final Map<String, Accuracy> accuracies = new HashMap<>();
  private final Map<String, Budget> budgets = new HashMap<>();
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Prose prose;

  public Findings(Result result) {
    this.result = result;
    result.effects().forEach(e -> effects.put(new Key(e.treatment(), e.outcome()), e));
    result.cost().treatments().forEach(c -> bills.put(c.name(), c));
    result.accuracy().forEach(a -> accuracies.put(a.treatment(), a));
    result.diagnostics().budgets().forEach(b -> budgets.put(b.treatment(), b));
    result.outcomes().forEach(o -> outcomes.put(o.name(), o));
    this.prose = new Prose(result.outcomes());
  }

  public Result result() {
    return result;
  }

  /** All treatments, in the order of the design. */
  public List<Treatment> treatments() {
    return result.design().treatments();
  }

  /** The treatment that the others are compared with. */
  public String baseline() {
    return treatments().stream()
        .filter(Treatment::baseline)
        .map(Treatment::name)
        .findFirst()
        .orElse("baseline");
  }

  public Optional<Effect> effect(String treatment, String outcome) {
    return Optional.ofNullable(effects.get(new Key(treatment, outcome)));
  }

  public Optional<Effect> costEffect(String treatment) {
    return effect(treatment, result.experiment().primaryCost());
  }

  public Optional<Effect> accuracyEffect(String treatment) {
    return effect(treatment, primaryAccuracy());
  }

  /** Name of the co-primary outcome of accuracy. */
  public String primaryAccuracy() {
    return result.experiment().primaryAccuracy();
  }

  /** Whether the primary accuracy is a share, so that its change is in percentage points. */
  public boolean primaryIsShare() {
    return unit(primaryAccuracy()) instanceof Unit.Share;
  }

  /** Whether more of the primary accuracy is better. */
  public boolean higherIsBetter() {
    return outcome(primaryAccuracy()).map(o -> o.better().equals("higher")).orElse(true);
  }

  /**
   * Level of an outcome under a treatment; for the baseline, as the comparison on the most blocks
   * has it: one with a treatment that was stopped saw few. Empty where nothing was observed, as in
   * a workload without faults.
   */
  public Optional<Estimate> level(Treatment treatment, String outcome) {
    Optional<Estimate> level =
        treatment.baseline()
            ? result.effects().stream()
                .filter(e -> e.outcome().equals(outcome))
                .map(Effect::baseline)
                .max(Comparator.comparingInt(Estimate::n))
            : effect(treatment.name(), outcome).map(Effect::value);
    return level.filter(e -> e.n() > 0);
  }

  public Optional<TreatmentCost> bill(String treatment) {
    return Optional.ofNullable(bills.get(treatment));
  }

  public Optional<Accuracy> accuracy(String treatment) {
    return Optional.ofNullable(accuracies.get(treatment));
  }

  public Optional<Budget> budget(String treatment) {
    return Optional.ofNullable(budgets.get(treatment));
  }

  public Optional<Outcome> outcome(String name) {
    return Optional.ofNullable(outcomes.get(name));
  }

  /** Name of an outcome for people. */
  public String label(String outcome) {
    return outcome(outcome)
        .map(Outcome::label)
        .filter(l -> !l.isBlank())
        .map(Prose::words)
        .orElse(outcome);
  }

  /** A sentence of the result for people: labels for names, and the minus sign of figures. */
  public String prose(String text) {
    return prose.of(text);
  }

  /** A figure of the result with its interval, all of it with one decimal. */
  public String figure(String text) {
    return Prose.evened(text);
  }

  /** What a treatment is: the only factor's name, else {@code treatment}. */
  public String noun() {
    var factors = result.design().factors();
    return factors.size() == 1 ? factors.getFirst().name() : "treatment";
  }

  /** Whether the workload was recorded, so that it has as many blocks as its length gives. */
  public boolean recording() {
    return !result.run().workload().spec().startsWith("shop");
  }

  /** Visible faults on which the accuracy rests. */
  public int judgedFaults() {
    return accuracy(baseline()).map(a -> a.visibleFaults().faults()).orElse(0);
  }

  public Unit unit(String outcome) {
    return Unit.of(outcome(outcome).map(Outcome::unit).orElse(""), currency());
  }

  public String currency() {
    return result.cost().currency();
  }

  /** Unit of the bill. */
  public Unit money() {
    return new Unit.Money(currency());
  }

  /** The change of an effect that its verdict is about, in words and figures. */
  public Shown change(Effect effect) {
    Unit unit = unit(effect.outcome());
    Estimate relative = effect.relativeChange();
    if (changed(effect).n() == 0) {
      return Shown.of(Numbers.UNKNOWN);
    }
    return unit instanceof Unit.Share || relative == null
        ? unit.difference(effect.difference())
        : Unit.change(relative);
  }

  /** The estimate behind {@link #change}. */
  public Estimate changed(Effect effect) {
    Estimate relative = effect.relativeChange();
    return unit(effect.outcome()) instanceof Unit.Share || relative == null
        ? effect.difference()
        : relative;
  }

  /** The margin with its unit, for example {@code 2 pp}, on one line. */
  public String margin() {
    String number = Numbers.significant(100 * result.experiment().margin());
    return number + (primaryIsShare() ? "\u00A0pp" : "\u00A0%");
  }

  /** Where the treatment stands. */
  public Standing standing(Treatment treatment) {
    return Judging.of(this, treatment);
  }

  /** Where the treatment of this name stands. */
  public Standing standing(String name) {
    return treatments().stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .map(this::standing)
        .orElseThrow(() -> new IllegalArgumentException("no treatment " + name));
  }

  /** The most blocks that any open verdict on a primary outcome would probably need. */
  public OptionalInt blocksNeeded() {
    return treatments().stream()
        .filter(t -> standing(t) instanceof Standing.Undecided)
        .flatMap(t -> Judging.verdicts(this, t.name()).stream())
        .flatMap(v -> Stream.ofNullable(v.blocksNeeded()))
        .mapToInt(Integer::intValue)
        .max();
  }
}
