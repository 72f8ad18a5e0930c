package mop.stack.parquet;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Turns a column's buffered values into a chunk: dictionary page, data pages v2, indexes. */
final class ChunkEncoder {
  private static final long[] NONE = {};

  private final ColumnWriter writer;
  private final Column column;
  private final Codec codec;
  private final ByteSink values = new ByteSink();
  private final ByteSink packed = new ByteSink();
  private final DeltaEncoder delta = new DeltaEncoder();
  private final EncodedChunk chunk;

  private ChunkEncoder(ColumnWriter writer, ByteSink out) {
    this.writer = writer;
    this.column = writer.column();
    this.codec = column.leaf().codec();
    this.chunk = new EncodedChunk(writer, out);
  }

  /**
   * @param out receives the pages; cleared first
   */
  static EncodedChunk encode(ColumnWriter writer, ByteSink out) {
    out.clear();
    ChunkEncoder encoder = new ChunkEncoder(writer, out);
    encoder.dictionaryPage();
    int[] cuts = writer.cuts();
    for (int p = 0; p + 1 < cuts.length; p++) {
      encoder.dataPage(cuts[p], cuts[p + 1]);
    }
    return encoder.chunk;
  }

  private void dictionaryPage() {
    Dictionary dictionary = writer.dictionary();
    if (dictionary == null) {
      return;
    }
    values.clear();
    dictionary.plain(values);
    pack();
    CRC32 crc = new CRC32();
    crc.update(packed.array(), 0, packed.size());
    CompactWriter w = new CompactWriter(chunk.bytes);
    pageHeader(w, PageHeader.DICTIONARY, values.size(), packed.size(), crc);
    w.begin(7);
    w.i32(1, dictionary.size());
    w.i32(2, Encoding.PLAIN.code);
    w.end();
    w.end();
    chunk.uncompressed += chunk.bytes.size() + values.size();
    chunk.bytes.put(packed);
    chunk.dictionaryPage = chunk.bytes.size();
  }

  private static void pageHeader(CompactWriter w, int type, int plain, int packed, CRC32 crc) {
    w.begin();
    w.i32(1, type);
    w.i32(2, plain);
    w.i32(3, packed);
    if (crc.getValue() != 0) {
      w.i32(4, (int) crc.getValue());
    }
  }

  private void pack() {
    packed.clear();
    codec.compress(values.array(), 0, values.size(), packed);
  }

  private void dataPage(int fromRow, int toRow) {
    RowIndex rows = writer.levels().rows();
    int fromEntry = rows.entry(fromRow);
    int toEntry = rows.entry(toRow);
    int fromValue = rows.value(fromRow);
    int toValue = rows.value(toRow);
    byte[] rep =
        column.maxRepetition() == 0
            ? new byte[0]
            : writer.levels().encodedRepetition(fromEntry, toEntry, column.maxRepetition());
    byte[] def =
        column.maxDefinition() == 0
            ? new byte[0]
            : writer.levels().encodedDefinition(fromEntry, toEntry, column.maxDefinition());
    values.clear();
    writer.encode(fromValue, toValue, values, delta);
    pack();
    Bounds bounds = fromValue < toValue ? writer.bounds(fromValue, toValue) : null;
    long nulls = (long) (toEntry - fromEntry) - (toValue - fromValue);

    int offset = chunk.bytes.size();
    CompactWriter w = new CompactWriter(chunk.bytes);
    int plain = rep.length + def.length + values.size();
    pageHeader(
        w, PageHeader.DATA_V2, plain, rep.length + def.length + packed.size(), crc(rep, def));
    w.begin(8);
    w.i32(1, toEntry - fromEntry);
    w.i32(2, (int) nulls);
    w.i32(3, toRow - fromRow);
    w.i32(4, column.leaf().encoding().code);
    w.i32(5, def.length);
    w.i32(6, rep.length);
    w.bool(7, codec != Codec.UNCOMPRESSED);
    pageStatistics(w, nulls, bounds);
    w.end();
    w.end();
    chunk.uncompressed += chunk.bytes.size() - offset + plain;
    chunk.bytes.put(rep);
    chunk.bytes.put(def);
    chunk.bytes.put(packed);
    record(offset, fromRow, fromEntry, toEntry, nulls, bounds);
    chunk.unencodedBytes += writer.unencodedBytes(fromValue, toValue);
  }

  private CRC32 crc(byte[] rep, byte[] def) {
    CRC32 crc = new CRC32();
    crc.update(rep);
    crc.update(def);
    crc.update(packed.array(), 0, packed.size());
    return crc;
  }

  private static void pageStatistics(CompactWriter w, long nulls, @Nullable Bounds bounds) {
    w.begin(8);
    if (bounds != null) {
      present(w, 1, bounds.max());
      present(w, 2, bounds.min());
    }
    w.i64(3, nulls);
    if (bounds != null) {
      present(w, 5, bounds.max());
      present(w, 6, bounds.min());
    }
    w.end();
  }

  private static void present(CompactWriter w, int field, byte[] v) {
    if (v.length > 0) {
      w.binary(field, v);
    }
  }

  private void record(int offset, int row, int from, int to, long nulls, @Nullable Bounds bounds) {
    long[] rep = NONE;
    long[] def = NONE;
    Bounds stated = column.leaf().bounded() ? bounds : null;
    if (column.maxRepetition() > 0) {
      rep = writer.levels().repetitionHistogram(from, to, column.maxRepetition());
      EncodedChunk.count(chunk.repetitionHistogram, rep);
    }
    if (column.maxDefinition() > 0) {
      def = writer.levels().definitionHistogram(from, to, column.maxDefinition());
      EncodedChunk.count(chunk.definitionHistogram, def);
    }
    chunk.index.add(
        new PageIndex.Page(
            (long) offset - chunk.dictionaryPage,
            chunk.bytes.size() - offset,
            row,
            nulls,
            bounds == null,
            stated == null ? writer.nullBound() : stated.min(),
            stated == null ? writer.nullBound() : stated.max(),
            rep,
            def));
    chunk.dataPages++;
    chunk.values += to - from;
    chunk.nulls += nulls;
    if (stated != null) {
      chunk.addBounds(stated);
    }
  }
}
