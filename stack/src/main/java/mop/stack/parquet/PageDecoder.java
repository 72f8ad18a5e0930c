package mop.stack.parquet;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Decodes pages of one chunk. */
final class PageDecoder {
  /** Level entries of a page; parquet-go's pages stay far below, unless one trace is huge. */
  private static final int MAX_ENTRIES = 1 << 25;

  private final Column column;
  private final Codec codec;
  private @Nullable PageValues dictionary;

  /** A data page: levels of all entries and the values of those that have one. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
  record Page(int rows, byte[] repetition, byte[] definition, PageValues values) {}

  PageDecoder(Column column, Codec codec) {
    this.column = column;
    this.codec = codec;
  }

  boolean hasDictionary() {
    return dictionary != null;
  }

  /** Takes the dictionary page whose body begins at {@code body}. */
  void dictionary(PageHeader h, byte[] bytes, int body) {
    use(decodeDictionary(h, bytes, body));
  }

  /** Takes a dictionary that was decoded before. */
  void use(PageValues decoded) {
    dictionary = decoded;
  }

  /** Decodes the dictionary page whose body begins at {@code body}. */
  PageValues decodeDictionary(PageHeader h, byte[] bytes, int body) {
    checkCrc(h, bytes, body);
    if (h.values() > h.uncompressed() / 4 + 1) {
      throw new CorruptParquet("dictionary of " + h.values() + " values in " + h.uncompressed());
    }
    byte[] plain = codec.decompress(bytes, body, h.compressed(), h.uncompressed());
    return PageValues.plain(column.leaf().physical(), plain, 0, plain.length, h.values());
  }

  /** Decodes the data page whose body begins at {@code body}. */
  Page data(PageHeader h, byte[] bytes, int body) {
    if (h.type() != PageHeader.DATA_V2) {
      throw new CorruptParquet("page type " + h.type() + "; expected data page v2");
    }
    checkCrc(h, bytes, body);
    checkEntries(h);
    int levels = h.repetitionBytes() + h.definitionBytes();
    byte[] rep =
        RleDecoder.levels(bytes, body, h.repetitionBytes(), column.maxRepetition(), h.values());
    byte[] def =
        RleDecoder.levels(
            bytes,
            body + h.repetitionBytes(),
            h.definitionBytes(),
            column.maxDefinition(),
            h.values());
    int present = 0;
    for (byte d : def) {
      present += d == column.maxDefinition() ? 1 : 0;
    }
    return new Page(h.rows(), rep, def, values(h, unpacked(h, bytes, body + levels), present));
  }

  static void checkEntries(PageHeader h) {
    if (h.values() > MAX_ENTRIES || h.rows() < 0 || h.rows() > h.values()) {
      throw new CorruptParquet("page claims " + h.values() + " values in " + h.rows() + " rows");
    }
  }

  /** The values of a data page without its levels, as many as the header says. */
  PageValues values(PageHeader h, byte[] body) {
    checkCrc(h, body, 0);
    checkEntries(h);
    int levels = h.repetitionBytes() + h.definitionBytes();
    return values(h, unpacked(h, body, levels), h.values() - h.nulls());
  }

  private byte[] unpacked(PageHeader h, byte[] bytes, int from) {
    int levels = h.repetitionBytes() + h.definitionBytes();
    Codec c = h.packed() ? codec : Codec.UNCOMPRESSED;
    return c.decompress(bytes, from, h.compressed() - levels, h.uncompressed() - levels);
  }

  private PageValues values(PageHeader h, byte[] plain, int count) {
    PhysicalType type = column.leaf().physical();
    return switch (h.encoding()) {
      case PLAIN -> PageValues.plain(type, plain, 0, plain.length, count);
      case DELTA_BINARY_PACKED -> PageValues.delta(type, plain, 0, plain.length, count);
      case DELTA_LENGTH_BYTE_ARRAY -> PageValues.deltaLength(plain, 0, plain.length, count);
      case RLE_DICTIONARY, PLAIN_DICTIONARY -> {
        if (dictionary == null) {
          throw new CorruptParquet("data page comes before its dictionary");
        }
        yield dictionary.through(RleDecoder.indexes(plain, 0, plain.length, count));
      }
      case RLE, BIT_PACKED, DELTA_BYTE_ARRAY, BYTE_STREAM_SPLIT ->
          throw new CorruptParquet("encoding " + h.encoding() + " is not one of those read here");
    };
  }

  private static void checkCrc(PageHeader h, byte[] bytes, int body) {
    if (h.hasCrc()) {
      CRC32 crc = new CRC32();
      crc.update(bytes, body, h.compressed());
      if ((int) crc.getValue() != h.crc()) {
        throw new CorruptParquet("page fails its checksum");
      }
    }
  }
}
