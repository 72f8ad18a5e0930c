package mop.stack.traces;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mop.stack.otlp.Origin;
import mop.stack.otlp.RawTrace;

/**
 * The traces that were in the log and in no block yet at the moment this was taken. What is
 * appended or cut into a block later does not change it, so one that is read together with the list
 * of blocks must be taken first: then every stored trace is in one of the two, or in both. Holds
 * the log open until it is closed. Not thread-safe, but each reader takes its own.
 */
public final class RecentTraces implements Closeable {
  private final UUID block;
  private final SegmentIndex index;
  private final List<Origin> origins;
  private final FileChannel log;
  private final byte[] pending;
  private final long pendingFrom;
  private final SpanTable spans = new SpanTable();

  private RecentTraces(
      UUID block,
      SegmentIndex index,
      List<Origin> origins,
      FileChannel log,
      byte[] pending,
      long pendingFrom) {
    this.block = block;
    this.index = index;
    this.origins = origins;
    this.log = log;
    this.pending = pending;
    this.pendingFrom = pendingFrom;
  }

  /**
   * Taken while nothing is appended to the segment.
   *
   * @param block id of the block that the segment will become
   */
  static RecentTraces of(Segment segment, UUID block) throws IOException {
    byte[] pending = segment.writer.pending();
    return new RecentTraces(
        block,
        segment.index.snapshot(),
        segment.origins.copy(),
        FileChannel.open(segment.file, StandardOpenOption.READ),
        pending,
        segment.writer.length() - pending.length);
  }

  /**
   * Id of the block that these traces go into. A list of blocks that is read after this was taken
   * may have it already; who counts spans leaves it out then, or he counts them twice.
   */
  public String block() {
    return block.toString();
  }

  /** How many traces there are; one that came in pieces counts once a piece. */
  public int size() {
    return index.size();
  }

  /** The trace with that id, its pieces combined. */
  public Optional<RawTrace> find(long idHigh, long idLow) throws IOException {
    List<RawTrace> pieces = new ArrayList<>();
    for (int i = 0; i < index.size(); i++) {
      if (index.low(i) == idLow && index.high(i) == idHigh) {
        pieces.add(read(i));
      }
    }
    return pieces.isEmpty() ? Optional.empty() : Optional.of(TraceCombiner.combine(pieces));
  }

  /**
   * Hands over, in the order of their ids, the traces of which a span may have run in the time
   * range: those that did not end before it or begin behind it.
   *
   * @param fromNanos Unix nanoseconds
   * @param toNanos Unix nanoseconds; the range includes both ends
   */
  public void traces(long fromNanos, long toNanos, BlockReader.TraceConsumer consumer)
      throws IOException {
    int[] order = index.sorted();
    for (int at = 0; at < order.length; ) {
      int end = at + 1;
      while (end < order.length && index.sameId(order[at], order[end])) {
        end++;
      }
      if (overlaps(order, at, end, fromNanos, toNanos)) {
        List<RawTrace> pieces = new ArrayList<>();
        for (int i = at; i < end; i++) {
          pieces.add(read(order[i]));
        }
        consumer.accept(TraceCombiner.combine(pieces));
      }
      at = end;
    }
  }

  private boolean overlaps(int[] order, int at, int end, long from, long to) {
    long first = -1;
    long last = 0;
    for (int i = at; i < end; i++) {
      long start = index.start(order[i]);
      long stop = index.end(order[i]);
      first = Long.compareUnsigned(start, first) < 0 ? start : first;
      last = Long.compareUnsigned(stop, last) > 0 ? stop : last;
    }
    return Long.compareUnsigned(first, to) <= 0 && Long.compareUnsigned(last, from) >= 0;
  }

  private RawTrace read(int i) throws IOException {
    int length = index.bytes(i) - WalFormat.FRAME_HEAD;
    long position = index.position(i) + WalFormat.FRAME_HEAD;
    spans.begin(index.high(i), index.low(i));
    int at = spans.reserve(length);
    if (position >= pendingFrom) {
      System.arraycopy(pending, (int) (position - pendingFrom), spans.bytes, at, length);
    } else {
      ByteBuffer into = ByteBuffer.wrap(spans.bytes, at, length);
      while (into.hasRemaining()) {
        if (log.read(into, position + into.position() - at) < 0) {
          throw new IOException("trace log ends before byte " + (position + length));
        }
      }
    }
    WalReader.addSpans(spans, at, 0);
    return trace();
  }

  private RawTrace trace() {
    RawTrace trace = new RawTrace(spans.idHigh, spans.idLow);
    for (int i = 0; i < spans.size; i++) {
      trace.add(
          origins.get(spans.origin[i]),
          spans.bytes,
          spans.from[i],
          spans.to[i] - spans.from[i],
          spans.idLength[i] == 8 ? spans.id(i) : 0,
          spans.parentLength[i] == 8 ? spans.parentId(i) : 0,
          spans.start[i],
          spans.end[i],
          spans.kind[i],
          spans.status[i]);
    }
    return trace;
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
