package mop.stack.parquet;

import java.util.List;

/** A node of a schema: a group of fields or a leaf with values. */
public sealed interface Field {
  String name();

  Repetition repetition();

  LogicalType logical();

  /** A field with fields. */
  record Group(String name, Repetition repetition, LogicalType logical, List<Field> fields)
      implements Field {
    public Group {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A column.
   *
   * @param encoding how its values are written; {@link Encoding#RLE_DICTIONARY} for a dictionary
   * @param codec how its pages are compressed
   */
  record Leaf(
      String name,
      Repetition repetition,
      LogicalType logical,
      PhysicalType physical,
      Encoding encoding,
      Codec codec)
      implements Field {
    /**
     * Whether page index and footer state least and greatest values. Not of columns packed with
     * Zstandard: Tempo packs only blobs so, and leaves their bounds out, as they select nothing.
     */
    boolean bounded() {
      return codec != Codec.ZSTD;
    }

    /** Bits of a value as parquet-go states them in the footer, 0 for none. */
    int typeLength() {
      return switch (physical) {
        case BOOLEAN -> 1;
        case INT32, FLOAT -> 32;
        case INT64, DOUBLE -> 64;
        case INT96 -> 96;
        case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> 0;
      };
    }
  }
}
