package mop.stack.wal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import mop.analysis.input.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a log in order: those of the last checkpoint, then those of the segments
 * behind it. Ends at the first frame that is not whole, and says where; {@link Damage#repair} makes
 * the log end there. Not thread-safe.
 */
public final class WalReader implements Closeable {
  private final Path folder;
  private final List<Path> files;

  /** How many of the files are those of the checkpoint. */
  private final int checkpointFiles;

  private final CRC32C crc = new CRC32C();
  private final byte[] page = new byte[WalFormat.PAGE];
  private int pageBytes;
  private int at;
  private int current = -1;
  private @Nullable InputStream in;

  /** Place in the segment of the page's first byte. */
  private long pageStart;

  private byte[] packed = new byte[WalFormat.PAGE];
  private int packedBytes;
  private WalCompression compression = WalCompression.NONE;
  private long recordStart;
  private @Nullable Damage damage;

  private WalReader(Path folder, List<Path> files, int checkpointFiles) {
    this.folder = folder;
    this.files = files;
    this.checkpointFiles = checkpointFiles;
  }

  /** A reader of the last checkpoint, if there is one, and of all segments behind it. */
  public static WalReader open(Path folder) throws IOException {
    return open(folder, Integer.MAX_VALUE);
  }

  /** As {@link #open(Path)}, up to that segment, itself included. */
  public static WalReader open(Path folder, int lastSegment) throws IOException {
    List<Path> files = new ArrayList<>();
    Optional<Checkpoint> checkpoint = Checkpoint.last(folder);
    if (checkpoint.isPresent()) {
      Path in = checkpoint.get().folder();
      Arrays.stream(Segments.list(in)).forEach(n -> files.add(Segments.file(in, n)));
    }
    int ofCheckpoint = files.size();
    int from = checkpoint.map(c -> c.number() + 1).orElse(0);
    for (int n : Segments.list(folder)) {
      if (n >= from && n <= lastSegment) {
        files.add(Segments.file(folder, n));
      }
    }
    return new WalReader(folder, files, ofCheckpoint);
  }

  /**
   * The next record, or an empty answer at the end of the log or at its damage.
   *
   * @throws InvalidInput when a checkpoint is damaged: what follows depends on it
   */
  public Optional<byte[]> next() throws IOException {
    if (damage != null) {
      return Optional.empty();
    }
    packedBytes = 0;
    boolean inside = false;
    while (true) {
      if (!fill(inside)) {
        return inside || damage != null ? damaged("the last record is cut off") : Optional.empty();
      }
      int kind = page[at] & WalFormat.KIND_MASK;
      if (!inside) {
        recordStart = pageStart + at;
      }
      if (kind == WalFormat.PAGE_END) {
        if (!skipPadding()) {
          return damaged("the end of a page is not empty");
        }
        continue;
      }
      String problem = fragment(kind, inside);
      if (problem != null) {
        return damaged(problem);
      }
      inside = true;
      if (kind == WalFormat.FULL || kind == WalFormat.LAST) {
        return unpack();
      }
    }
  }

  /**
   * Takes the record that was given last for the damage at which the log ends: its frame is whole,
   * its content is not.
   */
  public void reject(String reason) {
    damaged(reason);
  }

  /** What ended the reading, if it was not the end of the log. */
  public Optional<Damage> damage() {
    return Optional.ofNullable(damage);
  }

  /** Makes sure there is a byte to read; false at the end of the log, or of a segment inside. */
  private boolean fill(boolean inside) throws IOException {
    while (at >= pageBytes) {
      pageStart += pageBytes;
      pageBytes = in == null ? 0 : in.readNBytes(page, 0, WalFormat.PAGE);
      at = 0;
      if (pageBytes == 0) {
        if (inside || current + 1 >= files.size()) {
          return false;
        }
        open(current + 1);
      }
    }
    return true;
  }

  private void open(int file) throws IOException {
    close();
    in = Files.newInputStream(files.get(file));
    current = file;
    pageStart = 0;
  }

  private boolean skipPadding() {
    for (int i = at; i < pageBytes; i++) {
      if (page[i] != 0) {
        return false;
      }
    }
    at = pageBytes;
    return true;
  }

  /** Takes the fragment at which the reader stands, or says why it cannot be one. */
  private @Nullable String fragment(int kind, boolean inside) {
    boolean starts = kind == WalFormat.FULL || kind == WalFormat.FIRST;
    if (kind > WalFormat.LAST || starts == inside) {
      return "a fragment of kind " + kind + " is out of place";
    }
    int head = at;
    int length = pageBytes - at < WalFormat.HEAD ? WalFormat.PAGE : u16(head + 1);
    if (length > pageBytes - head - WalFormat.HEAD) {
      return "a fragment is cut off";
    }
    int body = head + WalFormat.HEAD;
    int expected = (u16(head + 3) << 16) | u16(head + 5);
    if (WalFormat.crc(crc, page, body, length) != expected) {
      return "a fragment fails its checksum";
    }
    if (packedBytes + length > WalCompression.MAX_RECORD_BYTES) {
      return "a record is larger than " + WalCompression.MAX_RECORD_BYTES + " bytes";
    }
    if (packedBytes + length > packed.length) {
      packed = Arrays.copyOf(packed, Math.max(packedBytes + length, packed.length * 2));
    }
    System.arraycopy(page, body, packed, packedBytes, length);
    packedBytes += length;
    at = body + length;
    compression = WalCompression.of(page[head]);
    return null;
  }

  private int u16(int i) {
    return (page[i] & 0xff) << 8 | (page[i + 1] & 0xff);
  }

  private Optional<byte[]> unpack() {
    try {
      return Optional.of(compression.decompress(packed, packedBytes));
    } catch (IOException e) {
      return damaged(String.valueOf(e.getMessage()));
    }
  }

  private Optional<byte[]> damaged(String reason) {
    Path file = files.get(current);
    if (current < checkpointFiles) {
      throw new InvalidInput(
          file.toString(),
          "the checkpoint is damaged at byte " + recordStart + " (" + reason + ")",
          "a whole checkpoint",
          "Restore the folder " + folder + " from a backup, or remove it and lose what it holds.");
    }
    int number = Integer.parseInt(file.getFileName().toString());
    damage = new Damage(folder, number, recordStart, current + 1 == files.size(), reason);
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
      in = null;
    }
  }

  /**
   * The place from which on a log cannot be read.
   *
   * @param segment number of the segment
   * @param offset byte in it behind the last whole record
   * @param tail whether it is the last segment, as after the death of the process
   * @param reason what is wrong there
   */
  public record Damage(Path folder, int segment, long offset, boolean tail, String reason) {
    /**
     * Makes the log end behind the last whole record, as Prometheus does: the segment is cut off
     * there, the ones behind it are deleted.
     *
     * @return a line that says what was lost
     */
    public String repair() throws IOException {
      List<Integer> gone = Segments.deleteAfter(folder, segment);
      Path file = Segments.file(folder, segment);
      long lost = Files.size(file) - offset;
      try (SegmentFile open = SegmentFile.open(file)) {
        open.truncate(offset);
        open.force();
      }
      return file
          + ": "
          + reason
          + " at byte "
          + offset
          + "; cut off "
          + lost
          + " bytes"
          + (gone.isEmpty() ? "" : " and deleted " + gone.size() + " later segments");
    }
  }
}
