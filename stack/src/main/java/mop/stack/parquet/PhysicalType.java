package mop.stack.parquet;

/** Physical types by their codes in the format. */
public enum PhysicalType {
  BOOLEAN(0),
  INT32(1),
  INT64(2),
  INT96(3),
  FLOAT(4),
  DOUBLE(5),
  BYTE_ARRAY(6),
  FIXED_LEN_BYTE_ARRAY(7);

  final int code;

  PhysicalType(int code) {
    this.code = code;
  }

  static PhysicalType of(int code) {
    for (PhysicalType t : values()) {
      if (t.code == code) {
        return t;
      }
    }
    throw new CorruptParquet("physical type " + code);
  }
}
