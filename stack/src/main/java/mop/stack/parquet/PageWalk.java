package mop.stack.parquet;

import java.io.IOException;
import mop.stack.parquet.FileFooter.Chunk;
import org.jspecify.annotations.Nullable;

/** Steps over the data pages of a chunk; a page's body is fetched only when it is asked for. */
final class PageWalk {
  private static final int HEADER = 1 << 10;
  private static final int MAX_HEADER = 1 << 26;

  private final ParquetFile file;
  private final Chunk chunk;
  private final PageDecoder decoder;
  private final long end;
  private long next;

  /** First row of the page, and the end of its rows, counted from the beginning of the file. */
  int firstRow;

  int endRow;

  /** Where the page begins. */
  long offset;

  private @Nullable PageHeader header;

  /**
   * @param start where the first page to step to begins; the chunk's first data page or a later one
   * @param row first row of that page
   */
  PageWalk(ParquetFile file, Chunk chunk, long start, int row) {
    this.file = file;
    this.chunk = chunk;
    this.decoder = new PageDecoder(chunk.column(), chunk.codec());
    this.end = chunk.offset() + chunk.bytes();
    this.next = start;
    this.endRow = row;
  }

  Column column() {
    return chunk.column();
  }

  /** Steps to the page that holds a row, which is not before the current page. */
  void moveTo(int row) throws IOException {
    while (header == null || endRow <= row) {
      if (next >= end) {
        throw new CorruptParquet("column " + chunk.column().dotted() + " ends before row " + row);
      }
      step();
    }
  }

  private void step() throws IOException {
    offset = next;
    PageHeader h = readHeader();
    if (h.type() == PageHeader.DICTIONARY) {
      decoder.dictionary(h, body(h), 0);
      next = offset + h.headerBytes() + h.compressed();
      step();
      return;
    }
    if (h.type() != PageHeader.DATA_V2) {
      throw new CorruptParquet("page type " + h.type() + "; expected data page v2");
    }
    header = h;
    firstRow = endRow;
    endRow = Math.addExact(firstRow, Math.max(0, h.rows()));
    next = offset + h.headerBytes() + h.compressed();
  }

  private PageHeader readHeader() throws IOException {
    for (int room = HEADER; ; room *= 16) {
      int length = (int) Math.min(room, end - offset);
      byte[] bytes = file.read(offset, length);
      try {
        return PageHeader.read(bytes, 0, length, (int) Math.min(Integer.MAX_VALUE, end - offset));
      } catch (CorruptParquet | IndexOutOfBoundsException e) {
        if (length == end - offset || room > MAX_HEADER) {
          throw e;
        }
      }
    }
  }

  private byte[] body(PageHeader h) throws IOException {
    return file.read(offset + h.headerBytes(), h.compressed());
  }

  private PageHeader current() {
    if (header == null) {
      throw new IllegalStateException("on no page yet");
    }
    return header;
  }

  /** Repetition and definition levels of the page's entries. */
  PageLevels levels() throws IOException {
    PageHeader h = current();
    return PageLevels.read(chunk.column(), h, body(h));
  }

  /** The values of the page, without its levels. */
  PageValues values() throws IOException {
    PageHeader h = current();
    if (!decoder.hasDictionary() && chunk.offset() < chunk.dataOffset()) {
      readDictionary();
    }
    return decoder.values(h, body(h));
  }

  private void readDictionary() throws IOException {
    byte[] bytes = file.read(chunk.offset(), chunk.dataOffset() - chunk.offset());
    PageHeader h = PageHeader.read(bytes, 0, bytes.length, bytes.length);
    decoder.dictionary(h, bytes, h.headerBytes());
  }
}
