package mop.stack.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the end of a file says of it.
 *
 * @param keyValues the footer's own key-value pairs, by key
 */
public record FileFooter(
    Schema schema,
    long rows,
    List<RowGroup> rowGroups,
    Map<String, String> keyValues,
    String createdBy) {
  public FileFooter {
    rowGroups = List.copyOf(rowGroups);
    keyValues = Map.copyOf(keyValues);
  }

  /** Rows stored together, column after column. */
  public record RowGroup(List<Chunk> chunks, long rows) {
    public RowGroup {
      chunks = List.copyOf(chunks);
    }
  }

  /**
   * A column of a row group.
   *
   * @param values level entries, nulls included
   * @param nulls entries without value; −1 when the file does not say
   * @param offset where its first page begins, the dictionary included
   * @param bytes length of all its pages
   * @param columnIndexBytes 0 when there is none
   * @param offsetIndexBytes 0 when there is none
   * @param textBytes length of all byte strings together; 0 when the file does not say
   */
  public record Chunk(
      Column column,
      Codec codec,
      long values,
      long nulls,
      long offset,
      long bytes,
      long dataOffset,
      long columnIndexOffset,
      int columnIndexBytes,
      long offsetIndexOffset,
      int offsetIndexBytes,
      long textBytes) {
    /** Whether no entry has a value. */
    public boolean empty() {
      return values == nulls;
    }
  }

  /** Reads the footer, which is all of {@code bytes}. */
  static FileFooter read(byte[] bytes) {
    CompactReader in = new CompactReader(bytes, 0, bytes.length);
    Schema schema = null;
    long rows = 0;
    List<RowGroup> groups = new ArrayList<>();
    Map<String, String> keyValues = new TreeMap<>();
    String createdBy = "";
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 2 -> schema = SchemaReader.read(in);
        case 3 -> rows = in.i64();
        case 4 -> {
          if (schema == null) {
            throw new CorruptParquet("footer lists row groups before the schema");
          }
          int n = in.list();
          for (int i = 0; i < n; i++) {
            groups.add(FooterReader.rowGroup(in, schema));
          }
        }
        case 5 -> FooterReader.keyValues(in, keyValues);
        case 6 -> createdBy = in.text();
        default -> in.skip();
      }
    }
    if (schema == null) {
      throw new CorruptParquet("footer has no schema");
    }
    return new FileFooter(schema, rows, groups, keyValues, createdBy);
  }
}
