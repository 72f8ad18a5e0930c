package mop.stack.sampling;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SpanAttributes;

/** The attribute policies: whether any span or resource of a trace has a value that matches. */
final class AttributeBallot {
  private AttributeBallot() {}

  static Predicate<Poll> of(Policy.StringAttribute policy) {
    byte[] key = SpanAttributes.key(policy.key());
    if (policy.regex()) {
      List<Pattern> patterns = policy.values().stream().map(Pattern::compile).toList();
      return poll ->
          any(
              poll,
              key,
              found ->
                  found
                      .string()
                      .filter(value ->
                          patterns.stream().anyMatch(pattern -> pattern.matcher(value).find()))
                      .isPresent());
    }
    List<byte[]> values =
        policy.values().stream()
            .filter(value -> !value.isEmpty())
            .map(value -> value.getBytes(StandardCharsets.UTF_8))
            .toList();
    return poll -> any(poll, key, found -> isOneOf(found, values));
  }

  private static boolean isOneOf(SpanAttributes found, List<byte[]> values) {
    for (byte[] value : values) {
      if (found.stringEquals(value)) {
        return true;
      }
    }
    return false;
  }

  static Predicate<Poll> of(Policy.NumericAttribute policy) {
    byte[] key = SpanAttributes.key(policy.key());
    long min = policy.min() == 0 ? Long.MIN_VALUE : policy.min();
    long max = policy.max() == 0 ? Long.MAX_VALUE : policy.max();
    return poll -> any(poll, key, found -> found.intValue() >= min && found.intValue() <= max);
  }

  static Predicate<Poll> of(Policy.BooleanAttribute policy) {
    byte[] key = SpanAttributes.key(policy.key());
    return poll -> any(poll, key, found -> found.boolValue() == policy.value());
  }

  @SuppressWarnings("ReferenceEquality") // equal origins are one object
  private static boolean any(Poll poll, byte[] key, Predicate<SpanAttributes> matches) {
    RawTrace trace = poll.trace();
    SpanAttributes attributes = poll.attributes;
    Origin judged = null;
    for (int i = 0; i < trace.size(); i++) {
      Origin origin = trace.origin(i);
      if (origin != judged) {
        judged = origin;
        if (attributes.findInResource(origin.resource(), key) && matches.test(attributes)) {
          return true;
        }
      }
      if (attributes.findInSpan(trace, i, key) && matches.test(attributes)) {
        return true;
      }
    }
    return false;
  }
}
