package mop.stack.sampling;

import java.util.Map;
import mop.analysis.estimate.InclusionProbability;
import mop.analysis.estimate.InclusionProbability.Known;
import mop.analysis.estimate.InclusionProbability.Unknown;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SpanAttributes;
import mop.stack.otlp.SpanName;
import mop.stack.otlp.TraceShape;

/** Head rules, tail policies and token bucket of {@link PublishedSpec}. */
final class PublishedSampler implements Sampler {
  private static final byte[] STATUS = SpanAttributes.key("http.response.status_code");
  private static final byte[] OLD_STATUS = SpanAttributes.key("http.status_code");
  private static final byte[][] PATHS = {
    SpanAttributes.key("url.path"),
    SpanAttributes.key("http.route"),
    SpanAttributes.key("http.target")
  };

  /** A head rule: its name and the share it keeps. */
  private record Rule(String label, ConsistentThreshold threshold) {
    private static final Rule CRITICAL = of("critical", PublishedSpec.CRITICAL_RATE);
    private static final Rule ERROR = of("5xx", PublishedSpec.ERROR_RATE);
    private static final Rule HEALTH = of("health", PublishedSpec.HEALTH_RATE);
    private static final Rule DEFAULT = of("default", PublishedSpec.DEFAULT_RATE);

    private static Rule of(String label, double rate) {
      return new Rule(label, ConsistentThreshold.of(rate));
    }
  }

  private final PublishedSpec spec;
  private final RateLimit bucket;
  private final Dice dice = new Dice();
  private final long fallback = Dice.threshold(PublishedSpec.FALLBACK_PERCENT);
  private final SpanAttributes attributes = new SpanAttributes();
  private final SpanName name = new SpanName();

  PublishedSampler(PublishedSpec spec) {
    this.spec = spec;
    this.bucket = new RateLimit.TokenBucket(spec.targetRate(), spec.burstSize());
    dice.add("", fallback);
  }

  @Override
  public Decision decide(RawTrace trace, TraceShape shape, long nowNanos) {
    int worst = worstStatus(trace);
    Rule rule = rule(trace, shape, worst);
    boolean headKeeps = rule.threshold.keeps(trace.idLow() & (ConsistentThreshold.RANGE - 1));
    boolean interesting =
        worst >= 400 || shape.durationNanos() / 1_000_000 >= PublishedSpec.SLOW_MS;
    boolean tailKeeps =
        interesting
            || Long.compareUnsigned(dice.hash(0, trace.idHigh(), trace.idLow()), fallback) <= 0;
    boolean sequence = spec.combine().equals(PublishedSpec.SEQUENCE);
    double head = rule.threshold.probability();
    double tail = interesting ? 1 : PublishedSpec.FALLBACK_PERCENT / 100;
    double probability = sequence ? head * tail : 1 - (1 - head) * (1 - tail);
    boolean wanted = sequence ? (headKeeps && tailKeeps) : (headKeeps || tailKeeps);

    boolean certain = bucket.hasCertainRoom(trace.size(), nowNanos);
    boolean keep = wanted && bucket.take(trace.size(), nowNanos);
    bucket.bookPossible(trace.size(), nowNanos);
    InclusionProbability inclusion =
        certain
            ? new Known(probability)
            : new Unknown("depends on a token bucket that may be empty");
    String policy =
        wanted && !keep ? "token-bucket" : rule.label + (interesting ? "+interesting" : "");
    return new Decision(keep, inclusion, policy);
  }

  private Rule rule(RawTrace trace, TraceShape shape, int worst) {
    int entry = shape.entry();
    String path = path(trace, entry);
    if (trace.origin(entry).serviceName().equals("frontend") && path.startsWith("/api/critical/")) {
      return Rule.CRITICAL;
    }
    if (worst >= 500) {
      return Rule.ERROR;
    }
    return path.startsWith("/health") ? Rule.HEALTH : Rule.DEFAULT;
  }

  /** The path that the entry span serves, from an attribute or from its name. */
  private String path(RawTrace trace, int entry) {
    for (byte[] key : PATHS) {
      if (attributes.findInSpan(trace, entry, key) && attributes.isString()) {
        return attributes.string().orElse("");
      }
    }
    name.find(trace, entry);
    String text = name.string();
    return text.substring(text.indexOf(' ') + 1);
  }

  /** The highest HTTP status of the trace; error without a status counts as 500. */
  private int worstStatus(RawTrace trace) {
    long worst = 0;
    for (int i = 0; i < trace.size(); i++) {
      long status = 0;
      if (attributes.findInSpan(trace, i, STATUS) || attributes.findInSpan(trace, i, OLD_STATUS)) {
        status = attributes.intValue();
      }
      if (status == 0 && trace.status(i) == 2) {
        status = 500;
      }
      worst = Math.max(worst, status < 600 ? status : 0);
    }
    return (int) worst;
  }

  @Override
  public Map<String, String> export() {
    return spec.export();
  }
}
