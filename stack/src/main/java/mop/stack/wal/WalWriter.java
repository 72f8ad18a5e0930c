package mop.stack.wal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to a log by groups: any number of {@link #append}, then one {@link #sync}, after
 * which all of them may be acknowledged. A group that cannot be written, because the disk is full
 * or for any other reason, is taken back whole: the log then ends behind the group before it, and
 * writing can go on when there is space again. Always begins with a new segment, so a folder is
 * read, and repaired where needed, before it is written to. Not thread-safe.
 */
public final class WalWriter implements Closeable {
  /** Written without waiting for the end of the group when more than this has gathered. */
  private static final int FLUSH_BYTES = 1 << 20;

  private final Path folder;
  private final WalSettings settings;
  private final CRC32C crc = new CRC32C();
  private byte[] pending = new byte[1 << 16];
  private int pendingBytes;

  private int segment;
  private @Nullable SegmentFile file;

  /** Bytes of the segment that were given to the system; pending ones follow. */
  private long written;

  private int safeSegment;
  private long safeLength;

  /** Whether a group was given up and may still stand behind the safe place. */
  private boolean torn;

  private long bytes;
  private long syncs;

  private WalWriter(Path folder, WalSettings settings, int segment) {
    this.folder = folder;
    this.settings = settings;
    this.segment = segment;
    this.safeSegment = segment;
  }

  /**
   * Opens a log behind the last segment and checkpoint of a folder, which is made when it is not
   * there.
   */
  public static WalWriter open(Path folder, WalSettings settings) throws IOException {
    Files.createDirectories(folder);
    int[] there = Segments.list(folder);
    int next = there.length == 0 ? 0 : there[there.length - 1] + 1;
    int behind = Checkpoint.last(folder).map(c -> c.number() + 1).orElse(0);
    WalWriter writer = new WalWriter(folder, settings, Math.max(next, behind));
    writer.open();
    Segments.forceFolder(folder);
    return writer;
  }

  public Path folder() {
    return folder;
  }

  /** Number of the segment that is written to. */
  public int segment() {
    return segment;
  }

  /** Bytes of frames since this writer was opened, those not yet written included. */
  public long bytes() {
    return bytes;
  }

  /** Times that the disk was waited for. */
  public long syncs() {
    return syncs;
  }

  public void append(byte[] record) throws IOException {
    append(record, 0, record.length);
  }

  /**
   * Appends a record to the group.
   *
   * @throws IOException when what has gathered cannot be written; the group is taken back
   */
  public void append(byte[] record, int offset, int length) throws IOException {
    mend();
    try {
      byte[] packed = settings.compression().compress(record, offset, length);
      if (packed.length > 0) {
        fragments(packed, 0, packed.length, settings.compression().flag);
      } else {
        fragments(record, offset, length, 0);
      }
      if (pendingBytes >= FLUSH_BYTES) {
        flush();
      }
    } catch (IOException e) {
      throw takenBack(e);
    }
  }

  /**
   * Ends the group: returns when all its records are written, and on the disk if the settings say
   * so.
   *
   * @throws IOException when they cannot be written; the group is taken back
   */
  public void sync() throws IOException {
    mend();
    try {
      flush();
      if (settings.force() && (written > safeLength || segment != safeSegment)) {
        open().force();
        syncs++;
      }
    } catch (IOException e) {
      throw takenBack(e);
    }
    safeSegment = segment;
    safeLength = written;
  }

  /** Ends the group and begins the next segment. Returns the number of that segment. */
  public int nextSegment() throws IOException {
    sync();
    try {
      roll();
    } catch (IOException e) {
      throw takenBack(e);
    }
    safeSegment = segment;
    safeLength = 0;
    return segment;
  }

  /** Takes back the records since the last {@link #sync}. */
  public void rollback() throws IOException {
    torn = true;
    mend();
  }

  private void fragments(byte[] from, int offset, int length, int flag) throws IOException {
    if (length > leftInSegment()) {
      roll();
    }
    int at = offset;
    int end = offset + length;
    boolean first = true;
    do {
      int part = Math.min(end - at, roomInPage());
      fragment(kind(first, at + part == end) | flag, from, at, part);
      at += part;
      first = false;
    } while (at < end);
  }

  private static int kind(boolean first, boolean last) {
    if (first) {
      return last ? WalFormat.FULL : WalFormat.FIRST;
    }
    return last ? WalFormat.LAST : WalFormat.MIDDLE;
  }

  private long position() {
    return written + pendingBytes;
  }

  /** Bytes that a fragment can have in this page; in the next one where not even a head fits. */
  private int roomInPage() {
    int left = WalFormat.leftInPage(position());
    if (left < WalFormat.HEAD) {
      reserve(left);
      Arrays.fill(pending, pendingBytes, pendingBytes + left, (byte) WalFormat.PAGE_END);
      pendingBytes += left;
      left = WalFormat.PAGE;
    }
    return left - WalFormat.HEAD;
  }

  private long leftInSegment() {
    long pages = settings.segmentBytes() / WalFormat.PAGE - position() / WalFormat.PAGE - 1;
    return Math.max(0, WalFormat.leftInPage(position()) - WalFormat.HEAD)
        + pages * (WalFormat.PAGE - WalFormat.HEAD);
  }

  private void fragment(int kind, byte[] from, int at, int length) {
    reserve(WalFormat.HEAD + length);
    ByteBuffer.wrap(pending, pendingBytes, WalFormat.HEAD)
        .put((byte) kind)
        .putShort((short) length)
        .putInt(WalFormat.crc(crc, from, at, length));
    System.arraycopy(from, at, pending, pendingBytes + WalFormat.HEAD, length);
    pendingBytes += WalFormat.HEAD + length;
    bytes += WalFormat.HEAD + length;
  }

  private void reserve(int more) {
    if (pendingBytes + more > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(pendingBytes + more, pending.length * 2));
    }
  }

  private void flush() throws IOException {
    if (pendingBytes > 0) {
      open().write(ByteBuffer.wrap(pending, 0, pendingBytes), written);
      written += pendingBytes;
      pendingBytes = 0;
    }
  }

  /**
   * What is behind a full segment is never older than it: it is on the disk before the next one.
   */
  private void roll() throws IOException {
    flush();
    SegmentFile full = open();
    full.force();
    syncs++;
    full.close();
    file = null;
    segment++;
    written = 0;
    open();
    Segments.forceFolder(folder);
  }

  private SegmentFile open() throws IOException {
    if (file == null) {
      file = settings.opener().open(Segments.file(folder, segment));
    }
    return file;
  }

  private IOException takenBack(IOException cause) {
    torn = true;
    String then = "what was not yet acknowledged is taken back, and writing can go on";
    try {
      mend();
    } catch (IOException e) {
      cause.addSuppressed(e);
      then = "what was not yet acknowledged must still be taken back: " + e.getMessage();
    }
    return new IOException(
        "cannot write the log " + folder + ": " + cause.getMessage() + "; " + then, cause);
  }

  /** Makes the log end at the last whole group, if it may not. */
  private void mend() throws IOException {
    if (!torn) {
      return;
    }
    pendingBytes = 0;
    if (segment != safeSegment) {
      close();
      Segments.deleteAfter(folder, safeSegment);
      segment = safeSegment;
    }
    open().truncate(safeLength);
    written = safeLength;
    torn = false;
  }

  /** Closes the segment; a group that was not synced is left out. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
