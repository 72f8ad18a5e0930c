package mop.stack.sampling;

import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * Keeps a share of the bytes and spends it where it tells most; see {@link AdaptiveSampler}.
 *
 * @param budget share of the arriving bytes to keep, in (0, 1]
 * @param windowNanos time over which rates are measured and the budget is held, nanoseconds
 */
public record AdaptiveSpec(double budget, long windowNanos) implements SamplerSpec {
  /** One minute. */
  public static final long DEFAULT_WINDOW_NANOS = 60_000_000_000L;

  static AdaptiveSpec read(JsonNode settings, String path) {
    SpecReader spec = SpecReader.of(settings, path, "budget", "window");
    return new AdaptiveSpec(
        spec.fraction("budget", 0, 1), spec.nanos("window", DEFAULT_WINDOW_NANOS));
  }

  @Override
  public String kind() {
    return "adaptive";
  }

  @Override
  public OptionalDouble byteBudget() {
    return OptionalDouble.of(budget);
  }

  @Override
  public Sampler create(long seed) {
    return new AdaptiveSampler(this, seed);
  }

  @Override
  public Map<String, String> export() {
    return new AdaptiveSampler(this, 0).export();
  }
}
