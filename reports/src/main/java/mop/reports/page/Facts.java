package mop.reports.page;

import mop.reports.markup.Markup;

/** Rows of a list of facts; the caller opens and closes the {@code dl}. */
final class Facts {

  private Facts() {}

  /** One fact; left out where there is nothing to say. */
  static void fact(Markup out, String name, String value) {
    if (!value.isBlank()) {
      out.leaf("dt", name).leaf("dd", value).line();
    }
  }
}
