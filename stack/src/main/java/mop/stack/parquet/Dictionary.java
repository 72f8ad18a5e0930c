package mop.stack.parquet;

import java.util.Arrays;

/** Distinct byte strings in order of first appearance, found by the hash of their content. */
final class Dictionary {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private byte[] bytes = new byte[512];
  private int[] ends = new int[33];
  private int size;

  /** Open addressing: hash in the upper half, index + 1 in the lower; 0 for empty. */
  private long[] table = new long[64];

  int size() {
    return size;
  }

  /** Index of the string, which is added when it is new. */
  int indexOf(byte[] from, int offset, int length) {
    int hash = hash(from, offset, length);
    int mask = table.length - 1;
    int slot = hash & mask;
    for (long entry = table[slot]; entry != 0; entry = table[slot]) {
      if ((int) (entry >>> 32) == hash && matches((int) entry - 1, from, offset, length)) {
        return (int) entry - 1;
      }
      slot = (slot + 1) & mask;
    }
    append(from, offset, length);
    table[slot] = (long) hash << 32 | size;
    if (size * 2 > table.length) {
      rehash();
    }
    return size - 1;
  }

  private boolean matches(int i, byte[] from, int offset, int length) {
    return Arrays.equals(bytes, ends[i], ends[i + 1], from, offset, offset + length);
  }

  private static int hash(byte[] b, int offset, int length) {
    long h = length * MULTIPLIER;
    int i = offset;
    int end = offset + length;
    for (; i + 8 <= end; i += 8) {
      h = Long.rotateLeft(h ^ ByteSink.longAt(b, i), 29) * MULTIPLIER;
    }
    long tail = 0;
    if (i + 4 <= end) {
      tail = ByteSink.intAt(b, i) & 0xffffffffL;
      i += 4;
    }
    for (; i < end; i++) {
      tail = tail << 8 | (b[i] & 0xff);
    }
    h = (h ^ tail) * MULTIPLIER;
    return (int) (h ^ h >>> 32);
  }

  private void append(byte[] from, int offset, int length) {
    if (size + 1 == ends.length) {
      ends = Arrays.copyOf(ends, size * 2 + 1);
    }
    int at = ends[size];
    if (at + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, ColumnWriter.grown(bytes.length, at + length));
    }
    System.arraycopy(from, offset, bytes, at, length);
    ends[++size] = at + length;
  }

  private void rehash() {
    long[] old = table;
    table = new long[old.length * 2];
    int mask = table.length - 1;
    for (long entry : old) {
      if (entry != 0) {
        int slot = (int) (entry >>> 32) & mask;
        while (table[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        table[slot] = entry;
      }
    }
  }

  /** All strings, each after its length in four bytes. */
  void plain(ByteSink out) {
    for (int i = 0; i < size; i++) {
      out.putInt(ends[i + 1] - ends[i]);
      out.put(bytes, ends[i], ends[i + 1] - ends[i]);
    }
  }

  int compare(int i, int j) {
    return Arrays.compareUnsigned(bytes, ends[i], ends[i + 1], bytes, ends[j], ends[j + 1]);
  }

  byte[] value(int i) {
    return Arrays.copyOfRange(bytes, ends[i], ends[i + 1]);
  }

  void clear() {
    size = 0;
    if (table.length > 1 << 12) {
      table = new long[64];
    } else {
      Arrays.fill(table, 0);
    }
  }
}
