package mop.stack.promql;

/**
 * Parts of the UTC date of a time in seconds since 1970, for all 64-bit numbers. Like Go's, it
 * counts the days since a year far in the past without sign, so that numbers that are no sensible
 * time (NaN becomes the least number) have the same parts as there.
 */
record CivilTime(long year, int month, int day, int dayOfYear, int weekday, int hour, int minute) {
  /** The first year, and the seconds from its start to 1970: Go's {@code absoluteZeroYear}. */
  private static final long FIRST_YEAR = -292277022399L;

  private static final long SECONDS_TO_1970 = 9223372028715321600L;
  private static final int DAYS_IN_400_YEARS = 146_097;
  private static final int DAYS_IN_100_YEARS = 36_524;
  private static final int DAYS_IN_4_YEARS = 1461;
  private static final int[] DAYS_BEFORE = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
  };

  static CivilTime of(long seconds) {
    long absolute = seconds + SECONDS_TO_1970;
    long days = Long.divideUnsigned(absolute, 86_400);
    int ofDay = (int) Long.remainderUnsigned(absolute, 86_400);
    // The first day of the first year is a Monday, as was 1 January 2001.
    int weekday = (int) ((days + 1) % 7);
    long rest = days;
    long n400 = rest / DAYS_IN_400_YEARS;
    rest %= DAYS_IN_400_YEARS;
    // The last day of a leap year would be the first of a fourth century, or a fifth year.
    long n100 = Math.min(3, rest / DAYS_IN_100_YEARS);
    rest -= n100 * DAYS_IN_100_YEARS;
    long n4 = rest / DAYS_IN_4_YEARS;
    rest %= DAYS_IN_4_YEARS;
    long n1 = Math.min(3, rest / 365);
    int dayOfYear = (int) (rest - n1 * 365);
    long year = FIRST_YEAR + 400 * n400 + 100 * n100 + 4 * n4 + n1;
    int month = month(dayOfYear, isLeap(year));
    int day = dayOfYear - daysBefore(month, isLeap(year)) + 1;
    return new CivilTime(
        year, month + 1, day, dayOfYear + 1, weekday, ofDay / 3600, ofDay / 60 % 60);
  }

  int daysInMonth() {
    boolean leap = isLeap(year);
    return daysBefore(month, leap) - daysBefore(month - 1, leap);
  }

  private static int month(int dayOfYear, boolean leap) {
    int month = 0;
    while (dayOfYear >= daysBefore(month + 1, leap)) {
      month++;
    }
    return month;
  }

  private static int daysBefore(int month, boolean leap) {
    return DAYS_BEFORE[month] + (leap && month > 1 ? 1 : 0);
  }

  private static boolean isLeap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
