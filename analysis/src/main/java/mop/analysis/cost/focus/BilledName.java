package mop.analysis.cost.focus;

import java.util.Locale;
import java.util.stream.Stream;
import mop.analysis.cost.Item;
import mop.analysis.cost.Price;

/**
 * A name by which invoices may call a price, whatever the case.
 *
 * @param lower in lower case
 */
record BilledName(String lower, Price price) {
  /** All names of a price: its own, and its {@code billedAs}. */
  static Stream<BilledName> of(Price price) {
    return Stream.concat(Stream.of(price.name()), price.billedAs().stream())
        .map(name -> new BilledName(name.toLowerCase(Locale.ROOT), price));
  }

  /** Whether it is a machine's. */
  boolean machine() {
    return price.item() == Item.NODE;
  }

  int length() {
    return lower.length();
  }

  /**
   * Whether a text contains it as whole words. A dot or dash that joins it to more letters or
   * digits makes another word of it: {@code m7g.xlarge} is not in {@code db.m7g.xlarge}. Only
   * before a usage type a dash may stand, which is how AWS joins the region: {@code
   * EU-Requests-Tier1}.
   */
  boolean isIn(String text) {
    String in = text.toLowerCase(Locale.ROOT);
    for (int at = in.indexOf(lower); at >= 0; at = in.indexOf(lower, at + 1)) {
      if (!joined(in, at - 1, -1) && !joined(in, at + lower.length(), 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean joined(String in, int at, int step) {
    if (letter(in, at)) {
      return true;
    }
    boolean joint =
        at >= 0
            && at < in.length()
            && (in.charAt(at) == '.' || (in.charAt(at) == '-' && (machine() || step > 0)));
    return joint && letter(in, at + step);
  }

  private static boolean letter(String in, int at) {
    return at >= 0
        && at < in.length()
        && (Character.isLetterOrDigit(in.charAt(at)) || in.charAt(at) == '_');
  }
}
