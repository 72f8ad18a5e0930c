package mop.stack.parquet;

/** The levels of a page's entries. */
final class PageLevels {
  /** An entry's repetition level in the upper four bits, its definition level in the lower. */
  final byte[] packed;

  private final int maxDefinition;

  private PageLevels(byte[] packed, int maxDefinition) {
    this.packed = packed;
    this.maxDefinition = maxDefinition;
  }

  /** Reads them from the beginning of a page's body, whose checksum is not looked at. */
  static PageLevels read(Column column, PageHeader h, byte[] body) {
    PageDecoder.checkEntries(h);
    byte[] rep =
        RleDecoder.levels(body, 0, h.repetitionBytes(), column.maxRepetition(), h.values());
    byte[] def =
        RleDecoder.levels(
            body, h.repetitionBytes(), h.definitionBytes(), column.maxDefinition(), h.values());
    for (int i = 0; i < def.length; i++) {
      def[i] |= (byte) (rep[i] << 4);
    }
    return new PageLevels(def, column.maxDefinition());
  }

  int entries() {
    return packed.length;
  }

  boolean beginsRow(int entry) {
    return (packed[entry] & 0xf0) == 0;
  }

  boolean hasValue(int entry) {
    return (packed[entry] & 15) == maxDefinition;
  }

  /** Number of values before each row of the page, and of all at the end. */
  int[] valueStarts(int rows) {
    int[] starts = new int[rows + 1];
    int row = 0;
    int values = 0;
    for (int i = 0; i < packed.length; i++) {
      if (beginsRow(i)) {
        if (row == rows) {
          throw new CorruptParquet("page has more than its " + rows + " rows");
        }
        starts[row++] = values;
      }
      values += hasValue(i) ? 1 : 0;
    }
    if (row != rows) {
      throw new CorruptParquet("page has " + row + " rows instead of " + rows);
    }
    starts[rows] = values;
    return starts;
  }
}
