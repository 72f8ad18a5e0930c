package mop.stack.parquet;

import java.util.ArrayList;
import java.util.List;
import mop.stack.parquet.Field.Group;
import mop.stack.parquet.Field.Leaf;

/** Writes page indexes and the footer, field for field as parquet-go does. */
final class FooterWriter {
  private static final int FORMAT_VERSION = 2;

  private final Schema schema;
  private final String createdBy;
  private final List<WrittenGroup> groups = new ArrayList<>();

  /** What the footer keeps of a row group. */
  private record WrittenGroup(List<Chunk> chunks, long rows, long offset) {}

  /** What the footer keeps of a chunk. */
  private static final class Chunk {
    final EncodedChunk encoded;
    final long offset;
    long columnIndexOffset;
    int columnIndexBytes;
    long offsetIndexOffset;
    int offsetIndexBytes;
    final int bytes;

    Chunk(EncodedChunk encoded, long offset) {
      this.encoded = encoded;
      this.offset = offset;
      this.bytes = encoded.bytes.size();
    }

    long firstDataPage() {
      return offset + encoded.dictionaryPage;
    }
  }

  FooterWriter(Schema schema, String createdBy) {
    this.schema = schema;
    this.createdBy = createdBy;
  }

  void beginRowGroup(long rows, long offset) {
    groups.add(new WrittenGroup(new ArrayList<>(), rows, offset));
  }

  /** Notes a chunk of the current row group; its bytes may be reused afterwards. */
  void chunk(EncodedChunk encoded, long offset) {
    groups.getLast().chunks.add(new Chunk(encoded, offset));
  }

  long rows() {
    return groups.stream().mapToLong(WrittenGroup::rows).sum();
  }

  /**
   * @param start offset of the file at which {@code out} will be written
   * @return length of the footer proper, without indexes, length field and magic
   */
  int write(ByteSink out, long start) {
    for (WrittenGroup g : groups) {
      for (Chunk c : g.chunks) {
        c.columnIndexOffset = start + out.size();
        c.encoded.index.writeColumnIndex(out, c.encoded.order);
        c.columnIndexBytes = (int) (start + out.size() - c.columnIndexOffset);
      }
    }
    for (WrittenGroup g : groups) {
      for (Chunk c : g.chunks) {
        c.offsetIndexOffset = start + out.size();
        c.encoded.index.writeOffsetIndex(out, c.firstDataPage());
        c.offsetIndexBytes = (int) (start + out.size() - c.offsetIndexOffset);
      }
    }
    int before = out.size();
    writeFooter(new CompactWriter(out));
    return out.size() - before;
  }

  private void writeFooter(CompactWriter w) {
    w.begin();
    w.i32(1, FORMAT_VERSION);
    List<Field> fields = new ArrayList<>();
    flatten(schema.root(), fields);
    w.list(2, CompactWriter.STRUCT, fields.size());
    for (int i = 0; i < fields.size(); i++) {
      schemaElement(w, fields.get(i), i == 0);
    }
    w.i64(3, rows());
    w.list(4, CompactWriter.STRUCT, groups.size());
    for (int i = 0; i < groups.size(); i++) {
      rowGroup(w, groups.get(i), i);
    }
    w.list(5, CompactWriter.STRUCT, 0);
    w.text(6, createdBy);
    w.list(7, CompactWriter.STRUCT, schema.columns().size());
    for (int i = 0; i < schema.columns().size(); i++) {
      w.begin();
      w.begin(1);
      w.end();
      w.end();
    }
    w.end();
  }

  private static void flatten(Field field, List<Field> into) {
    into.add(field);
    if (field instanceof Group g) {
      g.fields().forEach(f -> flatten(f, into));
    }
  }

  private static void schemaElement(CompactWriter w, Field field, boolean root) {
    w.begin();
    if (field instanceof Leaf leaf) {
      w.i32(1, leaf.physical().code);
      if (leaf.typeLength() > 0) {
        w.i32(2, leaf.typeLength());
      }
    }
    if (!root) {
      w.i32(3, field.repetition().code);
    }
    w.text(4, field.name());
    if (field instanceof Group g) {
      w.i32(5, g.fields().size());
    }
    if (field.logical().converted >= 0) {
      w.i32(6, field.logical().converted);
      logicalType(w, field.logical());
    }
    w.end();
  }

