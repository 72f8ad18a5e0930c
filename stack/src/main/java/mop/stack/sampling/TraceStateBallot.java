package mop.stack.sampling;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mop.stack.otlp.RawTrace;
import mop.stack.otlp.SpanTraceState;

/**
 * The {@code trace_state} policy. The Collector reads a trace state with the Go SDK of
 * OpenTelemetry: by the syntax of W3C Trace Context, whole or not at all.
 */
final class TraceStateBallot {
  private static final int MAX_MEMBERS = 32;
  private static final int MAX_PAIR_BYTES = 255;
  private static final String REST = "[a-z0-9_\\-*/]";
  private static final Pattern KEY =
      Pattern.compile(
          "[a-z]" + REST + "{0,255}|[a-z0-9]" + REST + "{0,240}@[a-z]" + REST + "{0,13}");
  private static final Pattern VALUE = Pattern.compile("[ -~&&[^,=]]{0,255}[!-~&&[^,=]]");

  private TraceStateBallot() {}

  static Predicate<Poll> of(Policy.TraceState policy) {
    int keyBytes = bytes(policy.key());
    Set<String> values =
        policy.values().stream()
            .filter(value -> !value.isEmpty() && keyBytes + bytes(value) <= MAX_PAIR_BYTES)
            .collect(Collectors.toUnmodifiableSet());
    SpanTraceState state = new SpanTraceState();
    return poll -> {
      RawTrace trace = poll.trace();
      for (int i = 0; i < trace.size(); i++) {
        if (member(state.string(trace, i), policy.key()).filter(values::contains).isPresent()) {
          return true;
        }
      }
      return false;
    };
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Value of the member with that key; empty when there is none or the syntax is broken. */
  static Optional<String> member(String state, String key) {
    Optional<String> found = Optional.empty();
    Set<String> keys = new HashSet<>();
    for (String member : state.isEmpty() ? List.<String>of() : List.of(state.split(",", -1))) {
      if (member.isEmpty()) {
        continue;
      }
      int equals = member.indexOf('=');
      String name = equals < 0 ? "" : member.substring(0, equals).replaceFirst("^[ \t]+", "");
      String value = member.substring(equals + 1).replaceFirst("[ \t]+$", "");
      boolean valid = KEY.matcher(name).matches() && VALUE.matcher(value).matches();
      if (!valid || !keys.add(name) || keys.size() > MAX_MEMBERS) {
        return Optional.empty();
      }
      found = name.equals(key) ? Optional.of(value) : found;
    }
    return found;
  }
}
