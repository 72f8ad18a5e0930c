package mop.stack.otlp;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Cuts one file into the export requests that it holds. Compression and form are recognised by
 * content: JSON (a document a line, or documents over many lines), one protobuf message, or the
 * Collector file exporter's messages behind a four-byte big-endian length, each possibly
 * Zstandard-compressed of its own. Memory is one record, whatever the size of the file.
 */
final class RecordReader implements Closeable {
  private static final int READ_AHEAD = 8;
  private static final int ZSTD_MAGIC = 0x28B52FFD;

  /** Thrown for a record that cannot be cut out while the rest of the file can still be read. */
  static final class BrokenRecord extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    BrokenRecord(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  private enum Form {
    JSON,
    ONE_MESSAGE,
    LENGTH_PREFIXED
  }

  private final PushbackInputStream in;
  private final int maxBytes;
  private final Form form;
  private final LineBuffer lines;
  private byte[] record = new byte[0];
  private int offset;
  private int length;
  private long number;
  private boolean done;

  RecordReader(Path file, int maxBytes) throws IOException {
    this.maxBytes = maxBytes;
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      in = new PushbackInputStream(decompressed(raw), READ_AHEAD);
      form = form(peek());
      lines = new LineBuffer(in, maxBytes);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static InputStream decompressed(InputStream raw) throws IOException {
    raw.mark(4);
    byte[] magic = raw.readNBytes(4);
    raw.reset();
    if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
      return new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16);
    }
    if (magic.length == 4 && ByteBuffer.wrap(magic).getInt() == ZSTD_MAGIC) {
      return new BufferedInputStream(new ZstdInputStream(raw), 1 << 16);
    }
    return raw;
  }

  private byte[] peek() throws IOException {
    byte[] head = in.readNBytes(READ_AHEAD);
    in.unread(head);
    return head;
  }

  /** A protobuf request begins with tag 0x0A, a length below 16 MiB with 0x00. */
  private static Form form(byte[] head) {
    if (head.length >= 4 && head[0] == 0) {
      return Form.LENGTH_PREFIXED;
    }
    boolean message = head.length >= 2 && head[0] == 0x0A && head[1] != '{' && head[1] != 0x0A;
    return message ? Form.ONE_MESSAGE : Form.JSON;
  }

  /** Moves to the next record; false at the end of the file. */
  boolean next() throws IOException, BrokenRecord {
    return switch (form) {
      case JSON -> nextDocument();
      case ONE_MESSAGE -> wholeFile();
      case LENGTH_PREFIXED -> nextPrefixed();
    };
  }

  private boolean nextDocument() throws IOException, BrokenRecord {
    if (!lines.next()) {
      return false;
    }
    number = lines.firstLine();
    record = lines.bytes();
    offset = 0;
    length = lines.length();
    if (lines.tooLong()) {
      throw new BrokenRecord("longer than " + maxBytes + " bytes");
    }
    return true;
  }

  private boolean wholeFile() throws IOException {
    if (done) {
      return false;
    }
    done = true;
    number = 1;
    record = in.readNBytes(maxBytes);
    if (in.read() >= 0) {
      throw new IOException("one message longer than " + maxBytes + " bytes");
    }
    offset = 0;
    length = record.length;
    return true;
  }

  private boolean nextPrefixed() throws IOException, BrokenRecord {
    byte[] prefix = in.readNBytes(4);
    if (prefix.length == 0) {
      return false;
    }
    number++;
    int size = prefix.length < 4 ? -1 : ByteBuffer.wrap(prefix).getInt();
    if (size < 0 || size > maxBytes) {
      throw new IOException("record " + number + " has no usable length before it");
    }
    record = in.readNBytes(size);
    if (record.length < size) {
      throw new EOFException("record " + number + " is cut off");
    }
    if (size >= 4 && ByteBuffer.wrap(record).getInt() == ZSTD_MAGIC) {
      record = inflate(record);
    }
    offset = 0;
    length = record.length;
    return true;
  }

  private byte[] inflate(byte[] frame) throws BrokenRecord {
    try (ZstdInputStream plain = new ZstdInputStream(new java.io.ByteArrayInputStream(frame))) {
      byte[] all = plain.readNBytes(maxBytes);
      if (plain.read() >= 0) {
        throw new BrokenRecord("longer than " + maxBytes + " bytes");
      }
      return all;
    } catch (IOException e) {
      throw new BrokenRecord("not a Zstandard frame (" + e.getMessage() + ")");
    }
  }

  /** Bytes that hold the record; see {@link #offset()} and {@link #length()}. */
  byte[] bytes() {
    return record;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** Whether the record is JSON text rather than protobuf. */
  boolean json() {
    for (int i = offset; i < offset + length; i++) {
      if (record[i] > ' ') {
        return record[i] == '{' || form == Form.JSON;
      }
      if (form != Form.JSON) {
        return false;
      }
    }
    return form == Form.JSON;
  }

  /** Line on which the record begins, or its number in a protobuf file; from 1. */
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
