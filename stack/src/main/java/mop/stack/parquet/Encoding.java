package mop.stack.parquet;

/** Encodings by their codes in the format. */
public enum Encoding {
  PLAIN(0),
  PLAIN_DICTIONARY(2),
  RLE(3),
  BIT_PACKED(4),
  DELTA_BINARY_PACKED(5),
  DELTA_LENGTH_BYTE_ARRAY(6),
  DELTA_BYTE_ARRAY(7),
  RLE_DICTIONARY(8),
  BYTE_STREAM_SPLIT(9);

  final int code;

  Encoding(int code) {
    this.code = code;
  }

  static Encoding of(int code) {
    for (Encoding e : values()) {
      if (e.code == code) {
        return e;
      }
    }
    throw new CorruptParquet("encoding " + code);
  }
}
