package mop.stack.logs.index;

import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.logs.format.ByteReader;
import mop.stack.logs.format.Checksums;
import mop.stack.logs.format.CorruptLogData;

/**
 * Reads an index file as a whole. Loki downloads index files as a whole too; what it finds by the
 * lists of postings is found here by looking at each stream.
 *
 * @param checksum of the table of contents, part of a compacted file's name
 * @param fromMillis time of the oldest entry; 0 when there is none
 * @param throughMillis time of the newest entry; 0 when there is none
 */
public record IndexReader(
    List<IndexSeries> series, int checksum, long fromMillis, long throughMillis) {
  /** Fingerprint, two numbers, length of the pages. */
  private static final int LEAST_SERIES = 8 + 1 + 1 + 4;

  private static final int LEAST_CHUNK = 8;

  /**
   * Reads a file of format 3.
   *
   * @throws CorruptLogData when it is damaged or of another format
   */
  public static IndexReader read(byte[] file) throws CorruptLogData {
    if (file.length < IndexFormat.HEADER + IndexFormat.TOC) {
      throw new CorruptLogData("an index of " + file.length + " bytes");
    }
    ByteReader header = new ByteReader(file);
    if (header.be32() != IndexFormat.MAGIC) {
      throw new CorruptLogData("is not an index of Loki");
    }
    int version = header.u8();
    if (version != IndexFormat.VERSION) {
      throw new CorruptLogData("index format " + version + " is not read here, only 3");
    }
    int start = file.length - IndexFormat.TOC;
    Checksums.check(file, start, IndexFormat.TOC - 4, "table of contents");
    ByteReader toc = new ByteReader(file, start, IndexFormat.TOC);
    long symbols = toc.be64();
    long series = toc.be64();
    long labelIndices = toc.be64();
    toc.skip(4 * 8);
    long from = toc.be64();
    long through = toc.be64();
    return new IndexReader(
        readSeries(file, series, labelIndices, readSymbols(file, symbols)),
        toc.be32(),
        from,
        through);
  }

  private static List<String> readSymbols(byte[] file, long offset) throws CorruptLogData {
    int length = new ByteReader(file, offset, 4).be32();
    ByteReader in = new ByteReader(file, offset + 4, length);
    Checksums.check(file, (int) offset + 4, length, "symbols");
    int count = in.be32();
    if (count < 0 || count > in.remaining()) {
      throw new CorruptLogData(count + " symbols in " + in.remaining() + " bytes");
    }
    List<String> symbols = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      symbols.add(in.text());
    }
    return symbols;
  }

  private static List<IndexSeries> readSeries(byte[] file, long from, long to, List<String> symbols)
      throws CorruptLogData {
    List<IndexSeries> all = new ArrayList<>();
    ByteReader in = new ByteReader(file, from, to - from);
    while (true) {
      int pad = (16 - in.position() % 16) % 16;
      if (in.remaining() <= pad) {
        return all;
      }
      in.skip(pad);
      int length = in.count(1);
      int at = in.position();
      in.skip(length + 4L);
      Checksums.check(file, at, length, "series");
      all.add(readSeries(new ByteReader(file, at, length), symbols));
    }
  }

  private static IndexSeries readSeries(ByteReader in, List<String> symbols) throws CorruptLogData {
    if (in.remaining() < LEAST_SERIES) {
      throw new CorruptLogData("a series of " + in.remaining() + " bytes");
    }
    long fingerprint = in.be64();
    int count = in.count(2);
    Labels.Builder labels = Labels.builder();
    for (int i = 0; i < count; i++) {
      String name = symbols.get(in.upTo(symbols.size() - 1));
      labels.set(name, symbols.get(in.upTo(symbols.size() - 1)));
    }
    return new IndexSeries(labels.build(), fingerprint, readChunks(in));
  }

  private static List<ChunkMeta> readChunks(ByteReader in) throws CorruptLogData {
    int count = in.count(LEAST_CHUNK);
    in.skip(in.be32());
    List<ChunkMeta> chunks = new ArrayList<>(count);
    long previous = 0;
    for (int i = 0; i < count; i++) {
      long min = in.varint() + previous;
      long max = min + in.uvarint();
      int kib = in.upTo(Integer.MAX_VALUE);
      int entries = in.upTo(Integer.MAX_VALUE);
      chunks.add(new ChunkMeta(min, max, kib, entries, in.be32()));
      previous = max;
    }
    return chunks;
  }
}
