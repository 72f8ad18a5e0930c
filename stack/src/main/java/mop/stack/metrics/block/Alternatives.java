package mop.stack.metrics.block;

import java.util.ArrayList;
import java.util.List;

/** Regular expressions that are but a list of texts: {@code a|b\.c}, perhaps in brackets. */
final class Alternatives {
  private static final String META = "\\.+*?()|[]{}^$";

  private Alternatives() {}

  /** The texts that the expression matches; empty when it is more than a list of texts. */
  static List<String> of(String regex) {
    String inner = regex;
    if (inner.endsWith(")") && (inner.startsWith("(?:") || inner.startsWith("("))) {
      inner = inner.substring(inner.startsWith("(?:") ? 3 : 1, inner.length() - 1);
    }
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '|') {
        texts.add(text.toString());
        text.setLength(0);
      } else if (c == '\\' && i + 1 < inner.length() && META.indexOf(inner.charAt(i + 1)) >= 0) {
        text.append(inner.charAt(++i));
      } else if (META.indexOf(c) >= 0) {
        return List.of();
      } else {
        text.append(c);
      }
    }
    texts.add(text.toString());
    return texts.stream().distinct().sorted().toList();
  }
}
