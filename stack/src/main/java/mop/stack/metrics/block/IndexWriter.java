package mop.stack.metrics.block;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import mop.stack.labels.Labels;
import mop.stack.parquet.ByteSink;

/**
 * Writes the file {@code index} of a block, version 2, as Prometheus 3 does, that is without the
 * label indices that nobody reads (tsdb/docs/format/index.md). Series wait in a file until all
 * symbols are known. In memory are the pairs of label and value, four bytes a series, and at most
 * {@link #POSTINGS_IN_MEMORY} references of series.
 */
final class IndexWriter implements Closeable {
  static final int POSTINGS_IN_MEMORY = 1 << 23;
  private static final int KEYS = 2;

  private final int postingsInMemory;
  private final Path target;
  private final Path waiting;
  private final OutFile series;
  private final LabelPairs pairs = new LabelPairs();
  private final ByteSink chunkPart = new ByteSink(1024);
  private int count;

  /**
   * @param folder of the block
   * @param postingsInMemory references of series that are held at once
   */
  IndexWriter(Path folder, int postingsInMemory) throws IOException {
    this.postingsInMemory = postingsInMemory;
    target = folder.resolve(BlockFiles.INDEX);
    waiting = folder.resolve("series.waiting");
    series = new OutFile(waiting);
  }

  /** Takes the next series; labels rise from call to call. */
  void add(Labels labels, List<ChunkMeta> chunks) throws IOException {
    ByteSink out = series.out();
    out.putVarint(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      out.putVarint(pairs.count(labels.name(i), labels.value(i)));
    }
    chunkPart.clear();
    chunkPart.putVarint(chunks.size());
    long time = 0;
    long ref = 0;
    for (int i = 0; i < chunks.size(); i++) {
      ChunkMeta c = chunks.get(i);
      if (i == 0) {
        chunkPart.putZigzag(c.minTime());
        chunkPart.putVarint(c.maxTime() - c.minTime());
        chunkPart.putVarint(c.ref());
      } else {
        chunkPart.putVarint(c.minTime() - time);
        chunkPart.putVarint(c.maxTime() - c.minTime());
        chunkPart.putZigzag(c.ref() - ref);
      }
      time = c.maxTime();
      ref = c.ref();
    }
    out.putVarint(chunkPart.size());
    out.put(chunkPart);
    series.flushIfFull();
    count++;
  }

  /** Writes the index to the disk. */
  void finish() throws IOException {
    series.finish();
    LabelPairs.Sorted sorted = pairs.sorted();
    try (Arena arena = Arena.ofConfined();
        FileChannel in = FileChannel.open(waiting, StandardOpenOption.READ);
        OutFile out = new OutFile(target)) {
      MemorySegment bytes = in.map(MapMode.READ_ONLY, 0, in.size(), arena);
      new Sections(out, sorted, new ByteView(bytes, waiting.toString(), 0)).write();
      out.finish();
    }
    Files.delete(waiting);
  }

  @Override
  public void close() throws IOException {
    series.close();
  }

  /** The sections of the file, one after another. */
  private final class Sections {
    private final OutFile out;
    private final LabelPairs.Sorted sorted;
    private final ByteView in;
    private final int[] refs = new int[count];
    private final long[] listAt = new long[pairs.size()];

    Sections(OutFile out, LabelPairs.Sorted sorted, ByteView in) {
      this.out = out;
      this.sorted = sorted;
      this.in = in;
    }

    void write() throws IOException {
      out.putBigInt(IndexReader.MAGIC);
      out.out().put(IndexReader.VERSION);
      long symbolsAt = out.size();
      symbols();
      long seriesAt = out.size();
      series();
      long seriesEnd = out.size();
      long postingsAt = out.size();
      out.align(4);
      long allAt = out.size();
      list(refs, 0, count);
      postings();
      long tableAt = out.size();
      table(allAt);
      toc(symbolsAt, seriesAt, seriesEnd, tableAt, postingsAt, tableAt);
    }

    private void symbols() throws IOException {
      Section section = new Section(sorted.symbols().size());
      long length = 4;
      for (String s : sorted.symbols()) {
        int n = s.getBytes(StandardCharsets.UTF_8).length;
        length += varintBytes(n) + n;
      }
      section.begin(length);
      for (String s : sorted.symbols()) {
        text(s);
        section.checked();
      }
      section.end();
    }

    private void series() throws IOException {
      ByteSink entry = new ByteSink(1024);
      in.moveTo(0);
      for (int i = 0; i < count; i++) {
        entry.clear();
        int labels = (int) in.uvarint();
        entry.putVarint(labels);
        for (int l = 0; l < labels; l++) {
          int pair = (int) in.uvarint();
          entry.putVarint(sorted.nameOf()[pair]);
          entry.putVarint(sorted.valueOf()[pair]);
        }
        int n = in.length();
        in.into(entry.reserve(n), entry.size(), n);
        entry.advance(n);
        out.align(IndexReader.SERIES_ALIGN);
        if (out.size() >= IndexReader.MAX_BYTES) {
          throw new IOException("the index " + target + " would exceed 32 GiB");
        }
        refs[i] = (int) (out.size() / IndexReader.SERIES_ALIGN);
        out.out().putVarint(entry.size());
        int checked = out.out().size();
        out.out().put(entry);
        out.putCrc(checked);
        out.flushIfFull();
      }
    }

