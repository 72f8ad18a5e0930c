package mop.stack.logs.chunk;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mop.stack.logs.format.CorruptLogData;

/**
 * Names a chunk: the key of its object follows from it (Loki's schema 12 and later).
 *
 * @param fingerprint hash of the stream's labels
 * @param fromMillis time of the oldest entry, rounded down
 * @param throughMillis time of the newest entry, rounded up
 * @param checksum CRC32 (Castagnoli) of the whole object
 */
public record ChunkRef(
    String tenant, long fingerprint, long fromMillis, long throughMillis, int checksum) {
  private static final String HEX = "([0-9a-f]{1,16})";
  private static final Pattern KEY =
      Pattern.compile("([^/]+)/" + HEX + "/(-?)" + HEX + ":(-?)" + HEX + ":([0-9a-f]{1,8})");

  /** {@code <tenant>/<fingerprint>/<from>:<through>:<checksum>}, numbers in hexadecimal. */
  public String key() {
    return String.format(
        Locale.ROOT,
        "%s/%x/%s:%s:%x",
        tenant,
        fingerprint,
        signedHex(fromMillis),
        signedHex(throughMillis),
        checksum);
  }

  private static String signedHex(long v) {
    return v < 0 ? "-" + Long.toHexString(-v) : Long.toHexString(v);
  }

  public static ChunkRef parse(String key) throws CorruptLogData {
    Matcher m = KEY.matcher(key);
    if (!m.matches()) {
      throw new CorruptLogData("is not the key of a chunk").in(key);
    }
    return new ChunkRef(
        m.group(1),
        Long.parseUnsignedLong(m.group(2), 16),
        signed(m.group(3), m.group(4)),
        signed(m.group(5), m.group(6)),
        Integer.parseUnsignedInt(m.group(7), 16));
  }

  private static long signed(String sign, String hex) {
    long v = Long.parseUnsignedLong(hex, 16);
    return sign.isEmpty() ? v : -v;
  }
}
