package mop.stack.sampling;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Consistent probability sampling as OpenTelemetry specifies it («TraceState: Probability
 * Sampling», OTEP 235): an item with 56 bits of randomness R is kept when R ≥ T, the rejection
 * threshold. The threshold carries four significant hex digits after leading 0 or f, as the
 * Collector's {@code probabilistic_sampler} does by default, so that both decide alike.
 */
record ConsistentThreshold(long threshold) {
  /** Number of values that randomness can take, 2^56. */
  static final long RANGE = 1L << 56;

  private static final int PRECISION_DIGITS = 4;
  private static final int HEX_DIGITS = 14;

  /** The threshold for a ratio in (0, 1], rounded to the digits that trace state carries. */
  static ConsistentThreshold of(double ratio) {
    if (ratio >= 1) {
      return new ConsistentThreshold(0);
    }
    int leading = Math.max(leadingDigits(ratio), leadingDigits(1 - ratio));
    int digits = Math.min(HEX_DIGITS, PRECISION_DIGITS + leading);
    long exact = RANGE - Math.round(ratio * RANGE);
    int shift = 4 * (HEX_DIGITS - digits);
    long half = shift == 0 ? 0 : 1L << (shift - 1);
    long rounded = ((exact + half) >>> shift) << shift;
    return new ConsistentThreshold(rounded < RANGE ? rounded : exact);
  }

  /** Hex digits 0 with which a fraction begins: those digits of a threshold say little. */
  private static int leadingDigits(double fraction) {
    return -(Math.getExponent(fraction) + 1) / 4;
  }

  /** Probability with which an item passes. */
  double probability() {
    return (RANGE - threshold) / (double) RANGE;
  }

  boolean keeps(long randomness) {
    return randomness >= threshold;
  }

  /** The threshold as trace state spells it: hex without trailing zeros, {@code 0} for none. */
  String hex() {
    String digits = String.format(Locale.ROOT, "%014x", threshold);
    int end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }

  byte[] hexBytes() {
    return hex().getBytes(StandardCharsets.US_ASCII);
  }
}