    /** The lists of series of all pairs, as many pairs in one go as the memory is meant to hold. */
    private void postings() throws IOException {
      int[] order = sorted.order();
      int[] placeOf = new int[order.length];
      for (int i = 0; i < order.length; i++) {
        placeOf[order[i]] = i;
      }
      for (int from = 0, to; from < order.length; from = to) {
        int held = 0;
        to = from;
        while (to < order.length
            && (to == from || held + pairs.series(order[to]) <= postingsInMemory)) {
          held += pairs.series(order[to++]);
        }
        int[] ends = new int[to - from];
        int[] lists = gather(placeOf, from, ends, held);
        for (int i = 0; i < ends.length; i++) {
          listAt[order[from + i]] = out.size();
          list(lists, i == 0 ? 0 : ends[i - 1], ends[i]);
        }
      }
    }

    /** Goes through the series once and collects the references of some pairs. */
    private int[] gather(int[] placeOf, int from, int[] ends, int held) {
      for (int i = 1; i < ends.length; i++) {
        ends[i] = ends[i - 1] + pairs.series(sorted.order()[from + i - 1]);
      }
      int[] lists = new int[held];
      in.moveTo(0);
      for (int s = 0; s < count; s++) {
        int labels = (int) in.uvarint();
        for (int l = 0; l < labels; l++) {
          int place = placeOf[(int) in.uvarint()] - from;
          if (place >= 0 && place < ends.length) {
            lists[ends[place]++] = refs[s];
          }
        }
        in.skip(in.length());
      }
      return lists;
    }

    private void list(int[] from, int start, int end) throws IOException {
      out.putBigInt(4 + 4 * (end - start));
      CRC32C crc = new CRC32C();
      ByteSink buffer = out.out();
      int checked = buffer.size();
      out.putBigInt(end - start);
      for (int i = start; i < end; i++) {
        out.putBigInt(from[i]);
        if ((i & 0xffff) == 0xffff) {
          crc.update(buffer.array(), checked, buffer.size() - checked);
          out.flush();
          checked = 0;
        }
      }
      crc.update(buffer.array(), checked, buffer.size() - checked);
      out.putBigInt((int) crc.getValue());
      out.flushIfFull();
    }

    private void table(long allAt) throws IOException {
      Section section = new Section(1 + sorted.order().length);
      long length = 4L + 3 + varintBytes(allAt);
      for (int pair : sorted.order()) {
        length += 1L + textBytes(sorted.nameOf()[pair]) + textBytes(sorted.valueOf()[pair]);
        length += varintBytes(listAt[pair]);
      }
      section.begin(length);
      entry("", "", allAt);
      for (int pair : sorted.order()) {
        List<String> symbols = sorted.symbols();
        entry(
            symbols.get(sorted.nameOf()[pair]), symbols.get(sorted.valueOf()[pair]), listAt[pair]);
        section.checked();
      }
      section.end();
    }

    private int textBytes(int symbol) {
      int n = sorted.symbols().get(symbol).getBytes(StandardCharsets.UTF_8).length;
      return varintBytes(n) + n;
    }

    private void entry(String name, String value, long offset) {
      out.out().put(KEYS);
      text(name);
      text(value);
      out.out().putVarint(offset);
    }

    private void text(String s) {
      byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
      out.out().putVarint(utf8.length);
      out.out().put(utf8);
    }

    private void toc(long... offsets) {
      int checked = out.out().size();
      for (long o : offsets) {
        out.putBigLong(o);
      }
      out.putCrc(checked);
    }

    /** A section of known length that is flushed and summed up while it is written. */
    private final class Section {
      private final int entries;
      private final CRC32C crc = new CRC32C();
      private int from;

      Section(int entries) {
        this.entries = entries;
      }

      void begin(long length) throws IOException {
        if (length > 0xffff_ffffL) {
          throw new IOException("a section of the index " + target + " would exceed 4 GiB");
        }
        out.putBigInt((int) length);
        from = out.out().size();
        out.putBigInt(entries);
      }

      /** Between two entries. */
      void checked() throws IOException {
        if (out.out().size() > 1 << 20) {
          sum();
          out.flush();
          from = 0;
        }
      }

      private void sum() {
        crc.update(out.out().array(), from, out.out().size() - from);
      }

      void end() {
        sum();
        out.putBigInt((int) crc.getValue());
      }
    }
  }

  private static int varintBytes(long v) {
    return Math.max(1, (70 - Long.numberOfLeadingZeros(v)) / 7);
  }
}
