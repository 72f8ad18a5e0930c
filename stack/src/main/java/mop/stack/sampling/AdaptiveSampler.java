package mop.stack.sampling;

import java.util.Map;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SpanName;
import mop.stack.otlp.TraceShape;

/**
 * Spends a byte budget where it tells most, online and in bounded memory.
 *
 * <p>Interesting traces (an error, among the slowest of 500 of their endpoint as a whole or in a
 * span, a path not seen before) come first, up to a share of the budget, so that usual ones never
 * starve: what an incident looks like is told by comparison. Within both sets the bytes are spread
 * by Neyman's allocation for several totals at once. Every trace counts in several groups whose
 * sizes one wants to estimate (its endpoint, its latency classes there, the operation where the
 * error began, its set of operations); minimising the sum of α·N·CV² over the groups, which is
 * Bankier's power ½ between groups of different size N, gives
 *
 * <pre>p ∝ √(Σ over the trace's groups of α / N)</pre>
 *
 * <p>so frequent groups are thinned and rare ones kept nearly whole. A floor keeps every
 * probability above zero and each is known, so every estimate stays unbiased. Which traces are
 * taken is decided evenly among traces that are alike (see {@link EvenSelection}).
 */
final class AdaptiveSampler implements Sampler {
  private static final int TICKS_PER_WINDOW = 12;
  private static final double LONG_MEMORY_WINDOWS = 30;
  private static final double RATE_MEMORY_WINDOWS = 1.5;
  private static final double INTERESTING_SHARE = 0.6;
  private static final double FLOOR_OF_BUDGET = 0.1;
  private static final int MAX_OPERATIONS = 1 << 14;
  private static final int MAX_ENDPOINTS = 1 << 10;
  private static final int SKETCH_WIDTH = 1 << 14;

  private static final double ENDPOINT = 1;
  private static final double ROOT_CLASS = 2;
  private static final double SPAN_CLASS = 1;
  private static final double ERROR = 100;
  private static final double PATH = 1;

  /** Added to the size of groups: one of two is hardly rarer than one of one. */
  private static final double PRIOR = 10;

  /** Latency class from which a trace is interesting: the slowest of 500. */
  private static final int SLOWEST = 4;

  private static final int SLOWEST_TWENTIETH = 2;

  /** A path counted less often than that in the long memory, this trace included, is new. */
  private static final double NEW_PATH = 1.5;

  /** A path counted at least that often has a stream of its own. */
  private static final double COMMON_PATH = 100;

  private final AdaptiveSpec spec;
  private final long tickNanos;
  private final OperationTable operations;
  private final TraceTraits traits;
  private final DecayedCounts rates;
  private final DecayedCounts paths;
  private final BudgetControl control;
  private final EvenSelection selection;
  private final EndpointRates learnt = new EndpointRates();
  private final SpanName name = new SpanName();
  private long firstNanos = Long.MAX_VALUE;
  private double pathCount;

  AdaptiveSampler(AdaptiveSpec spec, long seed) {
    this.spec = spec;
    this.tickNanos = Math.max(1, spec.windowNanos() / TICKS_PER_WINDOW);
    Decay longMemory = new Decay(LONG_MEMORY_WINDOWS * TICKS_PER_WINDOW);
    Decay rateMemory = new Decay(RATE_MEMORY_WINDOWS * TICKS_PER_WINDOW);
    this.operations = new OperationTable(longMemory, MAX_OPERATIONS);
    this.traits =
        new TraceTraits(
            operations,
            new LatencyRanks(longMemory, MAX_ENDPOINTS),
            new LatencyRanks(longMemory, MAX_ENDPOINTS));
    this.rates = new DecayedCounts(rateMemory, SKETCH_WIDTH);
    this.paths = new DecayedCounts(longMemory, SKETCH_WIDTH);
    this.control =
        new BudgetControl(
            spec.budget(), INTERESTING_SHARE, spec.budget() * FLOOR_OF_BUDGET, rateMemory);
    this.selection = new EvenSelection(seed, SKETCH_WIDTH);
  }

  @Override
  public Decision decide(RawTrace trace, TraceShape shape, long nowNanos) {
    firstNanos = Math.min(firstNanos, nowNanos);
    int now = (int) ((nowNanos - firstNanos) / tickNanos);
    traits.read(trace, shape, now);
    pathCount = paths.add(Mix.of(traits.path(), 1), now);
    boolean interesting = interesting();
    int bytes = trace.byteSize();
    double wanted = control.probability(interesting, weight(now), bytes, now);
    boolean keep = selection.take(stream(), wanted);
    double p = selection.inclusion();
    control.given(interesting, p, bytes);
    endpoint(trace, shape).add(traits, p);
    return new Decision(keep, new Known(p), reason());
  }

  private boolean interesting() {
    return traits.error() != 0
        || traits.rootClass() >= SLOWEST
        || traits.spanClass() >= SLOWEST
        || pathCount < NEW_PATH;
  }

  private double weight(int now) {
    long endpoint = traits.endpoint();
    double sum = ENDPOINT / group(endpoint, 2, now);
    sum += ROOT_CLASS / group(endpoint, 10 + traits.rootClass(), now);
    sum += SPAN_CLASS / group(endpoint, 20 + traits.spanClass(), now);
    sum += PATH / (pathCount * RATE_MEMORY_WINDOWS / LONG_MEMORY_WINDOWS + PRIOR);
    if (traits.error() != 0) {
      sum += ERROR / group(endpoint ^ traits.error(), 30, now);
    }
    return Math.sqrt(sum);
  }

  private double group(long key, int kind, int now) {
    return rates.add(Mix.of(key, kind), now) + PRIOR;
  }

  /** Traces that are alike are selected evenly among themselves. */
  private long stream() {
    boolean slow = Math.max(traits.rootClass(), traits.spanClass()) >= SLOWEST_TWENTIETH;
    int kind = (interesting() ? 4 : slow ? 2 : 0) + (traits.error() != 0 ? 1 : 0);
    long path = pathCount >= COMMON_PATH ? traits.path() : 0;
    return Mix.of(Mix.of(traits.endpoint(), kind), path);
  }

  private EndpointRates.Endpoint endpoint(RawTrace trace, TraceShape shape) {
    return learnt
        .find(traits.endpoint())
        .orElseGet(() -> {
          name.find(trace, shape.entry());
          return learnt.add(
              traits.endpoint(),
              trace.origin(shape.entry()).serviceName(),
              name.string(),
              traits.endpointOperation());
        });
  }

  private String reason() {
    if (traits.error() != 0) {
      return "error";
    }
    if (traits.rootClass() >= SLOWEST || traits.spanClass() >= SLOWEST) {
      return "slow";
    }
    return pathCount < NEW_PATH ? "new-path" : "usual";
  }

  @Override
  public Map<String, String> export() {
    return AdaptiveExport.texts(spec, learnt, operations);
  }
}
