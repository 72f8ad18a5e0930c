package mop.stack.metrics.block;

import java.lang.foreign.MemorySegment;

/** The names and values of an index, by their number; texts are made when they are first wanted. */
final class SymbolTable {
  private final MemorySegment section;
  private final String file;
  private final long start;

  /** From the start of the section, as numbers without a sign. */
  private final int[] offsets;

  private final String[] texts;

  private SymbolTable(MemorySegment section, String file, long start, int[] offsets) {
    this.section = section;
    this.file = file;
    this.start = start;
    this.offsets = offsets;
    this.texts = new String[offsets.length];
  }

  /**
   * @param start of the section's content in the file
   * @param section the content: a count, then the texts
   */
  static SymbolTable read(MemorySegment section, String file, long start) {
    ByteView in = new ByteView(section, file, start);
    long count = in.u32();
    if (count > in.remaining()) {
      throw in.damage(count + " symbols in " + in.remaining() + " bytes");
    }
    int[] offsets = new int[(int) Math.min(count, Integer.MAX_VALUE - 16)];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (int) (in.offset() - start);
      in.skip(in.length());
    }
    return new SymbolTable(section, file, start, offsets);
  }

  int size() {
    return offsets.length;
  }

  String text(long number, ByteView asking) {
    if (number < 0 || number >= texts.length) {
      throw asking.damage("symbol " + number + " of " + texts.length);
    }
    int i = (int) number;
    String known = texts[i];
    if (known == null) {
      ByteView in = new ByteView(section, file, start);
      known = in.moveTo(start + Integer.toUnsignedLong(offsets[i])).text();
      texts[i] = known;
    }
    return known;
  }
}
