package mop.stack.sampling;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * The sampling that the MOP project published on 2025-11-07 (raibid-labs/mop, {@code
 * docs/experiments/configs/adaptive-sampling.json} and {@code
 * docs/experiments/results/02-adaptive-sampling-results.md}, MIT), all its parts together. Figures
 * as published: head rules 100 % for {@code frontend /api/critical/*} and for 5xx, 1 % for {@code
 * /health}, 10 % otherwise; tail policies 100 % for latency from 1,000 ms and for 4xx and 5xx, 5 %
 * otherwise, decided after 30 s; a token bucket of 10,000 a second, burst 50,000.
 *
 * <p>What the documents leave open is assumed here: the head rules see the root span, as a head
 * decision that is handed down would; the rule for 5xx holds for every service, as on the results
 * page (no head sampler could know the status, so it is judged on the whole trace); a span without
 * HTTP status whose status is error counts as 5xx; {@code /health} stands for every path that
 * begins so; a token is a span; the thresholds of CPU, memory and throughput have no counterpart.
 * The parts work one after the other by default, as the roll-out on the results page describes
 * ({@code sequence}); {@code any} keeps what either head or tail keeps.
 *
 * @param combine {@code sequence} or {@code any}
 * @param targetRate tokens a second
 * @param burstSize most tokens at a time
 */
public record PublishedSpec(String combine, long targetRate, long burstSize)
    implements SamplerSpec {
  static final String SEQUENCE = "sequence";
  static final String ANY = "any";
  static final double CRITICAL_RATE = 1;
  static final double ERROR_RATE = 1;
  static final double HEALTH_RATE = 0.01;
  static final double DEFAULT_RATE = 0.1;
  static final long SLOW_MS = 1000;
  static final double FALLBACK_PERCENT = 5;
  static final long WAIT_NANOS = 30_000_000_000L;

  /** As published. */
  public static final PublishedSpec AS_PUBLISHED = new PublishedSpec(SEQUENCE, 10_000, 50_000);

  static PublishedSpec read(JsonNode settings, String path) {
    SpecReader spec = SpecReader.of(settings, path, "combine", "target_rate", "burst_size");
    return new PublishedSpec(
        spec.oneOf("combine", SEQUENCE, List.of(SEQUENCE, ANY)),
        spec.whole("target_rate", 1, AS_PUBLISHED.targetRate),
        spec.whole("burst_size", 1, AS_PUBLISHED.burstSize));
  }

  @Override
  public String kind() {
    return "published";
  }

  @Override
  public OptionalLong decisionWait() {
    return OptionalLong.of(WAIT_NANOS);
  }

  @Override
  public Sampler create(long seed) {
    return new PublishedSampler(this);
  }

  @Override
  public Map<String, String> export() {
    return PublishedExport.texts(this);
  }
}
