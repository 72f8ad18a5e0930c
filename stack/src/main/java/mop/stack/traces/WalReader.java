package mop.stack.traces;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.Origin;
import org.jspecify.annotations.Nullable;

/** Reads a log segment through a mapping of the file. */
final class WalReader implements Closeable {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment map;
  private final CRC32C crc = new CRC32C();
  private byte[] scratch = new byte[1 << 12];

  /** Hears what a segment holds. */
  interface Visitor {
    void origin(Origin origin);

    /**
     * @param position where the trace's frame begins
     * @param bytes length of the frame
     */
    void trace(long position, int bytes, long idHigh, long idLow, int spans);
  }

  /**
   * What {@link #scan} found.
   *
   * @param valid bytes of whole frames
   * @param damage what follows them; null when nothing does
   */
  record Scan(long valid, @Nullable String damage) {}

  WalReader(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      map = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  long size() {
    return map.byteSize();
  }

  /** Visits all whole frames, checking each, up to the first that is torn. */
  Scan scan(Path file, Visitor visitor) {
    byte[] magic = new byte[(int) Math.min(WalFormat.MAGIC.length, size())];
    MemorySegment.copy(map, ValueLayout.JAVA_BYTE, 0, magic, 0, magic.length);
    if (magic.length < WalFormat.MAGIC.length) {
      return new Scan(0, size() == 0 ? null : "the file's first bytes are cut off");
    }
    if (!Arrays.equals(magic, WalFormat.MAGIC)) {
      throw new InvalidInput(
          file.toString(),
          "is not a trace log",
          "a file that begins with MOPWAL01",
          "Move it out of the folder.");
    }
    long at = magic.length;
    while (at < size()) {
      String damage = frame(at, visitor);
      if (damage != null) {
        return new Scan(at, damage);
      }
      at += WalFormat.FRAME_HEAD + payload(at);
    }
    return new Scan(at, null);
  }

  private int payload(long at) {
    return map.get(INT, at);
  }

  private @Nullable String frame(long at, Visitor visitor) {
    long left = size() - at - WalFormat.FRAME_HEAD;
    int length = left < 0 ? -1 : payload(at);
    if (length <= 0 || length > left || length > WalFormat.MAX_FRAME) {
      return "a frame is cut off";
    }
    if (length > scratch.length) {
      scratch = new byte[Math.max(length, scratch.length * 2)];
    }
    copy(at + WalFormat.FRAME_HEAD, scratch, 0, length);
    crc.reset();
    crc.update(scratch, 0, length);
    if ((int) crc.getValue() != map.get(INT, at + 4)) {
      return "a frame fails its checksum";
    }
    switch (scratch[0]) {
      case WalFormat.ORIGIN -> visitor.origin(origin(length));
      case WalFormat.TRACE ->
          visitor.trace(
              at,
              WalFormat.FRAME_HEAD + length,
              map.get(LONG, at + WalFormat.FRAME_HEAD + 1),
              map.get(LONG, at + WalFormat.FRAME_HEAD + 9),
              new Varints(scratch, WalFormat.TRACE_HEAD).next());
      default -> {
        return "a frame is of unknown kind " + scratch[0];
      }
    }
    return null;
  }

  private Origin origin(int length) {
    Varints in = new Varints(scratch, 1);
    int resource = in.next();
    int scope = in.next();
    int service = in.next();
    int at = in.position();
    if ((long) at + resource + scope + service != length) {
      throw new IllegalStateException("origin frame contradicts itself");
    }
    return new Origin(
        Arrays.copyOfRange(scratch, at, at + resource),
        Arrays.copyOfRange(scratch, at + resource, at + resource + scope),
        new String(
            scratch, at + resource + scope, service, java.nio.charset.StandardCharsets.UTF_8));
  }

  private void copy(long from, byte[] to, int offset, int length) {
    MemorySegment.copy(map, ValueLayout.JAVA_BYTE, from, to, offset, length);
  }

  /** Reads the trace whose frame begins at a position, as a piece of the table's trace. */
  void read(long position, SpanTable into, int piece) {
    int length = payload(position);
    int at = into.reserve(length);
    copy(position + WalFormat.FRAME_HEAD, into.bytes, at, length);
    addSpans(into, at, piece);
  }

  /** Adds the spans of the trace frame whose payload lies at {@code at} in the table's bytes. */
  static void addSpans(SpanTable into, int at, int piece) {
    Varints in = new Varints(into.bytes, at + WalFormat.TRACE_HEAD);
    int spans = in.next();
    Varints lengths = new Varints(into.bytes, in.position());
    for (int i = 0; i < spans; i++) {
      in.next();
      in.next();
    }
    int from = in.position();
    for (int i = 0; i < spans; i++) {
      int origin = lengths.next();
      int to = from + lengths.next();
      into.add(origin, piece, from, to);
      from = to;
    }
  }

  @Override
  public void close() {
    arena.close();
  }

  /** Steps over varints. */
  private static final class Varints {
    private final byte[] bytes;
    private int at;

    Varints(byte[] bytes, int at) {
      this.bytes = bytes;
      this.at = at;
    }

    int position() {
      return at;
    }

    int next() {
      int v = 0;
      for (int shift = 0; ; shift += 7) {
        int b = bytes[at++];
        v |= (b & 0x7f) << shift;
        if (b >= 0) {
          return v;
        }
      }
    }
  }
}
