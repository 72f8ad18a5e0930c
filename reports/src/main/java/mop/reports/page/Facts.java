package mop.reports.page;

import java.util.Locale;
import mop.reports.markup.Markup;

/** Rows of a list of facts; the caller opens and closes the {@code dl}. */
final class Facts {

  private Facts() {}

  /** {@code tracesPerDay} as {@code Traces per day}. */
  static String words(String camelCase) {
    String spaced = camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return spaced.isEmpty()
        ? spaced
        : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
  }

  /** One fact; left out where there is nothing to say. */
  static void fact(Markup out, String name, String value) {
    if (!value.isBlank()) {
      out.leaf("dt", name).leaf("dd", value).line();
    }
  }
}
