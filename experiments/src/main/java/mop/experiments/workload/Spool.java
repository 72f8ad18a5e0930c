package mop.experiments.workload;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import mop.experiments.hash.Sha256;
import mop.stack.otlp.RequestSink;

/**
 * OTLP requests on disk in order of arrival, so that every treatment is driven with the same bytes
 * and memory does not grow with the workload. A frame is length (int), arrival time (long),
 * message. Scratch data: nothing reads it after the run.
 */
final class Spool {
  private static final int BUFFER = 1 << 20;
  private static final int HEADER = Integer.BYTES + Long.BYTES;

  private Spool() {}

  /** Appends requests to a new file. */
  static final class Writer implements RequestSink, Closeable {
    private final DataOutputStream out;
    private final MessageDigest digest = Sha256.digest();
    private long position;
    private long requests;
    private long bytes;

    Writer(Path file) throws IOException {
      OutputStream raw = Files.newOutputStream(file);
      out = new DataOutputStream(new BufferedOutputStream(raw, BUFFER));
    }

    @Override
    public void accept(long arrivalNanos, byte[] buffer, int offset, int length)
        throws IOException {
      out.writeInt(length);
      out.writeLong(arrivalNanos);
      out.write(buffer, offset, length);
      digest.update(buffer, offset, length);
      position += HEADER + length;
      bytes += length;
      requests++;
    }

    /** Where the next frame will begin. */
    long position() {
      return position;
    }

    /** Requests written. */
    long requests() {
      return requests;
    }

    /** OTLP bytes written, without frame headers. */
    long bytes() {
      return bytes;
    }

    /** SHA-256 of the messages so far; call once, at the end. */
    String sha256Hex() {
      return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Sends the frames that begin in [{@code from}, {@code to}) of a spool to {@code sink}. */
  static void replay(Path file, long from, long to, RequestSink sink) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream raw = Files.newInputStream(file)) {
      raw.skipNBytes(from);
      DataInputStream in = new DataInputStream(new BufferedInputStream(raw, BUFFER));
      long position = from;
      while (position < to) {
        int length = in.readInt();
        long arrival = in.readLong();
        if (length > buffer.length) {
          buffer = new byte[Integer.highestOneBit(length) * 2];
        }
        in.readFully(buffer, 0, length);
        sink.accept(arrival, buffer, 0, length);
        position += HEADER + length;
      }
    } catch (EOFException e) {
      throw new IOException("spool " + file + " ends early; it was changed during the run", e);
    }
  }
}
