package mop.stack.traces;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The write-ahead log's segments. A file begins with {@link #MAGIC}; then frames follow: payload
 * length and CRC-32C of the payload in four bytes each, little-endian, and the payload. A payload
 * begins with its kind:
 *
 * <ul>
 *   <li>{@link #ORIGIN}: lengths of resource, scope and service name as varints, then the three;
 *       origins are numbered from 0 in order
 *   <li>{@link #TRACE}: trace id in two longs, number of spans as varint, for each span its
 *       origin's number and its length as varints, then the serialized spans
 * </ul>
 */
final class WalFormat {
  static final byte[] MAGIC = "MOPWAL01".getBytes(StandardCharsets.US_ASCII);
  static final int FRAME_HEAD = 8;
  static final int ORIGIN = 1;
  static final int TRACE = 2;
  static final int TRACE_HEAD = 17;
  static final String SUFFIX = ".wal";

  /** Longer frames are taken for damage. */
  static final int MAX_FRAME = 1 << 30;

  private WalFormat() {}

  static Path segment(Path folder, long number) {
    return folder.resolve(String.format(Locale.ROOT, "%010d%s", number, SUFFIX));
  }

  /** Number of a segment by its file name, −1 when it is none. */
  static long number(Path file) {
    String name = String.valueOf(file.getFileName());
    String digits = name.endsWith(SUFFIX) ? name.substring(0, name.length() - 4) : "";
    return digits.matches("[0-9]{10}") ? Long.parseLong(digits) : -1;
  }
}
