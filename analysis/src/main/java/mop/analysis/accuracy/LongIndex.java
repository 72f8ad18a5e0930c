package mop.analysis.accuracy;

import java.util.Arrays;

/** Numbers distinct long keys 0, 1, 2 … in order of first sight. Open addressing, no boxing. */
final class LongIndex {
  private static final int ABSENT = -1;

  private long[] keys = new long[256];
  private int[] values = filled(256);
  private long[] byIndex = new long[128];
  private int size;

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, ABSENT);
    return array;
  }

  int size() {
    return size;
  }

  /** The key that was given {@code index}. */
  long key(int index) {
    return byIndex[index];
  }

  /** The index of {@code key}, given now when it is new. */
  int indexOf(long key) {
    int slot = slot(keys, values, key);
    if (values[slot] != ABSENT) {
      return values[slot];
    }
    keys[slot] = key;
    values[slot] = size;
    if (size == byIndex.length) {
      byIndex = Arrays.copyOf(byIndex, size * 2);
    }
    byIndex[size] = key;
    size++;
    if (size * 2 > keys.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    long[] newKeys = new long[keys.length * 2];
    int[] newValues = filled(keys.length * 2);
    for (int i = 0; i < size; i++) {
      int slot = slot(newKeys, newValues, byIndex[i]);
      newKeys[slot] = byIndex[i];
      newValues[slot] = i;
    }
    keys = newKeys;
    values = newValues;
  }

  private static int slot(long[] keys, int[] values, long key) {
    int mask = keys.length - 1;
    int slot = (int) mix(key) & mask;
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** The finaliser of MurmurHash3: every input bit reaches every output bit. */
  static long mix(long key) {
    long h = key;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
