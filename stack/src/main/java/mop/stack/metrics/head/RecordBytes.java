package mop.stack.metrics.head;

import java.nio.charset.StandardCharsets;
import mop.stack.labels.Labels;

/** Steps over the bytes of a record, never beyond its end. */
final class RecordBytes {
  private final byte[] bytes;
  private int at;

  RecordBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean more() {
    return at < bytes.length;
  }

  private void need(long count) throws CorruptRecord {
    if (count < 0 || count > bytes.length - at) {
      throw new CorruptRecord("a record of " + bytes.length + " bytes ends within a value");
    }
  }

  int next() throws CorruptRecord {
    need(1);
    return bytes[at++] & 0xff;
  }

  long fixed() throws CorruptRecord {
    need(8);
    long v = 0;
    for (int i = 0; i < 8; i++) {
      v = (v << 8) | (bytes[at++] & 0xff);
    }
    return v;
  }

  double number() throws CorruptRecord {
    return Double.longBitsToDouble(fixed());
  }

  long unsigned() throws CorruptRecord {
    long v = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = next();
      v |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return v;
      }
    }
    throw new CorruptRecord("a number of more than ten bytes");
  }

  long signed() throws CorruptRecord {
    long v = unsigned();
    return (v >>> 1) ^ -(v & 1);
  }

  /** How many values of at least so many bytes follow. */
  int count(int bytesEach) throws CorruptRecord {
    long n = unsigned();
    if (n < 0 || n > (bytes.length - at) / bytesEach) {
      throw new CorruptRecord("a record claims to hold " + Long.toUnsignedString(n) + " values");
    }
    return (int) n;
  }

  String text() throws CorruptRecord {
    int length = count(1);
    String s = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return s;
  }

  Labels labels() throws CorruptRecord {
    String[] pairs = new String[2 * count(2)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = text();
    }
    return Labels.of(pairs);
  }
}
