package mop.stack.parquet;

/** Thrift's compact protocol, as far as Parquet's metadata needs it. */
final class CompactWriter {
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int I16 = 4;
  static final int I32 = 5;
  static final int I64 = 6;
  static final int BINARY = 8;
  static final int LIST = 9;
  static final int STRUCT = 12;

  private final ByteSink out;
  private final int[] lastField = new int[16];
  private int depth;

  CompactWriter(ByteSink out) {
    this.out = out;
  }

  /** Begins a struct that is a list element or the top. */
  void begin() {
    lastField[++depth] = 0;
  }

  /** Begins a struct that is a field. */
  void begin(int field) {
    header(field, STRUCT);
    begin();
  }

  void end() {
    out.put(0);
    depth--;
  }

  private void header(int field, int type) {
    int delta = field - lastField[depth];
    if (delta > 0 && delta <= 15) {
      out.put(delta << 4 | type);
    } else {
      out.put(type);
      out.putZigzag(field);
    }
    lastField[depth] = field;
  }

  void bool(int field, boolean v) {
    header(field, v ? TRUE : FALSE);
  }

  void i16(int field, int v) {
    header(field, I16);
    out.putZigzag(v);
  }

  void i32(int field, int v) {
    header(field, I32);
    out.putZigzag(v);
  }

  void i64(int field, long v) {
    header(field, I64);
    out.putZigzag(v);
  }

  void i8(int field, int v) {
    header(field, 3);
    out.put(v);
  }

  void binary(int field, byte[] v) {
    header(field, BINARY);
    bytes(v);
  }

  void text(int field, String v) {
    header(field, BINARY);
    bytes(v.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** A binary list element. */
  void bytes(byte[] v) {
    out.putVarint(v.length);
    out.put(v);
  }

  void list(int field, int elementType, int count) {
    header(field, LIST);
    if (count < 15) {
      out.put(count << 4 | elementType);
    } else {
      out.put(0xf0 | elementType);
      out.putVarint(count);
    }
  }

  /** An integer list element. */
  void element(long v) {
    out.putZigzag(v);
  }

  /** A list of longs. */
  void longs(int field, long[] values) {
    list(field, I64, values.length);
    for (long v : values) {
      element(v);
    }
  }

  /** A list of flags, one byte each with 1 for true and 0 for false, as parquet-go writes it. */
  void flags(int field, boolean[] values) {
    list(field, FALSE, values.length);
    for (boolean v : values) {
      out.put(v ? 1 : 0);
    }
  }
}
