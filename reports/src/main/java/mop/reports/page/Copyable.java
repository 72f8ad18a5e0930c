package mop.reports.page;

import mop.reports.markup.Markup;

/** A block of code with a button that copies it, where scripts run. */
final class Copyable {

  private Copyable() {}

  /**
   * @param what what it is, for the button's accessible name
   */
  static void write(Markup out, String what, String text) {
    out.open("div", "class", "copyable", "data-what", what);
    out.open("pre", "tabindex", "0", "role", "region", "aria-label", what);
    out.leaf("code", text).close("pre").close("div").line();
  }
}
