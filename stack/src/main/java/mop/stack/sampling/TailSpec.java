package mop.stack.sampling;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * The Collector's {@code tail_sampling} processor.
 *
 * @param decisionWaitNanos event time from first span to decision, nanoseconds
 */
public record TailSpec(List<Policy.Named> policies, long decisionWaitNanos) implements SamplerSpec {

  /** Ten seconds. */
  public static final long DEFAULT_WAIT_NANOS = 10_000_000_000L;

  static TailSpec read(JsonNode settings, String path) {
    SpecReader spec = SpecReader.of(settings, path, "decision_wait", "policies");
    return new TailSpec(
        PolicyReader.policies(spec.list("policies"), spec.path("policies")),
        spec.nanos("decision_wait", DEFAULT_WAIT_NANOS));
  }

  @Override
  public String kind() {
    return "tail";
  }

  @Override
  public OptionalLong decisionWait() {
    return OptionalLong.of(decisionWaitNanos);
  }

  @Override
  public Sampler create(long seed) {
    return new TailSampler(this);
  }

  @Override
  public Map<String, String> export() {
    return PolicyExport.texts(policies, decisionWaitNanos, List.of());
  }
}
