package mop.stack.logs.chunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mop.stack.logs.format.ByteReader;
import mop.stack.logs.format.ByteWriter;
import mop.stack.logs.format.Checksums;
import mop.stack.logs.format.Compression;
import mop.stack.logs.format.CorruptLogData;

/**
 * The bytes of a chunk in format 4 (Loki's {@code pkg/chunkenc/README.md}): header, symbols,
 * blocks, table of blocks, footer with the places of both tables. Every section is followed by its
 * CRC32.
 */
final class ChunkFormat {
  private static final int MAGIC = 0x012EE56A;
  private static final int VERSION = 4;
  private static final int HEADER = 6;
  private static final int FOOTER = 32;

  /** The symbols of a chunk stay below its target size, a few MiB. */
  private static final int MAX_SYMBOL_BYTES = 64 << 20;

  /** Bytes that a block needs in the table at least. */
  private static final int LEAST_BLOCK = 6;

  private ChunkFormat() {}

  /** What was read: the blocks and their symbols. */
  record Parsed(Compression compression, Symbols.Table table, List<Block> blocks) {}

  static byte[] write(Compression compression, Symbols symbols, List<Block> blocks)
      throws IOException {
    ByteWriter out = new ByteWriter(1 << 16);
    out.be32(MAGIC);
    out.u8(VERSION);
    out.u8(compression.code());
    int symbolsLength = writeSymbols(compression, symbols, out);
    int[] offsets = new int[blocks.size()];
    for (int i = 0; i < offsets.length; i++) {
      Block b = blocks.get(i);
      offsets[i] = out.size();
      out.put(b.bytes(), b.offset(), b.length());
      out.checksum(offsets[i]);
    }
    int metas = out.size();
    writeTable(blocks, offsets, out);
    int metasLength = out.size() - metas;
    out.checksum(metas);
    out.be64(symbolsLength);
    out.be64(HEADER);
    out.be64(metasLength);
    out.be64(metas);
    return out.toByteArray();
  }

  private static int writeSymbols(Compression compression, Symbols symbols, ByteWriter out)
      throws IOException {
    ByteWriter texts = new ByteWriter();
    for (int i = 0; i < symbols.count(); i++) {
      texts.text(symbols.text(i));
    }
    out.uvarint(symbols.count());
    out.put(compression.compress(texts.array(), 0, texts.size()));
    int length = out.size() - HEADER;
    out.checksum(HEADER);
    return length;
  }

  private static void writeTable(List<Block> blocks, int[] offsets, ByteWriter out) {
    out.uvarint(blocks.size());
    for (int i = 0; i < offsets.length; i++) {
      Block b = blocks.get(i);
      out.uvarint(b.entries());
      out.varint(b.first());
      out.varint(b.last());
      out.uvarint(offsets[i]);
      out.uvarint(b.uncompressedSize());
      out.uvarint(b.length());
    }
  }

  static Parsed read(byte[] bytes, int offset, int length) throws CorruptLogData {
    ByteReader header = new ByteReader(bytes, offset, length);
    if (length < HEADER + FOOTER || header.be32() != MAGIC) {
      throw new CorruptLogData("is not a chunk of Loki");
    }
    int version = header.u8();
    if (version != VERSION) {
      throw new CorruptLogData("chunk format " + version + " is not read here, only " + VERSION);
    }
    Compression compression = Compression.of(header.u8());
    ByteReader footer = new ByteReader(bytes, offset + length - FOOTER, FOOTER);
    ByteReader symbols = section(bytes, offset, length, footer, "symbols");
    ByteReader metas = section(bytes, offset, length, footer, "table of blocks");
    return new Parsed(
        compression, readSymbols(compression, symbols), readTable(metas, bytes, offset, length));
  }

  private static ByteReader section(
      byte[] bytes, int offset, int length, ByteReader footer, String name) throws CorruptLogData {
    long size = footer.be64();
    long at = footer.be64();
    if (size < 0 || at < HEADER || size > length - FOOTER - 4 || at > length - FOOTER - 4 - size) {
      throw new CorruptLogData("the " + name + " lies outside of the chunk");
    }
    Checksums.check(bytes, (int) (offset + at), (int) size, name);
    return new ByteReader(bytes, offset + at, size);
  }

  private static Symbols.Table readSymbols(Compression compression, ByteReader in)
      throws CorruptLogData {
    int count = in.upTo(MAX_SYMBOL_BYTES);
    if (count == 0) {
      return new Symbols().table();
    }
    byte[] plain =
        compression.decompress(in.array(), in.position(), in.remaining(), MAX_SYMBOL_BYTES);
    if (count > plain.length) {
      throw new CorruptLogData(count + " symbols do not fit into " + plain.length + " bytes");
    }
    ByteReader texts = new ByteReader(plain);
    String[] all = new String[count];
    for (int i = 0; i < count; i++) {
      all[i] = texts.text();
    }
    return new Symbols.Table(all, count);
  }

  private static List<Block> readTable(ByteReader in, byte[] bytes, int chunk, int length)
      throws CorruptLogData {
    int count = in.count(LEAST_BLOCK);
    List<Block> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int entries = in.upTo(Integer.MAX_VALUE);
      long first = in.varint();
      long last = in.varint();
      int offset = in.upTo(length);
      int uncompressed = in.upTo(Integer.MAX_VALUE);
      int size = in.upTo(length - offset);
      Checksums.check(bytes, chunk + offset, size, "block");
      blocks.add(new Block(bytes, chunk + offset, size, entries, first, last, uncompressed));
    }
    return blocks;
  }
}
