package mop.reports.plot;

import mop.reports.markup.Markup;
import mop.reports.words.Standing;

/** The marks of the plots on their own, for a legend. */
public final class Legend {

  private Legend() {}

  /** The mark of one standing; the word beside it is the caller's. */
  public static void key(Markup out, Standing standing) {
    out.open("svg", "viewBox", "-8 -8 16 16", "aria-hidden", "true", "focusable", "false");
    new Pen(out).mark(standing, 0, 0);
    out.close("svg");
  }

  /** A patch of the region that the plot shades. */
  public static void region(Markup out) {
    out.open("svg", "viewBox", "-8 -8 16 16", "aria-hidden", "true", "focusable", "false");
    new Pen(out).rect("adopt", new Box(-8, -8, 16, 16));
    out.close("svg");
  }
}
