package mop.stack.logs.chunk;

import java.util.Arrays;
import mop.stack.logs.format.ByteWriter;

/**
 * The entries of a chunk that are in no block yet, kept in the order of time; those of one time in
 * the order of their coming.
 */
final class HeadBlock {
  private static final int BYTES_PER_SYMBOL = 4;

  private long[] times = new long[16];
  private byte[][] lines = new byte[16][];
  private int[][] symbols = new int[16][];
  private int count;
  private int size;

  /** Adds an entry; false when it is there already. */
  boolean add(long time, byte[] line, int[] pairs) {
    int at = placeAfter(time);
    for (int i = at - 1; i >= 0 && times[i] == time; i--) {
      if (Arrays.equals(lines[i], line) && Arrays.equals(symbols[i], pairs)) {
        return false;
      }
    }
    insert(at, time, line, pairs);
    size += line.length + pairs.length * BYTES_PER_SYMBOL;
    return true;
  }

  private int placeAfter(long time) {
    if (count == 0 || times[count - 1] <= time) {
      return count;
    }
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void insert(int at, long time, byte[] line, int[] pairs) {
    if (count == times.length) {
      times = Arrays.copyOf(times, 2 * count);
      lines = Arrays.copyOf(lines, 2 * count);
      symbols = Arrays.copyOf(symbols, 2 * count);
    }
    System.arraycopy(times, at, times, at + 1, count - at);
    System.arraycopy(lines, at, lines, at + 1, count - at);
    System.arraycopy(symbols, at, symbols, at + 1, count - at);
    times[at] = time;
    lines[at] = line;
    symbols[at] = pairs;
    count++;
  }

  int count() {
    return count;
  }

  /** Bytes as Loki counts them: of the lines, and four a symbol. */
  int size() {
    return size;
  }

  long first() {
    return times[0];
  }

  long last() {
    return times[count - 1];
  }

  void clear() {
    Arrays.fill(lines, 0, count, null);
    Arrays.fill(symbols, 0, count, null);
    count = 0;
    size = 0;
  }

  /** The entries as they stand in a block before it is compressed. */
  ByteWriter serialize() {
    ByteWriter out = new ByteWriter(size + 16 * count);
    ByteWriter pairs = new ByteWriter(64);
    for (int i = 0; i < count; i++) {
      out.varint(times[i]);
      out.uvarint(lines[i].length);
      out.put(lines[i]);
      pairs.clear();
      pairs.uvarint(symbols[i].length / 2);
      for (int s : symbols[i]) {
        pairs.uvarint(s);
      }
      out.uvarint(pairs.size());
      out.put(pairs.array(), 0, pairs.size());
    }
    return out;
  }

  /** The entries as they are now; later additions do not change them. */
  EntryRun snapshot(Symbols.Table table) {
    Entries copy =
        new Entries(
            Arrays.copyOf(times, count),
            Arrays.copyOf(lines, count),
            Arrays.copyOf(symbols, count),
            table);
    return new MemoryRun(copy);
  }
}
