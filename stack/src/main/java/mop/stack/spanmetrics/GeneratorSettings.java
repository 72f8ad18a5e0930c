package mop.stack.spanmetrics;

import java.time.Duration;
import java.util.List;
import mop.analysis.input.InvalidInput;
import mop.stack.labels.Labels;

/**
 * What is derived and how long it is kept. The defaults are those of Tempo's metrics-generator with
 * both processors on: {@code RegisterFlagsAndApplyDefaults} of {@code processor/spanmetrics},
 * {@code processor/servicegraphs}, {@code registry} and {@code modules/generator} at commit ad33aa8
 * of 2026-08-21, documented under "metrics_generator" in its configuration reference.
 *
 * @param dimensions attributes that become labels of the span metrics; the resource's come first
 * @param targetInfo whether {@code traces_target_info} is derived, and {@code job} and {@code
 *     instance} are labels
 * @param spanBuckets upper bounds of {@code traces_spanmetrics_latency} in seconds, ascending
 * @param graphBuckets upper bounds of the service graph's histograms in seconds, ascending
 * @param edgeWait how long one side of a call waits for the other
 * @param maxEdges calls that may wait at a time
 * @param collectionInterval time between two samples of a series
 * @param staleAfter a series without observations for so long ends
 * @param maxActiveSeries above it, new series are summed up under {@code metric_overflow="true"}
 * @param slack spans that ended longer ago, or end later from now, are left out
 * @param externalLabels of every series; Tempo adds its host's name as {@code
 *     __metrics_gen_instance}
 */
public record GeneratorSettings(
    List<String> dimensions,
    boolean targetInfo,
    List<Double> spanBuckets,
    List<Double> graphBuckets,
    Duration edgeWait,
    int maxEdges,
    Duration collectionInterval,
    Duration staleAfter,
    int maxActiveSeries,
    Duration slack,
    Labels externalLabels) {
  /** As many series as there are. */
  public static final int NO_LIMIT = Integer.MAX_VALUE;

  public static final GeneratorSettings DEFAULT =
      new GeneratorSettings(
          List.of(),
          false,
          doubling(0.002, 14),
          doubling(0.1, 8),
          Duration.ofSeconds(10),
          10_000,
          Duration.ofSeconds(15),
          Duration.ofMinutes(15),
          NO_LIMIT,
          Duration.ofSeconds(30),
          Labels.EMPTY);

  public GeneratorSettings {
    dimensions = List.copyOf(dimensions);
    spanBuckets = List.copyOf(spanBuckets);
    graphBuckets = List.copyOf(graphBuckets);
    ascending("span metrics' buckets", spanBuckets);
    ascending("service graph's buckets", graphBuckets);
    positive("collection interval", collectionInterval.toMillis());
    positive("stale duration", staleAfter.toMillis());
    positive("wait of the service graph", edgeWait.toMillis());
    positive("most edges of the service graph", maxEdges);
    positive("most active series", maxActiveSeries);
    positive("ingestion slack", slack.toMillis());
  }

  private static List<Double> doubling(double first, int count) {
    List<Double> bounds = new java.util.ArrayList<>();
    for (double bound = first; bounds.size() < count; bound *= 2) {
      bounds.add(bound);
    }
    return bounds;
  }

  private static void ascending(String what, List<Double> bounds) {
    for (int i = 0; i < bounds.size(); i++) {
      double below = i == 0 ? Double.NEGATIVE_INFINITY : bounds.get(i - 1);
      if (!(bounds.get(i) > below) || bounds.get(i).isInfinite()) {
        throw new InvalidInput(
            what, bounds + " do not ascend", "finite ascending seconds", "Put them in order.");
      }
    }
  }

  private static void positive(String what, long value) {
    if (value <= 0) {
      throw new InvalidInput(what, "is " + value, "more than 0", "Name a larger one.");
    }
  }

  /** The same with other attributes as labels. */
  public GeneratorSettings withDimensions(List<String> attributes) {
    return new GeneratorSettings(
        attributes,
        targetInfo,
        spanBuckets,
        graphBuckets,
        edgeWait,
        maxEdges,
        collectionInterval,
        staleAfter,
        maxActiveSeries,
        slack,
        externalLabels);
  }

  /** The same with {@code traces_target_info}. */
  public GeneratorSettings withTargetInfo() {
    return new GeneratorSettings(
        dimensions,
        true,
        spanBuckets,
        graphBuckets,
        edgeWait,
        maxEdges,
        collectionInterval,
        staleAfter,
        maxActiveSeries,
        slack,
        externalLabels);
  }

  /** The same with other limits. */
  public GeneratorSettings withLimits(int activeSeries, int edges) {
    return new GeneratorSettings(
        dimensions,
        targetInfo,
        spanBuckets,
        graphBuckets,
        edgeWait,
        edges,
        collectionInterval,
        staleAfter,
        activeSeries,
        slack,
        externalLabels);
  }

  /** The same with another slack: spans behind a tail sampler come later than Tempo's 30 s. */
  public GeneratorSettings withSlack(Duration other) {
    return new GeneratorSettings(
        dimensions,
        targetInfo,
        spanBuckets,
        graphBuckets,
        edgeWait,
        maxEdges,
        collectionInterval,
        staleAfter,
        maxActiveSeries,
        other,
        externalLabels);
  }

  /** The same with another time that one side of a call waits for the other. */
  public GeneratorSettings withEdgeWait(Duration other) {
    return new GeneratorSettings(
        dimensions,
        targetInfo,
        spanBuckets,
        graphBuckets,
        other,
        maxEdges,
        collectionInterval,
        staleAfter,
        maxActiveSeries,
        slack,
        externalLabels);
  }
}
