package mop.reports.words;

/**
 * A figure as it is shown: a value with its unit, and its interval in the same unit and digits.
 *
 * @param number the value with its sign, for example {@code −57}
 * @param prefix what stands between sign and digits, for example {@code $}
 * @param unit what follows, for example {@code pp}, or empty
 * @param interval for example {@code [−59, −55]}, or empty where a figure has none
 */
public record Shown(String number, String prefix, String unit, String interval) {

  /** Words or a number without unit and interval. */
  public static Shown of(String text) {
    return new Shown(text, "", "", "");
  }

  /** The value with its unit, for example {@code −57 %} or {@code $1,720}. */
  public String point() {
    boolean sign = number.startsWith("−") || number.startsWith("+");
    int digits = sign ? 1 : 0;
    return number.substring(0, digits)
        + prefix
        + number.substring(digits)
        + (unit.isEmpty() ? "" : " " + unit);
  }

  /** Value and interval in one line. */
  public String text() {
    return join(point());
  }

  /** Value and interval without the unit, for a column whose header has it. */
  public String bare() {
    return join(number);
  }

  /** {@link #text()} that no browser breaks inside. */
  public String unbroken() {
    return text().replace(' ', '\u00A0');
  }

  private String join(String value) {
    return interval.isEmpty() ? value : value + " " + interval;
  }
}
