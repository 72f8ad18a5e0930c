package mop.analysis.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One finished experiment. Field for field the JSON document {@code mop.result/v1}; its schema is
 * {@code analysis/schema/result-v1.schema.json}. Nullable components are absent from the JSON.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Result(
    String schema,
    Experiment experiment,
    Run run,
    Design design,
    List<Outcome> outcomes,
    List<Effect> effects,
    List<Robustness> robustness,
    @Nullable Factorial factorial,
    @Nullable Surface surface,
    List<Usage> usage,
    Cost cost,
    List<Accuracy> accuracy,
    List<Claim> claims,
    List<Gate> gates,
    Recommendation recommendation,
    Diagnostics diagnostics) {

  /** Value of {@link #schema()}. */
  public static final String SCHEMA = "mop.result/v1";

  /**
   * The question that was asked.
   *
   * @param primaryCost name of the co-primary outcome of cost
   * @param primaryAccuracy name of the co-primary outcome of accuracy
   * @param margin non-inferiority margin of {@code primaryAccuracy}, as a fraction (0.02 is 2 pp)
   */
  public record Experiment(
      String name, String question, String primaryCost, String primaryAccuracy, double margin) {}

  /**
   * One execution of the experiment.
   *
   * @param startedAt ISO 8601 in UTC
   * @param finishedAt ISO 8601 in UTC
   * @param command the command line that repeats the run
   * @param stack role to who filled it
   */
  public record Run(
      String id,
      String startedAt,
      String finishedAt,
      long seed,
      String command,
      String version,
      Machine machine,
      Map<String, Component> stack,
      Workload workload) {}

  /** Where it ran. */
  public record Machine(
      String os, String arch, String cpu, int cores, long memoryBytes, String jdk, int threads) {}

  /** Who filled a role, in which version. */
  public record Component(String provider, String version) {}

  /**
   * @param bytes OTLP protobuf bytes of all measured blocks
   * @param sha256 of the OTLP bytes of all blocks, in order
   * @param skippedLines lines that could not be read and were left out
   * @param note what a reader must know of this workload, or empty
   */
  public record Workload(
      String spec,
      long spans,
      long traces,
      long bytes,
      String sha256,
      int faults,
      int visibleFaults,
      long skippedLines,
      String note) {}

  /**
   * How the trials were laid out.
   *
   * @param replicates measured blocks
   * @param warmUpBlocks blocks run first and left out of every figure
   * @param stopping when the run stops adding blocks, in words
   * @param stopped treatments that a guardrail stopped before the run's end
   */
  public record Design(
      List<Factor> factors,
      List<Treatment> treatments,
      int replicates,
      int warmUpBlocks,
      String stopping,
      List<Stopped> stopped,
      List<Power> power) {}

  /**
   * A treatment whose harm was established.
   *
   * @param blocks measured blocks it was run on
   * @param outcome the watched outcome
   * @param worse largest tolerated change for the worse, as a fraction
   * @param change the outcome's change with the confidence sequence that shows the harm, at the
   *     level that is left of 0.95 when the guardrails of all treatments share it
   */
  public record Stopped(
      String treatment, int blocks, String outcome, double worse, Estimate change) {}

  /** A knob and its settings. */
  public record Factor(String name, List<String> levels) {}

  /**
   * A named combination of levels.
   *
   * @param baseline true for exactly one treatment
   * @param levels factor name to level name
   */
  public record Treatment(String name, boolean baseline, Map<String, String> levels) {}

  /**
   * What the design can decide for one primary outcome.
   *
   * @param method whose power this is, and whether it gives the interval, the test or both: a
   *     change is decided when the interval excludes none and the test rejects
   * @param power probability to reach the verdict by this method when the assumption holds
   * @param minimumDetectableEffect smallest true change decided with power 0.8, as a fraction
   * @param smallestMargin smallest margin that so many units can show when nothing is lost, as a
   *     fraction; absent where no margin decides
   * @param decidable whether the margin can be reached at all with this many units
   * @param others the same of the other methods: of one that decides beside {@code method}, where
   *     there is one, and of reasonable ones that decide nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Power(
      String outcome,
      String method,
      int units,
      String assumption,
      double power,
      double minimumDetectableEffect,
      @Nullable Double smallestMargin,
      boolean decidable,
      List<MethodPower> others) {}

  /**
   * What another method could decide with the same units.
   *
   * @param shows what it is to show, in words; absent when the same as the deciding method
   * @param power probability to show it when the assumption holds
   * @param minimumDetectableEffect smallest change, or narrowest margin, that it shows with power
   *     0.8, as a fraction; absent when there is none
   * @param basis {@code exact}, or how it was simulated, and what else was assumed
   * @param decides {@code interval} or {@code test} where it gives that; absent where it decides
   *     nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MethodPower(
      String name,
      @Nullable String shows,
      double power,
      @Nullable Double minimumDetectableEffect,
      String basis,
      @Nullable String decides) {

    /** A method that decides nothing. */
    public MethodPower(
        String name,
        @Nullable String shows,
        double power,
        @Nullable Double minimumDetectableEffect,
        String basis) {
      this(name, shows, power, minimumDetectableEffect, basis, null);
    }

    /** The same method where it gives the interval or the test of the verdict. */
    public MethodPower deciding(String what) {
      return new MethodPower(name, shows, power, minimumDetectableEffect, basis, what);
    }
  }

  /**
   * A measured quantity of a trial.
   *
   * @param better {@code lower} or {@code higher}
   * @param source where a modelled or assumed value comes from; for measured ones how it was read
   */
  public record Outcome(
      String name,
      String label,
      String unit,
      String better,
      boolean primary,
      Provenance provenance,
      String source) {}

  /**
   * A treatment against the baseline on one outcome.
   *
   * @param baseline mean of the baseline over blocks
   * @param value mean of the treatment over blocks
   * @param relativeChange value / baseline − 1 on the ratio scale; absent where the baseline is 0
   *     or the outcome is a proportion
   * @param difference value − baseline, in the unit of the outcome; for proportions the change that
   *     is judged
   * @param test absent for secondary outcomes: they get intervals, no verdict by p-value
   * @param verdict absent for secondary outcomes
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Effect(
      String treatment,
      String outcome,
      Estimate baseline,
      Estimate value,
      @Nullable Estimate relativeChange,
      Estimate difference,
      @Nullable Test test,
      @Nullable Verdict verdict,
      List<String> warnings) {}

  /**
   * A significance test.
   *
   * @param pAdjusted p after Holm over treatments
   */
  public record Test(String name, double p, double pAdjusted) {}

  /**
   * What the interval and the margin say.
   *
   * @param is {@code improved}, {@code regressed}, {@code equivalent} (non-inferior within the
   *     margin), {@code inconclusive} or {@code invalid}
   * @param blocksNeeded blocks that would probably decide, where more blocks would help
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Verdict(String is, String reason, @Nullable Integer blocksNeeded) {}

  /**
   * Whether a verdict survives whatever reasonable method is taken. The table decides nothing: the
   * interval and the test of the verdict were named before the run, and stand in it for comparison.
   *
   * @param verdict of the named methods
   * @param methods at the same level, without correction for several treatments
   */
  public record Robustness(
      String treatment, String outcome, String verdict, List<Method> methods) {}

  /**
   * A way to judge an effect.
   *
   * @param low lower end of the change; absent for tests and for changes on another scale
   * @param high upper end likewise
   * @param p two-sided p of a test that has no interval
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Method(
      String name,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double p,
      String verdict) {}

  /**
   * What each factor does, where the treatments are all combinations of two levels a factor, or a
   * regular fraction of them.
   *
   * @param design which combinations were tried, in words
   * @param blocks blocks in which every combination was
   * @param effects main effects and interactions; of the bill, then of the share of faults found
   * @param jointSaving what all factors together save, in the currency a month; absent for a
   *     fraction
   * @param savings how it is shared out: Shapley values, which add up to it; empty for a fraction
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Factorial(
      String design,
      List<TwoLevels> factors,
      int blocks,
      List<FactorEffect> effects,
      @Nullable Estimate jointSaving,
      List<SavingPart> savings) {}

  /** A factor that was tried at the baseline's level and at one other. */
  public record TwoLevels(String name, String baseline, String other) {}

  /**
   * The effect of a factor from its baseline's level to the other, or an interaction.
   *
   * @param name factors joined by ×
   * @param aliases effects that cannot be told from it: what is shown is their sum with it, or with
   *     {@code less} before them their difference
   * @param change relative change of a bill, difference of a share; as a fraction
   */
  public record FactorEffect(String outcome, String name, List<String> aliases, Estimate change) {}

  /**
   * The part of the joint saving that is a factor's: what it saves, averaged over all orders in
   * which the factors could have been changed.
   *
   * @param saving in the currency a month
   */
  public record SavingPart(String factor, Estimate saving) {}

  /**
   * The bill as a quadratic surface of the factors whose levels are numbers.
   *
   * @param held levels of the other factors, those of the baseline
   * @param blocks blocks in which every combination was tried
   * @param saturated whether as few combinations were tried as the quadratic has terms, so that
   *     nothing checks its shape
   * @param shape what the point of no slope is: {@code minimum}, {@code maximum}, {@code saddle},
   *     or {@code flat} when there is none
   * @param stationary the point of no slope, a value a factor; absent when flat
   * @param inside whether it lies within the levels that were tried
   * @param lowest where the fitted bill is lowest within the levels that were tried
   * @param lowestBill the fitted bill there, a geometric mean over blocks
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Surface(
      List<NumericFactor> factors,
      Map<String, String> held,
      int blocks,
      boolean saturated,
      String shape,
      @Nullable Map<String, Double> stationary,
      boolean inside,
      Map<String, Double> lowest,
      Estimate lowestBill) {}

  /** A factor with three or more levels that are numbers, and the range that was tried. */
  public record NumericFactor(String name, double low, double high) {}

  /**
   * What a component of the stack used of a resource, in a block.
   *
   * @param component role of the stack, for example {@code traces}
   * @param resource for example {@code storedBytes}
   * @param mean over the measured trials that count, in {@code unit}
   * @param n how many these are
   */
  public record Usage(
      String treatment,
      String component,
      String resource,
      String label,
      double mean,
      String unit,
      Provenance provenance,
      String source,
      int n) {}

  /**
   * What the treatments cost.
   *
   * @param currency ISO 4217
   * @param headline what kind of figure the bill is, for example that quantities were not
   *     calibrated on a real server
   */
  public record Cost(
      String currency,
      Catalog catalog,
      Scenario scenario,
      String headline,
      List<TreatmentCost> treatments) {}

  /**
   * The price list that was used.
   *
   * @param date ISO 8601
   * @param provider who sells at these prices; absent in results from before it was kept
   * @param regionName the provider's name of the region; absent where the prices hold for none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Catalog(
      String name,
      String date,
      String region,
      @Nullable String provider,
      @Nullable String regionName,
      String source) {}

  /**
   * The size at which the bill is written.
   *
   * @param quantities the volumes, for example {@code tracesPerDay}
   * @param source where each quantity comes from: measured, modelled or assumed, with the reason
   */
  public record Scenario(
      String name, String description, Map<String, Double> quantities, String source) {}

  /**
   * The monthly bill of one treatment.
   *
   * @param monthly sum of the lines, in the currency a month, with replicate uncertainty
   * @param model the same sum with what the fitted scaling laws leave open, blocks taken as known;
   *     absent where no law was fitted
   * @param modelSaving what the treatment saves against the baseline with what the laws leave open,
   *     blocks taken as known; absent likewise and for the baseline
   * @param notes reconciliation, idle capacity, headroom, what has no price, what was extrapolated
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TreatmentCost(
      String name,
      Estimate monthly,
      @Nullable Estimate model,
      @Nullable Estimate modelSaving,
      List<Line> lines,
      List<String> notes) {}

  /**
   * One line of a bill.
   *
   * @param quantity how much a month, in {@code unit}
   * @param unitPrice price of one unit, not rounded
   * @param amount {@code quantity × unitPrice}, exactly
   * @param provenance how the quantity was had
   * @param source how the quantity was made and where the price comes from
   * @param law by which the quantity grows with the size of the system; absent where the exponent 1
   *     is assumed, and for nodes, which several amounts decide
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      String component,
      String item,
      double quantity,
      String unit,
      BigDecimal unitPrice,
      BigDecimal amount,
      Provenance provenance,
      String source,
      @Nullable Law law) {}

  /**
   * How an amount grows with the size of the system: amount ~ size to the power of the exponent,
   * fitted to trials. A size is a multiple of the measured blocks' rate.
   *
   * @param exponent with its interval; used as 0 below 0 and as 2 above 2
   * @param sizes of the trials that it was fitted to, ascending
   * @param lackOfFit p of the test whether any power law fits; absent where it cannot be tested
   * @param size the scenario's
   * @param followed size as far as which the law was followed; in proportion from there to {@code
   *     size}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Law(
      Estimate exponent,
      List<Double> sizes,
      @Nullable Double lackOfFit,
      double size,
      double followed) {}

  /** Accuracy of one treatment over all blocks, in detail. */
  public record Accuracy(
      String treatment,
      FaultScore visibleFaults,
      FaultScore invisibleFaults,
      List<FaultClass> faultClasses,
      RootCause rootCause,
      List<SignalError> signals,
      List<Coverage> coverage,
      List<Detector> detectors) {}

  /**
   * What a detector of the named set finds of the visible faults, at the rate of false alarms at
   * which all are run.
   *
   * @param decides whether it is the one that the outcome of accuracy is judged by
   * @param found in the kept data
   * @param foundFull in the full data: how good the detector is on its own
   * @param difference found − foundFull over matched faults
   * @param delaySeconds mean time from start of fault to alarm in the kept data, over faults found
   * @param delaySecondsFull the same in the full data
   * @param falseAlarms share of fault-free minutes that alarm in the kept data, in blocks that the
   *     threshold was not set on
   * @param falseAlarmsFull the same in the full data
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Detector(
      String name,
      boolean decides,
      Proportion found,
      Proportion foundFull,
      Estimate difference,
      @Nullable Double delaySeconds,
      @Nullable Double delaySecondsFull,
      @Nullable Double falseAlarms,
      @Nullable Double falseAlarmsFull) {}

  /**
   * Faults found by the named detector at the false-alarm rate at which it was run on full data.
   *
   * @param recall share of faults found in the kept data
   * @param recallFull share of faults found in the full data
   * @param difference recall − recallFull over matched faults
   * @param delaySeconds mean time from start of fault to alarm, over faults found
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FaultScore(
      int faults,
      Proportion recall,
      Proportion recallFull,
      Estimate difference,
      @Nullable Double precision,
      @Nullable Double f1,
      @Nullable Double delaySeconds,
      @Nullable Double delaySecondsFull,
      String detector) {}

  /** Faults of one kind, and how many of them were found in the full and in the kept data. */
  public record FaultClass(
      String kind, boolean visible, int faults, int foundFull, int foundKept) {}

  /** {@code count} of {@code of}, with a Wilson interval. */
  public record Proportion(int count, int of, double estimate, double low, double high) {}

  /**
   * Root cause named by the spectrum method from kept traces.
   *
   * @param faults visible faults judged
   */
  public record RootCause(
      int faults,
      Proportion a1,
      Proportion a3,
      double mrr,
      double a1Full,
      double mrrFull,
      String method) {}

  /**
   * Error of one signal against the full data over operations and minutes.
   *
   * @param signal {@code requestRate}, {@code errorRate}, {@code p50}, {@code p95}, {@code p99}
   * @param intervals cells in which enough was kept for a 95 % interval of the signal
   * @param covering of these, cells in which it holds what the full data says
   * @param refused why no estimate is given, or absent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SignalError(
      String signal,
      @Nullable Estimate medianRelativeError,
      @Nullable Double p90RelativeError,
      long cells,
      long cellsWithoutData,
      long intervals,
      long covering,
      @Nullable String refused) {}

  /** Share of something of the full data that is in the kept data. */
  public record Coverage(String what, Estimate share) {}

  /**
   * Somebody's published figure and what this run says to it.
   *
   * @param measured the figure of this run with its interval, or why there is none
   * @param verdict {@code reproduced}, {@code not reproduced}, {@code inconclusive}, {@code
   *     inconsistent in itself} or {@code not testable here}
   */
  public record Claim(
      String id,
      String source,
      String statement,
      String claimed,
      String measured,
      String verdict,
      String reason) {}

  /**
   * A condition that the caller set.
   *
   * @param outcome {@code passed}, {@code failed} or {@code inconclusive}
   */
  public record Gate(String expression, String outcome, String reason) {}

  /**
   * What to do.
   *
   * @param treatment the treatment to adopt, or the baseline when none qualifies
   * @param adopt whether a treatment other than the baseline is recommended
   * @param config system name ({@code collector}, {@code alloy}) to configuration text
   */
  public record Recommendation(
      String treatment,
      boolean adopt,
      String why,
      String savings,
      List<String> risks,
      Map<String, String> config) {}

  /**
   * What a careful reader asks next.
   *
   * @param cautions warnings that bear on the answer itself, for the first screen
   * @param warnings all others
   */
  public record Diagnostics(
      List<Budget> budgets,
      List<Invalidated> invalidated,
      List<String> cautions,
      List<String> warnings) {}

  /**
   * What was asked of a sampler and what came out, over all blocks.
   *
   * @param configured budget as a fraction of the unit, or absent for samplers without one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Budget(
      String treatment,
      @Nullable Double configured,
      String unit,
      double achieved,
      long evictedTraces,
      long lateSpans,
      long incompleteTraces) {}

  /** A trial that counts for nothing, and why; blocks count from 0. */
  public record Invalidated(int block, String treatment, String reason) {}
}
