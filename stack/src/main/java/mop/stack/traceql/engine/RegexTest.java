package mop.stack.traceql.engine;

import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.Map;
import mop.stack.traceql.Value;

/**
 * Matches text as Tempo does since 2.7: the whole of it, {@code .} also a line break, syntax of
 * RE2. Of an array any element must match; for {@code !~} none may. Not thread-safe.
 */
final class RegexTest {
  /** Answers remembered; values of a column often come again. */
  private static final int MAX_MEMORY = 1000;

  private final Pattern pattern;
  private final boolean wanted;
  private final Map<String, Boolean> memory = new HashMap<>();

  /**
   * @param wanted whether text that matches passes, or text that does not
   */
  RegexTest(String regex, boolean wanted) {
    this.pattern = Pattern.compile("^(?s:" + regex + ")$");
    this.wanted = wanted;
  }

  boolean passes(Value v) {
    return switch (v) {
      case Value.Text t -> passes(t.value());
      case Value.Many m when wanted -> m.values().stream().anyMatch(this::passes);
      case Value.Many m -> m.values().stream().allMatch(this::passes);
      case Value.Nil _, Value.Int _, Value.Real _, Value.Bool _ -> false;
      case Value.Duration _, Value.Status _, Value.Kind _ -> false;
    };
  }

  private boolean passes(String text) {
    Boolean known = memory.get(text);
    if (known != null) {
      return known;
    }
    boolean passes = pattern.matcher(text).matches() == wanted;
    if (memory.size() < MAX_MEMORY) {
      memory.put(text, passes);
    }
    return passes;
  }
}
