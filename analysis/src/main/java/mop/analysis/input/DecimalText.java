package mop.analysis.input;

import java.math.BigDecimal;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decimal numbers as people write them, exactly, and never so large or so small that arithmetic
 * with them takes minutes or a line of text thousands of digits: at most 1e100 in size, with at
 * most 100 decimals.
 */
public final class DecimalText {
  private static final int MAX_EXPONENT = 100;

  /** More characters than any number within the bounds needs. */
  private static final int MAX_LENGTH = 256;

  private static final BigDecimal LARGEST = BigDecimal.TEN.pow(MAX_EXPONENT);

  private DecimalText() {}

  /**
   * The number of a text, without trailing zeros and never in powers of ten.
   *
   * @param example what would be right, for the message
   * @param complaint makes the refusal of what is wrong and what was expected
   * @throws InvalidInput as the complaint has it
   */
  public static BigDecimal parse(
      String text, String example, BiFunction<String, String, InvalidInput> complaint) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    BigDecimal exact = text.length() > MAX_LENGTH ? null : number(text);
    if (exact == null) {
      throw complaint.apply("'" + shown + "' is no number", example);
    }
    if (Math.abs((long) exact.scale()) > MAX_EXPONENT || exact.abs().compareTo(LARGEST) > 0) {
      throw complaint.apply("'" + shown + "' is out of range", "at most 1e" + MAX_EXPONENT);
    }
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }

  private static @Nullable BigDecimal number(String text) {
    try {
      return new BigDecimal(text).stripTrailingZeros();
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
