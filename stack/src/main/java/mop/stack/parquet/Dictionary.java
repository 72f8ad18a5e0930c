package mop.stack.parquet;

import java.util.Arrays;

/** Distinct byte strings in order of first appearance, found by the hash of their content. */
final class Dictionary {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private byte[] bytes = new byte[512];
  private int[] ends = new int[33];
  private int[] hashes = new int[32];
  private int size;

  /** Open addressing; index + 1, 0 for empty. */
  private int[] table = new int[64];

  int size() {
    return size;
  }

  /** Index of the string, which is added when it is new. */
  int indexOf(byte[] from, int offset, int length) {
    int hash = hash(from, offset, length);
    int mask = table.length - 1;
    int slot = hash & mask;
    while (table[slot] != 0) {
      int i = table[slot] - 1;
      if (hashes[i] == hash && matches(i, from, offset, length)) {
        return i;
      }
      slot = slot + 1 & mask;
    }
    append(from, offset, length, hash);
    table[slot] = size;
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

  private void append(byte[] from, int offset, int length, int hash) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
      ends = Arrays.copyOf(ends, size * 2 + 1);
    }
    int at = ends[size];
    if (at + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(at + length, bytes.length * 2));
    }
    System.arraycopy(from, offset, bytes, at, length);
    hashes[size++] = hash;
    ends[size] = at + length;
  }

  private void rehash() {
    table = new int[table.length * 2];
    int mask = table.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = hashes[i] & mask;
      while (table[slot] != 0) {
        slot = slot + 1 & mask;
      }
      table[slot] = i + 1;
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
      table = new int[64];
    } else {
      Arrays.fill(table, 0);
    }
  }
}
