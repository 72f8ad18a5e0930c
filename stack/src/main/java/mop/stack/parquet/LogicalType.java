package mop.stack.parquet;

/**
 * What a field means beyond its physical type: the ones that occur in the schemas here.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">the format's
 *     list</a>
 */
public enum LogicalType {
  NONE(-1, 0),
  STRING(0, 1),
  MAP(1, 2),
  LIST(3, 3),
  INT_32(17, 10),
  INT_64(18, 10),
  UINT_32(13, 10),
  UINT_64(14, 10),
  /** Any other; the reader does not need to know which. */
  OTHER(-1, 0);

  final int converted;
  final int unionField;

  LogicalType(int converted, int unionField) {
    this.converted = converted;
    this.unionField = unionField;
  }

  static LogicalType ofConverted(int code) {
    for (LogicalType t : values()) {
      if (t.converted == code && t != NONE) {
        return t;
      }
    }
    return OTHER;
  }

  int bits() {
    return this == INT_32 || this == UINT_32 ? 32 : 64;
  }

  boolean signed() {
    return this == INT_32 || this == INT_64;
  }

  boolean unsigned() {
    return this == UINT_32 || this == UINT_64;
  }
}
