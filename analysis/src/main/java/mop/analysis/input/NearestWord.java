package mop.analysis.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the word a user probably meant. */
public final class NearestWord {
  private NearestWord() {}

  /**
   * The word of {@code known} closest to {@code typed} by Levenshtein distance, ignoring case;
   * empty when none is closer than half the length of what was typed. Ties go to the first in
   * order.
   */
  public static Optional<String> of(String typed, Collection<String> known) {
    return within(Math.max(1, (typed.length() + 1) / 2), typed, known);
  }

  /**
   * The word of {@code known} closest to {@code typed} by Levenshtein distance, ignoring case;
   * empty when none is within {@code limit} insertions, deletions and replacements. Ties go to the
   * first in order.
   */
  public static Optional<String> within(int limit, String typed, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String lower = typed.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(word -> distance.apply(lower, word.toLowerCase(Locale.ROOT)) <= limit)
        .min(Comparator.comparingInt(word -> distance.apply(lower, word.toLowerCase(Locale.ROOT))));
  }

  /** «Did you mean X?» when there is a near word, else the list of all that are known. */
  public static String hint(String typed, Collection<String> known) {
    return of(typed, known)
        .map(word -> "Did you mean '" + word + "'?")
        .orElseGet(() -> "Known: " + String.join(", ", known) + ".");
  }
}
