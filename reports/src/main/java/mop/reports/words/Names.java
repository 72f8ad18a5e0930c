package mop.reports.words;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of the result document as words. */
public final class Names {

  private static final String UNITS = "[KMGT]iB|[kMGT]B";
  private static final Pattern WORD = Pattern.compile(UNITS + "|[A-Z]?[^A-Z]+|[A-Z]+");

  private Names() {}

  /** {@code tracesPerDay} as {@code traces per day}; what is already words stays as it is. */
  public static String spaced(String name) {
    if (name.contains(" ")) {
      return name;
    }
    return WORD.matcher(name)
        .results()
        .map(MatchResult::group)
        .map(word -> word.matches(UNITS) ? word : word.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  /** {@link #spaced} with a capital first letter. */
  public static String sentence(String name) {
    String words = spaced(name);
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Signals as people call them: {@code p99} as {@code p99 latency}. */
  public static String signal(String signal) {
    return switch (signal) {
      case "p50", "p95", "p99" -> signal + " latency";
      default -> spaced(signal);
    };
  }
}
