package mop.stack.spanmetrics;

import java.util.Set;

/** Names of attributes as names of labels. */
final class LabelNames {
  /** Labels that a span itself gives. */
  static final Set<String> INTRINSIC =
      Set.of("service", "span_name", "span_kind", "status_code", "status_message");

  private LabelNames() {}

  /** What a name of a label may not have becomes {@code _}, as in Prometheus. */
  static String of(String attribute) {
    StringBuilder name = new StringBuilder(attribute.length());
    attribute
        .codePoints()
        .forEach(c -> name.append(c < 128 && Character.isLetterOrDigit(c) ? (char) c : '_'));
    return name.toString();
  }

  /** The same, told apart from labels that are there anyway. */
  static String beside(Set<String> taken, String attribute) {
    String name = of(attribute);
    return taken.contains(name) ? "__" + name : name;
  }
}
