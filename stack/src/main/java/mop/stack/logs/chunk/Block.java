package mop.stack.logs.chunk;

import mop.stack.logs.format.ByteReader;
import mop.stack.logs.format.Compression;
import mop.stack.logs.format.CorruptLogData;

/**
 * A compressed block of entries, a slice of a byte array.
 *
 * @param entries how many
 * @param first time of the oldest entry, in nanoseconds since 1970
 * @param last time of the newest entry
 * @param uncompressedSize bytes of the lines, and four a symbol
 */
@SuppressWarnings("ArrayRecordComponent") // a slice of the chunk, never changed
record Block(
    byte[] bytes,
    int offset,
    int length,
    int entries,
    long first,
    long last,
    int uncompressedSize) {
  /** Bytes that an entry without line and metadata takes: time, two lengths, a number of pairs. */
  private static final int LEAST_ENTRY = 4;

  /** A plain block cannot be longer: 62 bytes of numbers an entry, at most ten bytes a pair. */
  private long limit() {
    return 2L * uncompressedSize + 64L * entries;
  }

  /** Unpacks all entries. */
  Entries read(Compression compression, Symbols.Table table) throws CorruptLogData {
    byte[] plain = compression.decompress(bytes, offset, length, limit());
    if (entries > plain.length / LEAST_ENTRY) {
      throw new CorruptLogData(entries + " entries do not fit into " + plain.length + " bytes");
    }
    ByteReader in = new ByteReader(plain);
    long[] times = new long[entries];
    byte[][] lines = new byte[entries][];
    int[][] symbols = new int[entries][];
    for (int i = 0; i < entries; i++) {
      times[i] = in.varint();
      lines[i] = in.bytes(in.count(1));
      symbols[i] = pairs(in);
    }
    if (in.remaining() != 0) {
      throw new CorruptLogData(in.remaining() + " bytes follow the last entry of a block");
    }
    return new Entries(times, lines, symbols, table);
  }

  private static int[] pairs(ByteReader in) throws CorruptLogData {
    int section = in.count(1);
    int end = in.position() + section;
    int[] pairs = new int[2 * in.count(2)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = in.upTo(Integer.MAX_VALUE);
    }
    if (in.position() != end) {
      throw new CorruptLogData("an entry's symbols do not fill their section at " + end);
    }
    return pairs;
  }
}
