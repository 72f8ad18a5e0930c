package mop.stack.parquet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;

/** BYTE_ARRAY values through a dictionary. */
public final class DictionaryColumn extends ColumnWriter {
  private final Dictionary dictionary = new Dictionary();
  private int[] indexes = new int[64];

  DictionaryColumn(Column column, LevelStream levels) {
    super(column, levels);
  }

  /** Adds a value; returns its index, which is valid until the row group ends. */
  public int add(byte[] from, int offset, int length) {
    int index = dictionary.indexOf(from, offset, length);
    addIndex(index);
    return index;
  }

  /** Adds a value again by the index that {@link #add} gave in this row group. */
  public void addIndex(int index) {
    if (size == indexes.length) {
      indexes = Arrays.copyOf(indexes, grown(size, size + 1));
    }
    indexes[size++] = index;
  }

  @Override
  int[] cuts() {
    return levels().rows().cuts(4, hasLevels());
  }

  @Override
  void encode(int from, int to, ByteSink out, DeltaEncoder delta) {
    RleEncoder.indexes(indexes, from, to, out);
  }

  @Override
  Bounds bounds(int from, int to) {
    BitSet seen = new BitSet(dictionary.size());
    int last = -1;
    for (int i = from; i < to; i++) {
      if (indexes[i] != last) {
        last = indexes[i];
        seen.set(last);
      }
    }
    int min = indexes[from];
    int max = indexes[from];
    for (int i = seen.nextSetBit(0); i >= 0; i = seen.nextSetBit(i + 1)) {
      if (dictionary.compare(i, min) < 0) {
        min = i;
      }
      if (dictionary.compare(i, max) > 0) {
        max = i;
      }
    }
    return new Bounds(dictionary.value(min), dictionary.value(max));
  }

  @Override
  Comparator<byte[]> order() {
    return Arrays::compareUnsigned;
  }

  @Override
  byte[] nullBound() {
    return new byte[0];
  }

  @Override
  Dictionary dictionary() {
    return dictionary;
  }

  @Override
  void append(PageValues page, int from, int to, int[] map) {
    if (page.indexes == null) {
      for (int i = from; i < to; i++) {
        add(page.bytes, page.ends[i], page.ends[i + 1] - page.ends[i]);
      }
      return;
    }
    int n = to - from;
    if (size + n > indexes.length) {
      indexes = Arrays.copyOf(indexes, room(indexes.length, size + n));
    }
    for (int i = from; i < to; i++) {
      int theirs = page.indexes[i];
      int mine = map[theirs];
      if (mine < 0) {
        int start = page.ends[theirs];
        mine = dictionary.indexOf(page.bytes, start, page.ends[theirs + 1] - start);
        map[theirs] = mine;
      }
      indexes[size++] = mine;
    }
  }

  @Override
  void release() {
    clear();
    indexes = new int[64];
  }

  @Override
  void clear() {
    super.clear();
    dictionary.clear();
  }
}
