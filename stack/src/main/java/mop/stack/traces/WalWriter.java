package mop.stack.traces;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;
import mop.stack.parquet.ByteSink;

/** Appends traces to a log segment in the form of {@link WalFormat}. */
final class WalWriter implements Closeable {
  private final Path file;
  private final FileChannel channel;
  private final WalSync sync;
  private final ByteSink pending = new ByteSink(1 << 16);
  private final CRC32C crc = new CRC32C();
  private final WalOrigins origins;
  private long length;
  private long syncs;

  /** Whether the file may hold bytes behind {@link #length}, from a write that failed. */
  private boolean torn;

  /** What was pending at one moment. */
  record Mark(int pending, int origins) {}

  /**
   * Opens a segment to append to it.
   *
   * @param length bytes that are valid in it; what follows is overwritten
   * @param origins those that the bytes hold; new ones are added
   */
  WalWriter(Path file, WalSync sync, long length, WalOrigins origins) throws IOException {
    this.file = file;
    this.sync = sync;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    this.length = length;
    this.origins = origins;
    channel.truncate(length);
    channel.position(length);
    if (length == 0) {
      pending.put(WalFormat.MAGIC);
    }
  }

  /** Bytes of the segment, those not yet written included. */
  long length() {
    return length + pending.size();
  }

  boolean knows(Origin origin) {
    return origins.find(origin) >= 0;
  }

  Mark mark() {
    return new Mark(pending.size(), origins.size());
  }

  /** Forgets what was appended since; nothing may have been written in between. */
  void rollback(Mark mark) {
    pending.truncate(mark.pending);
    origins.truncate(mark.origins);
  }

  /** A copy of what is not written yet; it begins where the written bytes end. */
  byte[] pending() {
    return pending.toByteArray();
  }

  long syncs() {
    return syncs;
  }

  /**
   * Appends a trace; {@link #settle} makes it durable.
   *
   * @param newOrigins hears of origins in the order of their numbers, when they are new here
   * @return where the trace's frame begins
   */
  long append(RawTrace trace, OriginCatalog newOrigins) {
    for (int i = 0; i < trace.size(); i++) {
      Origin origin = trace.origin(i);
      if ((i == 0 || !origin.equals(trace.origin(i - 1))) && origins.find(origin) < 0) {
        origins.add(origin);
        newOrigins.add(origin);
        origin(origin);
      }
    }
    long at = length();
    trace(trace);
    return at;
  }

  /** Writes what is pending if the policy wants that by now. */
  void settle() throws IOException {
    if (pending.size() >= sync.bufferBytes) {
      flush();
    }
  }

  private void origin(Origin origin) {
    int frame = begin(WalFormat.ORIGIN);
    byte[] service = origin.serviceName().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    pending.putVarint(origin.resource().length);
    pending.putVarint(origin.scope().length);
    pending.putVarint(service.length);
    pending.put(origin.resource());
    pending.put(origin.scope());
    pending.put(service);
    end(frame);
  }

  private void trace(RawTrace trace) {
    int frame = begin(WalFormat.TRACE);
    pending.putLong(trace.idHigh());
    pending.putLong(trace.idLow());
    pending.putVarint(trace.size());
    Origin last = trace.origin(0);
    int number = origins.find(last);
    for (int i = 0; i < trace.size(); i++) {
      if (!trace.origin(i).equals(last)) {
        last = trace.origin(i);
        number = origins.find(last);
      }
      pending.putVarint(number);
      pending.putVarint(trace.length(i));
    }
    pending.put(trace.bytes(), 0, trace.byteSize());
    end(frame);
  }

  private int begin(int kind) {
    int frame = pending.size();
    pending.putLong(0);
    pending.put(kind);
    return frame;
  }

  private void end(int frame) {
    int payload = pending.size() - frame - WalFormat.FRAME_HEAD;
    crc.reset();
    crc.update(pending.array(), frame + WalFormat.FRAME_HEAD, payload);
    pending.setLong(frame, crc.getValue() << 32 | payload);
  }

  /**
   * Writes what is pending, and forces it to the disk if the policy says so. When that fails it
   * stays pending: the next call cuts off what was written of it and writes all of it anew.
   */
  void flush() throws IOException {
    if (pending.size() == 0 && !torn) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(pending.array(), 0, pending.size());
    try {
      if (torn) {
        channel.truncate(length);
        channel.position(length);
      }
      torn = true;
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (sync.force) {
        channel.force(false);
        syncs++;
      }
      torn = false;
    } catch (IOException e) {
      throw new IOException("cannot write the trace log " + file + ": " + e.getMessage(), e);
    }
    length += pending.size();
    pending.clear();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
