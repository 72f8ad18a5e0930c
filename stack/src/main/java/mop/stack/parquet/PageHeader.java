package mop.stack.parquet;

/**
 * A page's header, as far as reading needs it.
 *
 * @param type 0 data page v1, 2 dictionary, 3 data page v2
 * @param headerBytes length of the header itself
 * @param uncompressed bytes of the page when unpacked, levels included
 * @param compressed bytes of the page as stored, levels included
 * @param crc checksum of the stored bytes; meaningful when {@code hasCrc}
 * @param values level entries of a data page, strings of a dictionary page
 */
record PageHeader(
    int type,
    int headerBytes,
    int uncompressed,
    int compressed,
    boolean hasCrc,
    int crc,
    int values,
    int nulls,
    int rows,
    Encoding encoding,
    int definitionBytes,
    int repetitionBytes,
    boolean packed) {
  static final int DATA_V1 = 0;
  static final int DICTIONARY = 2;
  static final int DATA_V2 = 3;

  /**
   * Reads the header that begins at {@code from}.
   *
   * @param left bytes of the chunk from {@code from} on, of which not all need to be in {@code
   *     bytes}
   */
  static PageHeader read(byte[] bytes, int from, int end, int left) {
    CompactReader in = new CompactReader(bytes, from, end);
    int[] head = new int[5];
    int[] data = {0, -1, -1, -1, -1, -1, -1};
    boolean packed = true;
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1, 2, 3 -> head[field] = in.i32();
        case 4 -> {
          head[4] = in.i32();
          head[0] = 1;
        }
        case 5, 7, 8 -> packed = body(in, field, data);
        default -> in.skip();
      }
    }
    PageHeader header =
        new PageHeader(
            head[1],
            in.position() - from,
            head[2],
            head[3],
            head[0] == 1,
            head[4],
            data[1],
            Math.max(data[2], 0),
            data[3],
            Encoding.of(data[4]),
            Math.max(data[5], 0),
            Math.max(data[6], 0),
            packed);
    return header.checked(left - header.headerBytes);
  }

  private static boolean body(CompactReader in, int kind, int[] data) {
    boolean packed = true;
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      if (kind == 8 && field == 7) {
        packed = in.bool();
      } else if (kind == 8 && field < 7) {
        data[field] = in.i32();
      } else if (kind != 8 && field == 1) {
        data[1] = in.i32();
      } else if (kind != 8 && field == 2) {
        data[4] = in.i32();
      } else {
        in.skip();
      }
    }
    return packed;
  }

  private PageHeader checked(int available) {
    long levels = (long) definitionBytes + repetitionBytes;
    if (compressed < 0 || compressed > available || uncompressed < 0) {
      throw new CorruptParquet("page of " + compressed + " bytes where " + available + " are left");
    }
    if (values < 0 || nulls > values || levels > compressed || levels > uncompressed) {
      throw new CorruptParquet("page header contradicts itself");
    }
    return this;
  }
}
