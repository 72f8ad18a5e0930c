package mop.stack.metrics.block;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import mop.stack.parquet.ByteSink;

/** Writes the sections of an index, one after another, from series that wait in a file. */
final class IndexSections {
  private static final int KEYS = 2;

  private final Path target;
  private final OutFile out;
  private final LabelPairs pairs;
  private final LabelPairs.Sorted sorted;
  private final ByteView in;
  private final int count;
  private final int postingsInMemory;
  private final int[] refs;

  /** Where the list of series of each pair lies. */
  private final long[] listAt;

  /**
   * @param in the waiting series: count and numbers of their pairs, length and content of what is
   *     told of their chunks
   * @param count how many series wait
   * @param postingsInMemory references of series that are held at once
   */
  IndexSections(
      Path target, OutFile out, LabelPairs pairs, ByteView in, int count, int postingsInMemory) {
    this.target = target;
    this.out = out;
    this.pairs = pairs;
    this.sorted = pairs.sorted();
    this.in = in;
    this.count = count;
    this.postingsInMemory = postingsInMemory;
    this.refs = new int[count];
    this.listAt = new long[pairs.size()];
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
      entry(symbols.get(sorted.nameOf()[pair]), symbols.get(sorted.valueOf()[pair]), listAt[pair]);
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

  private static int varintBytes(long v) {
    return Math.max(1, (70 - Long.numberOfLeadingZeros(v)) / 7);
  }
}
