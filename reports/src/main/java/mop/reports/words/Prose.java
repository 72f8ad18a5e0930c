package mop.reports.words;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mop.analysis.result.Result.Outcome;

/**
 * Sentences of the result as the pages print them: outcomes by their label instead of their name,
 * names in camel case as words, and the one minus sign that all figures have. Never for what is
 * pasted or parsed: commands, configuration, gates, paths.
 */
final class Prose {

  /** A hyphen that begins a number, not one inside a name, a date or a range. */
  private static final Pattern MINUS = Pattern.compile("(?<![\\w.)\\]-])-(?=\\.?\\d)");

  private static final Pattern PLUS_ZERO = Pattern.compile("\\+(?=0(?:\\.0+)?(?![\\d.]))");
  private static final Pattern CAMEL =
      Pattern.compile("(?<![\\w./-])[a-z]{2,}(?:[A-Z][a-z]+)+(?![\\w/-]|\\.\\w)");

  private final List<Outcome> outcomes;

  Prose(List<Outcome> outcomes) {
    this.outcomes =
        outcomes.stream()
            .filter(o -> !o.label().isBlank())
            .sorted(Comparator.comparingInt((Outcome o) -> o.name().length()).reversed())
            .toList();
  }

  /** The sentence for people. */
  String of(String text) {
    String named = text;
    for (Outcome o : outcomes) {
      if (o.name().contains(".") && named.contains(o.name())) {
        Pattern whole = Pattern.compile("(?<![\\w.])" + Pattern.quote(o.name()) + "(?!\\w|\\.\\w)");
        String label = Matcher.quoteReplacement(Headline.lower(o.label()));
        named = whole.matcher(named).replaceAll(label);
      }
    }
    return signs(words(named));
  }

  /** Names in camel case as words. */
  static String words(String text) {
    return CAMEL.matcher(text).replaceAll((MatchResult m) -> Names.spaced(m.group()));
  }

  /** The minus sign of figures for hyphens that stand for it; zero without a sign. */
  static String signs(String text) {
    String minus = MINUS.matcher(text).replaceAll("−");
    return PLUS_ZERO.matcher(minus).replaceAll("");
  }

  private static final Pattern FIGURE =
      Pattern.compile("(−?[\\d,]+(?:\\.\\d+)?)( [^\\[]*)\\[(−?[\\d,.]+), (−?[\\d,.]+)\\]");

  /** A figure with its interval, all three numbers with the same one decimal. */
  static String evened(String text) {
    Matcher m = FIGURE.matcher(signs(text));
    return m.matches()
        ? one(m.group(1)) + m.group(2) + "[" + one(m.group(3)) + ", " + one(m.group(4)) + "]"
        : signs(text);
  }

  private static String one(String number) {
    String plain = number.replace(",", "").replace('−', '-').toLowerCase(Locale.ROOT);
    return Numbers.fixed(Double.parseDouble(plain), 1);
  }
}
