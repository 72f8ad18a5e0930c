package mop.reports.page;

/** Dates and times of the result as ISO 8601 without what no reader needs. */
final class Dates {

  private Dates() {}

  /** {@code 2026-11-24}. */
  static String day(String instant) {
    return instant.length() >= 10 ? instant.substring(0, 10) : instant;
  }

  /** {@code 2026-11-24T09:30:41Z}: to the second. */
  static String second(String instant) {
    return instant.replaceFirst("\\.\\d+(?=Z$)", "");
  }
}
