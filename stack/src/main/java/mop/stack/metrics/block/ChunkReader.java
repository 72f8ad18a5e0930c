package mop.stack.metrics.block;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mop.analysis.input.InvalidInput;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunkCursor;
import mop.stack.metrics.chunk.ChunkEncoding;
import mop.stack.metrics.chunk.CorruptChunk;

/** Reads the files {@code chunks/NNNNNN} of a block (tsdb/docs/format/chunks.md). Thread-safe. */
final class ChunkReader {
  static final int MAGIC = 0x85BD40DD;
  static final int VERSION = 1;
  static final int HEADER_BYTES = 8;

  /** Larger ones are no chunks: Prometheus aims at one KiB. */
  static final int MAX_DATA_BYTES = 1 << 24;

  private static final int LONGEST_LENGTH = 5;

  private final BlockFiles files;
  private final List<BlockFiles.Bytes> segments = new ArrayList<>();

  ChunkReader(BlockFiles files) throws IOException {
    this.files = files;
    List<String> names = files.segments();
    for (int i = 0; i < names.size(); i++) {
      String name = BlockFiles.segment(i + 1);
      if (!name.equals(names.get(i))) {
        throw Damage.in(files.path(name), "is missing");
      }
      segments.add(open(name));
    }
  }

  private BlockFiles.Bytes open(String name) throws IOException {
    BlockFiles.Bytes bytes = files.open(name);
    String file = files.path(name);
    ByteView header = new ByteView(bytes.slice(0, HEADER_BYTES), file, 0);
    if (header.i32() != MAGIC) {
      throw Damage.at(file, 0, "does not begin as a file of chunks does");
    }
    int version = header.u8();
    if (version != VERSION) {
      throw Damage.at(file, 4, "chunks of version " + version + ", read is version 1");
    }
    return bytes;
  }

  Chunk read(ChunkMeta meta) throws IOException {
    ByteView in = content(meta);
    try {
      ChunkEncoding encoding = ChunkEncoding.of(in.u8());
      byte[] data = in.bytes((int) in.remaining());
      return new Chunk(meta.minTime(), meta.maxTime(), encoding, data);
    } catch (CorruptChunk | IllegalArgumentException e) {
      throw damage(meta, String.valueOf(e.getMessage()));
    }
  }

  /**
   * A cursor before the first sample of a chunk.
   *
   * @param buffer takes the bytes; may be used again when the cursor has been made
   */
  ChunkCursor cursor(ChunkMeta meta, Buffer buffer) throws IOException {
    ByteView in = content(meta);
    try {
      ChunkEncoding encoding = ChunkEncoding.of(in.u8());
      int n = (int) in.remaining();
      if (buffer.bytes.length < n) {
        buffer.bytes = new byte[2 * n];
      }
      in.into(buffer.bytes, 0, n);
      return buffer.cursors.cursor(encoding, buffer.bytes, 0, n);
    } catch (CorruptChunk e) {
      throw damage(meta, String.valueOf(e.getMessage()));
    }
  }

  /** What one reader of many chunks uses again and again. */
  static final class Buffer {
    private byte[] bytes = new byte[1024];
    private final ChunkCursor.Reusable cursors = new ChunkCursor.Reusable();
  }

  /** Encoding and data of a chunk, whose checksum is right. */
  private ByteView content(ChunkMeta meta) throws IOException {
    long number = meta.ref() >>> 32;
    long offset = meta.ref() & 0xffffffffL;
    if (number >= segments.size()) {
      throw Damage.in(
          files.path(BlockFiles.segment((int) Math.min(number, 999_998) + 1)),
          "is missing, the index refers to it");
    }
    String file = files.path(BlockFiles.segment((int) number + 1));
    BlockFiles.Bytes bytes = segments.get((int) number);
    if (offset < HEADER_BYTES || offset >= bytes.size()) {
      throw Damage.at(file, offset, "no chunk can be here, the file has " + bytes.size());
    }
    long head = Math.min(LONGEST_LENGTH, bytes.size() - offset);
    ByteView length = new ByteView(bytes.slice(offset, head), file, offset);
    long n = length.uvarint();
    if (n < 2 || n > MAX_DATA_BYTES) {
      throw Damage.at(file, offset, "a chunk of " + n + " bytes");
    }
    long start = length.offset();
    var content = bytes.slice(start, 1 + n + 4);
    new ByteView(content, file, start).checkCrc(1 + n);
    return new ByteView(content.asSlice(0, 1 + n), file, start);
  }

  /** Where the block lies. */
  String place() {
    return files.path("");
  }

  InvalidInput damage(ChunkMeta meta, String what) {
    String file = files.path(BlockFiles.segment((int) (meta.ref() >>> 32) + 1));
    return Damage.at(file, meta.ref() & 0xffffffffL, what);
  }
}