  private static void logicalType(CompactWriter w, LogicalType type) {
    w.begin(10);
    w.begin(type.unionField);
    if (type.signed() || type.unsigned()) {
      w.i8(1, type.bits());
      w.bool(2, type.signed());
    }
    w.end();
    w.end();
  }

  private static void rowGroup(CompactWriter w, WrittenGroup g, int ordinal) {
    long uncompressed = 0;
    long compressed = 0;
    w.begin();
    w.list(1, CompactWriter.STRUCT, g.chunks.size());
    for (Chunk c : g.chunks) {
      columnChunk(w, c);
      uncompressed += c.encoded.uncompressed;
      compressed += c.bytes;
    }
    w.i64(2, uncompressed);
    w.i64(3, g.rows);
    w.list(4, CompactWriter.STRUCT, 0);
    w.i64(5, g.offset);
    w.i64(6, compressed);
    w.i16(7, ordinal);
    w.end();
  }

  private static void columnChunk(CompactWriter w, Chunk c) {
    w.begin();
    w.i64(2, 0);
    w.begin(3);
    columnMetadata(w, c);
    w.end();
    w.i64(4, c.offsetIndexOffset);
    w.i32(5, c.offsetIndexBytes);
    w.i64(6, c.columnIndexOffset);
    w.i32(7, c.columnIndexBytes);
    w.end();
  }

  private static void columnMetadata(CompactWriter w, Chunk c) {
    EncodedChunk e = c.encoded;
    Leaf leaf = e.column.leaf();
    w.i32(1, leaf.physical().code);
    encodings(w, e.column);
    w.list(3, CompactWriter.BINARY, e.column.path().size());
    e.column.path().forEach(p -> w.bytes(p.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    w.i32(4, leaf.codec().code);
    w.i64(5, e.values);
    w.i64(6, e.uncompressed);
    w.i64(7, c.bytes);
    w.i64(9, c.firstDataPage());
    if (e.dictionaryPage > 0) {
      w.i64(11, c.offset);
    }
    w.begin(12);
    w.i64(3, e.nulls);
    if (e.bounds != null) {
      w.binary(5, e.bounds.max());
      w.binary(6, e.bounds.min());
    }
    w.end();
    encodingStats(w, e);
    sizeStatistics(w, e);
  }

  private static void encodings(CompactWriter w, Column column) {
    List<Integer> codes = new ArrayList<>();
    if (column.leaf().encoding() == Encoding.RLE_DICTIONARY) {
      codes.add(Encoding.PLAIN.code);
    }
    if (column.maxDefinition() > 0) {
      codes.add(Encoding.RLE.code);
    }
    codes.add(column.leaf().encoding().code);
    codes.sort(null);
    w.list(2, CompactWriter.I32, codes.size());
    codes.forEach(w::element);
  }

  private static void encodingStats(CompactWriter w, EncodedChunk e) {
    boolean dictionary = e.dictionaryPage > 0;
    w.list(13, CompactWriter.STRUCT, dictionary ? 2 : 1);
    if (dictionary) {
      pageCount(w, PageHeader.DICTIONARY, Encoding.PLAIN, 1);
    }
    pageCount(w, PageHeader.DATA_V2, e.column.leaf().encoding(), e.dataPages);
  }

  private static void pageCount(CompactWriter w, int type, Encoding encoding, int count) {
    w.begin();
    w.i32(1, type);
    w.i32(2, encoding.code);
    w.i32(3, count);
    w.end();
  }

  private static void sizeStatistics(CompactWriter w, EncodedChunk e) {
    boolean rep = e.column.maxRepetition() > 0;
    boolean def = e.column.maxDefinition() > 0;
    if (e.unencodedBytes == 0 && !rep && !def) {
      return;
    }
    w.begin(16);
    if (e.unencodedBytes > 0) {
      w.i64(1, e.unencodedBytes);
    }
    if (rep) {
      w.longs(2, e.repetitionHistogram);
    }
    if (def) {
      w.longs(3, e.definitionHistogram);
    }
    w.end();
  }
}
