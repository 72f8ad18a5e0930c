package mop.stack.parquet;

/** Decoded values of a page: numbers, or byte strings by their ends, perhaps through indexes. */
final class PageValues {
  private static final PageValues EMPTY =
      new PageValues(new long[0], new byte[0], new int[1], null, 0);

  /** Integers, booleans as 0 and 1, doubles as their bits. */
  final long[] numbers;

  final byte[] bytes;

  /** Where byte strings end; one more than there are. */
  final int[] ends;

  /** Index into {@link #ends} by value; null when they are in order. */
  final int @org.jspecify.annotations.Nullable [] indexes;

  /** How many values there are. */
  final int count;

  private PageValues(
      long[] numbers,
      byte[] bytes,
      int[] ends,
      int @org.jspecify.annotations.Nullable [] indexes,
      int count) {
    this.numbers = numbers;
    this.bytes = bytes;
    this.ends = ends;
    this.indexes = indexes;
    this.count = count;
  }

  /** Values in PLAIN encoding: a dictionary page, or a data page that says so. */
  static PageValues plain(PhysicalType type, byte[] from, int offset, int end, int count) {
    return switch (type) {
      case BYTE_ARRAY -> plainBytes(from, offset, end, count);
      case BOOLEAN -> booleans(from, offset, end, count);
      case INT32, INT64, DOUBLE -> {
        int width = type == PhysicalType.INT32 ? 4 : 8;
        if ((long) count * width > end - offset) {
          throw new CorruptParquet("page ends before its " + count + " values");
        }
        long[] v = new long[count];
        for (int i = 0; i < count; i++) {
          v[i] =
              width == 4
                  ? ByteSink.intAt(from, offset + 4 * i)
                  : ByteSink.longAt(from, offset + 8 * i);
        }
        yield new PageValues(v, EMPTY.bytes, EMPTY.ends, null, count);
      }
      case INT96, FLOAT, FIXED_LEN_BYTE_ARRAY ->
          throw new CorruptParquet("physical type " + type + " is not one of those read here");
    };
  }

  private static PageValues booleans(byte[] from, int offset, int end, int count) {
    BitUnpacker bits = new BitUnpacker(from, offset, end);
    bits.need(count, 1);
    long[] v = new long[count];
    for (int i = 0; i < count; i++) {
      v[i] = bits.get(i, 1);
    }
    return new PageValues(v, EMPTY.bytes, EMPTY.ends, null, count);
  }

  private static PageValues plainBytes(byte[] from, int offset, int end, int count) {
    if ((long) count * 4 > end - offset) {
      throw new CorruptParquet("page ends before its " + count + " byte strings");
    }
    int[] ends = new int[count + 1];
    ByteSink bytes = new ByteSink(Math.max(16, end - offset - 4 * count));
    int at = offset;
    for (int i = 0; i < count; i++) {
      int length = end - at < 4 ? -1 : ByteSink.intAt(from, at);
      if (length < 0 || length > end - at - 4) {
        throw new CorruptParquet("byte string of length " + length + " in a page");
      }
      bytes.put(from, at + 4, length);
      at += 4 + length;
      ends[i + 1] = bytes.size();
    }
    return new PageValues(EMPTY.numbers, bytes.toByteArray(), ends, null, count);
  }

  static PageValues delta(PhysicalType type, byte[] from, int offset, int end, int count) {
    if (count == 0) {
      return EMPTY;
    }
    boolean wrap = type == PhysicalType.INT32;
    long[] v = new DeltaDecoder(from, offset, end).decode(count, wrap);
    return new PageValues(v, EMPTY.bytes, EMPTY.ends, null, count);
  }

  static PageValues deltaLength(byte[] from, int offset, int end, int count) {
    if (count == 0) {
      return EMPTY;
    }
    DeltaDecoder lengths = new DeltaDecoder(from, offset, end);
    long[] length = lengths.decode(count, true);
    int start = lengths.position();
    int[] ends = new int[count + 1];
    for (int i = 0; i < count; i++) {
      if (length[i] < 0 || length[i] > end - start - ends[i]) {
        throw new CorruptParquet("byte string of length " + length[i] + " in a page");
      }
      ends[i + 1] = ends[i] + (int) length[i];
    }
    byte[] bytes = java.util.Arrays.copyOfRange(from, start, start + ends[count]);
    return new PageValues(EMPTY.numbers, bytes, ends, null, count);
  }

  /** Values through this dictionary. */
  PageValues through(int[] index) {
    for (int i : index) {
      if (i < 0 || i + 1 >= ends.length) {
        throw new CorruptParquet("dictionary index " + i + " of " + (ends.length - 1));
      }
    }
    return new PageValues(numbers, bytes, ends, index, index.length);
  }
}
