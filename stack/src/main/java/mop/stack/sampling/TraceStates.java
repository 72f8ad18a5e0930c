package mop.stack.sampling;

import java.io.ByteArrayOutputStream;

/**
 * Reads and writes the {@code ot} member of W3C trace state in raw bytes: {@code
 * ot=th:c;rv:8f3b…;other:x,vendor=y}.
 */
final class TraceStates {
  private static final byte[] RV = {'r', 'v'};
  private static final byte[] TH = {'t', 'h'};
  private static final int HEX_DIGITS = 14;

  /** Value that is returned when the sub-key is absent or malformed. */
  static final long NONE = -1;

  private TraceStates() {}

  /** Explicit randomness, 56 bits, or {@link #NONE}; exactly 14 hex digits count. */
  static long randomness(byte[] buffer, int offset, int length) {
    int at = subKey(buffer, offset, length, RV);
    int end = at < 0 ? -1 : subEnd(buffer, at, offset + length);
    return end - at == HEX_DIGITS ? hex(buffer, at, end) : NONE;
  }

  /** Rejection threshold, 56 bits, or {@link #NONE}; 1 to 14 hex digits, zeros follow. */
  static long threshold(byte[] buffer, int offset, int length) {
    int at = subKey(buffer, offset, length, TH);
    int end = at < 0 ? -1 : subEnd(buffer, at, offset + length);
    int digits = end - at;
    if (at < 0 || digits < 1 || digits > HEX_DIGITS) {
      return NONE;
    }
    long value = hex(buffer, at, end);
    return value < 0 ? NONE : value << (4 * (HEX_DIGITS - digits));
  }

  /** The trace state with {@code ot} first and {@code th} set; all else stays as it was. */
  static byte[] withThreshold(byte[] buffer, int offset, int length, byte[] th) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 24);
    out.writeBytes(new byte[] {'o', 't', '=', 't', 'h', ':'});
    out.writeBytes(th);
    int limit = offset + length;
    int ot = otMember(buffer, offset, limit);
    int otEnd = ot < 0 ? -1 : memberEnd(buffer, ot, limit);
    for (int at = ot < 0 ? -1 : ot + 3; at >= 0 && at < otEnd; ) {
      int end = subEnd(buffer, at, otEnd);
      if (end > at && !startsWith(buffer, at, end, TH)) {
        out.write(';');
        out.write(buffer, at, end - at);
      }
      at = end + 1;
    }
    for (int at = offset; at < limit; ) {
      int end = memberEnd(buffer, at, limit);
      int from = skipSpace(buffer, at, end);
      if (end > from && from != ot) {
        out.write(',');
        out.write(buffer, from, end - from);
      }
      at = end + 1;
    }
    return out.toByteArray();
  }

  private static int skipSpace(byte[] buffer, int from, int end) {
    int at = from;
    while (at < end && (buffer[at] == ' ' || buffer[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** Where the {@code ot=} member begins, or -1. */
  private static int otMember(byte[] buffer, int offset, int limit) {
    for (int at = offset; at < limit; at = memberEnd(buffer, at, limit) + 1) {
      int from = skipSpace(buffer, at, limit);
      if (from + 3 <= limit
          && buffer[from] == 'o'
          && buffer[from + 1] == 't'
          && buffer[from + 2] == '=') {
        return from;
      }
    }
    return -1;
  }

  /** Where the value of a sub-key of {@code ot} begins, or -1. */
  private static int subKey(byte[] buffer, int offset, int length, byte[] key) {
    int limit = offset + length;
    int ot = otMember(buffer, offset, limit);
    if (ot < 0) {
      return -1;
    }
    int end = memberEnd(buffer, ot, limit);
    for (int at = ot + 3; at < end; at = subEnd(buffer, at, end) + 1) {
      if (startsWith(buffer, at, end, key)) {
        return at + key.length + 1;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] buffer, int at, int end, byte[] key) {
    return at + 3 <= end
        && buffer[at] == key[0]
        && buffer[at + 1] == key[1]
        && buffer[at + 2] == ':';
  }

  private static int memberEnd(byte[] buffer, int from, int limit) {
    int at = from;
    while (at < limit && buffer[at] != ',') {
      at++;
    }
    return at;
  }

  private static int subEnd(byte[] buffer, int from, int limit) {
    int at = from;
    while (at < limit && buffer[at] != ';' && buffer[at] != ',') {
      at++;
    }
    return at;
  }

  private static long hex(byte[] buffer, int from, int end) {
    long value = 0;
    for (int i = from; i < end; i++) {
      int digit = Character.digit(buffer[i], 16);
      if (digit < 0) {
        return NONE;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
