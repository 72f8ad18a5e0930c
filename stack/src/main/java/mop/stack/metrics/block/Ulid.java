package mop.stack.metrics.block;

/**
 * The name of a block: a ULID (github.com/ulid/spec), 48 bits of milliseconds since 1970 and 80
 * bits that make it unique, as 26 characters of Crockford's base 32. Sorted by time.
 *
 * @param high the time and the upper 16 of the other bits
 * @param low the rest
 */
public record Ulid(long high, long low) implements Comparable<Ulid> {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;

  /**
   * The id that follows from its arguments; by SplitMix64.
   *
   * @param millis since 1970, below 2⁴⁸
   * @param seed of the one who names blocks
   * @param number of the block among those that one names
   */
  public static Ulid of(long millis, long seed, long number) {
    if (millis < 0 || millis >>> 48 != 0) {
      throw new IllegalArgumentException("a ULID has no room for the time " + millis);
    }
    long a = mix(seed + (2 * number + 1) * 0x9E3779B97F4A7C15L);
    long b = mix(seed + (2 * number + 2) * 0x9E3779B97F4A7C15L);
    return new Ulid((millis << 16) | (a & 0xffff), b);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  /**
   * @throws IllegalArgumentException when the text is no ULID
   */
  public static Ulid parse(String text) {
    if (text.length() != LENGTH || text.charAt(0) > '7') {
      throw new IllegalArgumentException('"' + text + "\" is no ULID");
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < LENGTH; i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException('"' + text + "\" is no ULID");
      }
      high = (high << 5) | (low >>> 59);
      low = (low << 5) | digit;
    }
    return new Ulid(high, low);
  }

  /** Whether a text, say the name of a folder, is a ULID. */
  public static boolean isOne(String text) {
    return text.length() == LENGTH
        && text.charAt(0) <= '7'
        && text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
  }

  /** Milliseconds since 1970. */
  public long millis() {
    return high >>> 16;
  }

  @Override
  public int compareTo(Ulid other) {
    int c = Long.compareUnsigned(high, other.high);
    return c == 0 ? Long.compareUnsigned(low, other.low) : c;
  }

  @Override
  public String toString() {
    char[] text = new char[LENGTH];
    long h = high;
    long l = low;
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) (l & 31));
      l = (l >>> 5) | (h << 59);
      h >>>= 5;
    }
    return new String(text);
  }
}
