package mop.stack.parquet;

/** How often a field occurs in its parent, by the codes in the format. */
public enum Repetition {
  REQUIRED(0),
  OPTIONAL(1),
  REPEATED(2);

  final int code;

  Repetition(int code) {
    this.code = code;
  }

  static Repetition of(int code) {
    for (Repetition r : values()) {
      if (r.code == code) {
        return r;
      }
    }
    throw new CorruptParquet("repetition type " + code);
  }
}
