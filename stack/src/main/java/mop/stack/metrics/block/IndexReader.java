package mop.stack.metrics.block;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.stack.labels.Labels;

/** Reads the file {@code index} of a block, version 2 (tsdb/docs/format/index.md). Thread-safe. */
final class IndexReader {
  static final int MAGIC = 0xBAAAD700;
  static final int VERSION = 2;
  static final int HEADER_BYTES = 5;
  static final int TOC_BYTES = 6 * 8 + 4;

  /** Series begin at multiples of it, and are named by their offset divided by it. */
  static final int SERIES_ALIGN = 16;

  /** References are kept in an int; beyond, an index is refused. */
  static final long MAX_BYTES = (1L << 31) * SERIES_ALIGN;

  private static final int LONGEST_VARINT = 10;

  private final BlockFiles.Bytes bytes;
  private final String file;
  private final SymbolTable symbols;
  private final PostingsTable table;

  /** One series of the index. */
  record Entry(Labels labels, List<ChunkMeta> chunks) {}

  private IndexReader(
      BlockFiles.Bytes bytes, String file, SymbolTable symbols, PostingsTable table) {
    this.bytes = bytes;
    this.file = file;
    this.symbols = symbols;
    this.table = table;
  }

  static IndexReader open(BlockFiles files) throws IOException {
    BlockFiles.Bytes bytes = files.open(BlockFiles.INDEX);
    String file = files.path(BlockFiles.INDEX);
    long size = bytes.size();
    if (size < HEADER_BYTES + TOC_BYTES || size > MAX_BYTES) {
      throw Damage.at(file, size, "an index of " + size + " bytes");
    }
    ByteView header = new ByteView(bytes.slice(0, HEADER_BYTES), file, 0);
    if (header.i32() != MAGIC) {
      throw Damage.at(file, 0, "does not begin as an index does");
    }
    int version = header.u8();
    if (version != VERSION) {
      throw Damage.at(file, 4, "index of version " + version + ", read is version 2");
    }
    long tocStart = size - TOC_BYTES;
    ByteView toc = new ByteView(bytes.slice(tocStart, TOC_BYTES), file, tocStart);
    toc.checkCrc(TOC_BYTES - 4);
    long symbols = toc.i64();
    toc.skip(4 * 8);
    long postingsTable = toc.i64();
    return new IndexReader(
        bytes,
        file,
        SymbolTable.read(section(bytes, file, symbols), file, symbols + 4),
        PostingsTable.read(section(bytes, file, postingsTable), file, postingsTable + 4));
  }

  /** The content of a section that begins with its length and ends with its checksum. */
  private static MemorySegment section(BlockFiles.Bytes bytes, String file, long offset)
      throws IOException {
    long length = new ByteView(bytes.slice(offset, 4), file, offset).u32();
    MemorySegment content = bytes.slice(offset + 4, length + 4);
    new ByteView(content, file, offset + 4).checkCrc(length);
    return content.asSlice(0, length);
  }

  PostingsTable table() {
    return table;
  }

  /** References of a pair's series, rising. */
  int[] postings(int pair) throws IOException {
    long offset = table.list(pair);
    ByteView in = new ByteView(section(bytes, file, offset), file, offset + 4);
    long count = in.u32();
    if (count != in.remaining() / 4) {
      throw in.damage(count + " references in " + in.remaining() + " bytes");
    }
    return in.ints((int) count);
  }

  /** References of all series, rising. */
  int[] all() throws IOException {
    int pair = table.find("", "");
    return pair < 0 ? new int[0] : postings(pair);
  }

  /** A series with all its chunks. */
  Entry entry(int ref) throws IOException {
    return entry(ref, Long.MIN_VALUE, Long.MAX_VALUE)
        .orElseGet(() -> new Entry(Labels.EMPTY, List.of()));
  }

  /** A series with its chunks that have a part in the range; empty when it has none. */
  Optional<Entry> entry(int ref, long from, long to) throws IOException {
    ByteView in = content(ref);
    int count = in.length();
    int[] pairs = new int[2 * Math.min(count, 1 << 16)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = symbol(in);
    }
    List<ChunkMeta> chunks = chunks(in, from, to);
    return chunks.isEmpty() ? Optional.empty() : Optional.of(new Entry(labels(pairs, in), chunks));
  }

  /** Only the labels of a series. */
  Labels labels(int ref) throws IOException {
    ByteView in = content(ref);
    int[] pairs = new int[2 * Math.min(in.length(), 1 << 16)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = symbol(in);
    }
    return labels(pairs, in);
  }

  private int symbol(ByteView in) {
    long number = in.uvarint();
    if (number < 0 || number >= symbols.size()) {
      throw in.damage("symbol " + number + " of " + symbols.size());
    }
    return (int) number;
  }

  private ByteView content(int ref) throws IOException {
    long offset = Integer.toUnsignedLong(ref) * SERIES_ALIGN;
    long head = Math.min(LONGEST_VARINT, bytes.size() - offset);
    ByteView length = new ByteView(bytes.slice(offset, head), file, offset);
    long n = length.uvarint();
    long start = length.offset();
    MemorySegment content = bytes.slice(start, n + 4);
    new ByteView(content, file, start).checkCrc(n);
    return new ByteView(content.asSlice(0, n), file, start);
  }

  private Labels labels(int[] pairs, ByteView in) {
    String[] texts = new String[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      texts[i] = symbols.text(pairs[i], in);
    }
    try {
      return Labels.ofSorted(texts);
    } catch (IllegalArgumentException e) {
      throw in.damage("labels of a series are not in order: " + e.getMessage());
    }
  }

  private static List<ChunkMeta> chunks(ByteView in, long from, long to) {
    int count = in.length();
    List<ChunkMeta> chunks = new ArrayList<>(count);
    long minTime = 0;
    long maxTime = 0;
    long ref = 0;
    for (int i = 0; i < count; i++) {
      minTime = i == 0 ? in.varint() : maxTime + in.uvarint();
      maxTime = minTime + in.uvarint();
      ref += i == 0 ? in.uvarint() : in.varint();
      if (maxTime < minTime) {
        throw in.damage("chunk from " + minTime + " to " + maxTime);
      }
      if (minTime <= to && from <= maxTime) {
        chunks.add(new ChunkMeta(minTime, maxTime, ref));
      }
    }
    return chunks;
  }
}
