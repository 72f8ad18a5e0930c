package mop.experiments.definition;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import mop.analysis.inference.Guardrail;
import mop.stack.sampling.SamplerSpec;
import mop.stack.traces.TraceStoreSettings;

/**
 * A checked experiment definition.
 *
 * @param file name of the file it was read from, for messages
 * @param guardrails harm that stops a treatment before the run's end
 * @param factors levels of every factor by its name, the sampler's among them, in the order of the
 *     file
 * @param samplers levels of the factor named «sampler», by name, in the order of the file
 * @param treatments in the order of the file; exactly one is the baseline
 * @param source the YAML text it was read from
 */
public record Definition(
    String file,
    String name,
    String question,
    String workload,
    String catalog,
    String scenario,
    Sizes sizes,
    Primary primary,
    List<Guardrail> guardrails,
    Map<String, List<String>> factors,
    Map<String, SamplerSpec> samplers,
    String baseline,
    List<Treatment> treatments,
    String source) {

  /** The factor that every definition of the driver {@code trace-sampling} has. */
  public static final String SAMPLER = "sampler";

  /**
   * @param replicates measured blocks, at least 2
   * @param warmUpBlocks blocks run first and dropped
   * @param quickReplicates measured blocks with {@code --quick}
   * @param maxReplicates measured blocks at most with {@code --precision}
   * @param scaling blocks of other sizes, by size ascending; none where exponents are not fitted
   */
  public record Sizes(
      int replicates,
      int warmUpBlocks,
      int quickReplicates,
      int maxReplicates,
      List<OtherSize> scaling) {}

  /**
   * Blocks from which is learnt how use grows.
   *
   * @param size their rate as a multiple of the measured blocks', not 1
   * @param blocks how many, at least 1
   */
  public record OtherSize(double size, int blocks) {}

  /**
   * The two outcomes that decide, and what the power is computed for.
   *
   * @param margin non-inferiority margin of the accuracy outcome, as a fraction
   * @param assumedCostReduction true relative cost reduction to be detected, as a fraction
   * @param assumedCostLogSd standard deviation over blocks of the log cost ratio
   * @param assumedDiscordant share of faults found in one data set only, half of them each way
   */
  public record Primary(
      String cost,
      String accuracy,
      double margin,
      double assumedCostReduction,
      double assumedCostLogSd,
      double assumedDiscordant) {}

  /**
   * @param levels factor name to level name
   */
  public record Treatment(String name, Map<String, String> levels) {}

  /** The sampler configuration of a treatment. */
  public SamplerSpec sampler(Treatment treatment) {
    return Objects.requireNonNull(samplers.get(treatment.levels().get(SAMPLER)));
  }

  /** The trace store of a treatment. */
  public TraceStoreSettings store(Treatment treatment) {
    return StoreFactor.settings(treatment.levels());
  }

  /** The same experiment with fewer treatments. */
  public Definition withTreatments(List<Treatment> fewer) {
    return new Definition(
        file,
        name,
        question,
        workload,
        catalog,
        scenario,
        sizes,
        primary,
        guardrails,
        factors,
        samplers,
        baseline,
        fewer,
        source);
  }
}
