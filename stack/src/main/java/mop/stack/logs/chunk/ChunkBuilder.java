package mop.stack.logs.chunk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.logs.Direction;
import mop.stack.logs.format.ByteReader;
import mop.stack.logs.format.ByteWriter;
import mop.stack.logs.format.Compression;

/**
 * A chunk in the making, as Loki's ingester keeps one: an unordered head that becomes a compressed
 * block when it has grown to the block size. Not thread-safe.
 */
public final class ChunkBuilder {
  private final Compression compression;
  private final int blockSize;
  private final int targetSize;
  private Symbols symbols = new Symbols();
  private final HeadBlock head = new HeadBlock();
  private List<Block> blocks = new ArrayList<>();
  private long cutBytes;

  /**
   * @param blockSize bytes of entries before compression at which a block is cut
   * @param targetSize bytes after compression that a chunk should not exceed
   */
  public ChunkBuilder(Compression compression, int blockSize, int targetSize) {
    this.compression = compression;
    this.blockSize = blockSize;
    this.targetSize = targetSize;
  }

  /**
   * Whether an entry fits into the chunk. Loki's rule: blocks as they are compressed, but the head,
   * the symbols and the new entry as they are, must stay below the target size.
   */
  public boolean spaceFor(byte[] line, Labels metadata) {
    long more = (long) line.length + bytes(metadata);
    return symbols.bytes() + cutBytes + head.size() + more < targetSize;
  }

  /** Bytes of the names and values. */
  public static int bytes(Labels metadata) {
    int n = 0;
    for (int i = 0; i < metadata.size(); i++) {
      n += metadata.name(i).getBytes(StandardCharsets.UTF_8).length;
      n += metadata.value(i).getBytes(StandardCharsets.UTF_8).length;
    }
    return n;
  }

  /**
   * Adds an entry.
   *
   * @param line in UTF-8; it is kept and must not be changed
   * @return false when the head holds the same entry already
   */
  public boolean append(long time, byte[] line, Labels metadata) throws IOException {
    boolean added = head.add(time, line, symbols.add(metadata));
    if (added && head.size() >= blockSize) {
      cut();
    }
    return added;
  }

  private void cut() throws IOException {
    if (head.count() == 0) {
      return;
    }
    var plain = head.serialize();
    byte[] packed = compression.compress(plain.array(), 0, plain.size());
    blocks.add(
        new Block(packed, 0, packed.length, head.count(), head.first(), head.last(), head.size()));
    cutBytes += packed.length;
    head.clear();
  }

  /** Makes a block of the head, and the blocks anew when they overlap in time. */
  public void close() throws IOException {
    cut();
    long last = Long.MIN_VALUE;
    for (Block b : blocks) {
      if (b.first() < last) {
        reorder();
        return;
      }
      last = b.last();
    }
  }

  private void reorder() throws IOException {
    EntryCursor all = new MergedRuns(runs(), Long.MIN_VALUE, Long.MAX_VALUE, Direction.FORWARD);
    ChunkBuilder ordered = new ChunkBuilder(compression, blockSize, targetSize);
    while (all.next()) {
      byte[] line = all.line().getBytes(StandardCharsets.UTF_8);
      ordered.append(all.timestamp(), line, all.metadata());
    }
    ordered.cut();
    symbols = ordered.symbols;
    blocks = ordered.blocks;
    cutBytes = ordered.cutBytes;
  }

  public int entries() {
    return head.count() + blocks.stream().mapToInt(Block::entries).sum();
  }

  public int blocks() {
    return blocks.size();
  }

  /** Time of the oldest entry; there must be one. */
  public long first() {
    long first = head.count() == 0 ? Long.MAX_VALUE : head.first();
    for (Block b : blocks) {
      first = Math.min(first, b.first());
    }
    return first;
  }

  /** Time of the newest entry; there must be one. */
  public long last() {
    long last = head.count() == 0 ? Long.MIN_VALUE : head.last();
    for (Block b : blocks) {
      last = Math.max(last, b.last());
    }
    return last;
  }

  /** Bytes of all entries before compression, as Loki counts them for its index. */
  public long uncompressedSize() {
    long size = head.size() + symbols.bytes();
    for (Block b : blocks) {
      size += b.uncompressedSize();
    }
    return size;
  }

  /** How much of the target size is used. */
  public double utilization() {
    return (double) (head.size() + symbols.bytes() + cutBytes) / targetSize;
  }

  /** About how many bytes of memory it takes. */
  public long memoryBytes() {
    return head.size() + 64L * head.count() + 3 * symbols.bytes() + cutBytes;
  }

  /** What it holds now; later additions do not change that. */
  public List<EntryRun> runs() {
    Symbols.Table table = symbols.table();
    List<EntryRun> runs = new ArrayList<>();
    for (Block b : blocks) {
      runs.add(new BlockRun(b, compression, table));
    }
    if (head.count() > 0) {
      runs.add(head.snapshot(table));
    }
    return runs;
  }

  /** The chunk in format 4; it must be closed, for entries of the head are not in it. */
  public byte[] toBytes() throws IOException {
    return ChunkFormat.write(compression, symbols, blocks);
  }

  /** Writes all that it holds, without closing it: {@link #restore} continues it. */
  public void checkpoint(ByteWriter out) throws IOException {
    byte[] closed = toBytes();
    out.uvarint(closed.length);
    out.put(closed);
    ByteWriter open = head.serialize();
    out.uvarint(head.count());
    out.uvarint(open.size());
    out.put(open.array(), 0, open.size());
  }

  /** A builder as it was at its checkpoint; its compression stays. */
  public static ChunkBuilder restore(ByteReader in, int blockSize, int targetSize)
      throws IOException {
    int length = in.count(1);
    ChunkFormat.Parsed closed = ChunkFormat.read(in.array(), in.position(), length);
    in.skip(length);
    ChunkBuilder chunk = new ChunkBuilder(closed.compression(), blockSize, targetSize);
    for (int i = 0; i < closed.table().count(); i++) {
      chunk.symbols.add(closed.table().texts()[i]);
    }
    chunk.blocks.addAll(closed.blocks());
    chunk.cutBytes = closed.blocks().stream().mapToLong(Block::length).sum();
    int count = in.upTo(in.remaining());
    int size = in.count(1);
    Block open = new Block(in.array(), in.position(), size, count, 0, 0, size);
    in.skip(size);
    Entries entries = open.read(Compression.NONE, closed.table());
    for (int i = 0; i < count; i++) {
      chunk.head.add(entries.times()[i], entries.lines()[i], entries.symbols()[i]);
    }
    return chunk;
  }
}
