package mop.stack.labels;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one label's value; a missing label counts as empty. Regular expressions are RE2's,
 * as in Prometheus and Loki, must match the whole value, and take time linear in it; in them {@code
 * .} matches a line break too.
 */
public final class Matcher {
  /** How the value is compared. */
  public enum Op {
    EQUAL("="),
    NOT_EQUAL("!="),
    MATCH("=~"),
    NO_MATCH("!~");

    private final String text;

    Op(String text) {
      this.text = text;
    }

    /** As the query languages write it. */
    public String text() {
      return text;
    }
  }

  private final String name;
  private final Op op;
  private final String value;
  private final @Nullable Pattern pattern;

  private Matcher(String name, Op op, String value, @Nullable Pattern pattern) {
    this.name = name;
    this.op = op;
    this.value = value;
    this.pattern = pattern;
  }

  /**
   * @throws IllegalArgumentException when a regular expression is not one, with RE2's reason
   */
  public static Matcher of(String name, Op op, String value) {
    if (op == Op.EQUAL || op == Op.NOT_EQUAL) {
      return new Matcher(name, op, value, null);
    }
    try {
      return new Matcher(name, op, value, Pattern.compile(value, Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  public static Matcher equal(String name, String value) {
    return of(name, Op.EQUAL, value);
  }

  public String name() {
    return name;
  }

  public Op op() {
    return op;
  }

  public String value() {
    return value;
  }

  /** Whether a label of this value, empty where it is missing, satisfies the condition. */
  public boolean matches(String labelValue) {
    return switch (op) {
      case EQUAL -> value.equals(labelValue);
      case NOT_EQUAL -> !value.equals(labelValue);
      case MATCH -> pattern != null && pattern.matches(labelValue);
      case NO_MATCH -> pattern != null && !pattern.matches(labelValue);
    };
  }

  public boolean matches(Labels labels) {
    return matches(labels.get(name));
  }

  @Override
  public String toString() {
    return name + op.text() + '"' + value + '"';
  }
}
