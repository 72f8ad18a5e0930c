package mop.stack.parquet;

import java.util.Comparator;

/**
 * Least and greatest value of a page or a chunk in PLAIN encoding without length prefix.
 *
 * @param min not to be changed
 * @param max not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
record Bounds(byte[] min, byte[] max) {
  /** The bounds of both, by the order of the column. */
  Bounds with(Bounds other, Comparator<byte[]> order) {
    return new Bounds(
        order.compare(other.min, min) < 0 ? other.min : min,
        order.compare(other.max, max) > 0 ? other.max : max);
  }
}
