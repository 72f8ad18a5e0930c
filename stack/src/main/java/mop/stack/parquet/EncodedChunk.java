package mop.stack.parquet;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A column chunk ready to be written, with what the footer says of it. */
final class EncodedChunk {
  final Column column;
  final Comparator<byte[]> order;
  final ByteSink bytes;
  final PageIndex index = new PageIndex();
  final long[] repetitionHistogram;
  final long[] definitionHistogram;

  /** Bytes of the dictionary page with its header, 0 without dictionary. */
  int dictionaryPage;

  int dataPages;
  long values;
  long nulls;
  long uncompressed;
  long unencodedBytes;
  @Nullable Bounds bounds;

  EncodedChunk(ColumnWriter writer, ByteSink bytes) {
    this.column = writer.column();
    this.order = writer.order();
    this.bytes = bytes;
    this.repetitionHistogram = new long[column.maxRepetition() + 1];
    this.definitionHistogram = new long[column.maxDefinition() + 1];
  }

  void addBounds(Bounds page) {
    bounds = bounds == null ? page : bounds.with(page, order);
  }

  static void count(long[] into, long[] histogram) {
    for (int i = 0; i < into.length; i++) {
      into[i] += histogram[i];
    }
  }
}
