package mop.stack.traceql.engine;

import java.util.HexFormat;

/** Ids as Tempo shows them. */
public final class Ids {
  private static final int SPAN_DIGITS = 16;

  private Ids() {}

  /** Hexadecimal digits without leading zeros. */
  public static String trace(byte[] id, int offset, int length) {
    return HexFormat.of().formatHex(id, offset, offset + length).replaceFirst("^0+", "");
  }

  /** Hexadecimal digits, sixteen at least. */
  public static String span(byte[] id, int offset, int length) {
    String digits = trace(id, offset, length);
    return "0".repeat(Math.max(0, SPAN_DIGITS - digits.length())) + digits;
  }
}
