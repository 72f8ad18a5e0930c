package mop.stack.metrics.head;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.metrics.block.Interval;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.FloatChunkWriter;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.metrics.chunk.HistogramChunkWriter;
import org.jspecify.annotations.Nullable;

/**
 * One series of the head. Written to by one thread at a time; what it holds is guarded by its own
 * monitor, so that readers see whole samples only.
 */
final class MemSeries {
  static final long NO_TIME = Long.MIN_VALUE;

  /** What an empty series costs in objects, roughly. */
  static final int BASE_BYTES = 700;

  /** What a chunk costs besides its data. */
  static final int CHUNK_BYTES = 64;

  final long ref;
  final Labels labels;
  private final long rangeMillis;

  private final List<Chunk> closed = new ArrayList<>(2);
  private final FloatChunkWriter floats;
  private @Nullable HistogramChunkWriter histograms;

  /** Time of the open chunk's first sample; {@link #NO_TIME} when there is none. */
  private long openFrom = NO_TIME;

  private long maxTime = NO_TIME;
  private double lastValue;
  private @Nullable Histogram lastHistogram;

  private @Nullable OutOfOrder outOfOrder;

  /** Out-of-order samples that are on their way into a block. */
  private List<OutOfOrder> leaving = List.of();

  private List<Interval> deleted = List.of();

  /** When a sample was appended last, by the clock. */
  private long activeMillis;

  MemSeries(long ref, Labels labels, long rangeMillis) {
    this.ref = ref;
    this.labels = labels;
    this.rangeMillis = rangeMillis;
    this.floats = new FloatChunkWriter(rangeMillis);
  }

  /** Bytes of a series without samples. */
  static long bytes(Labels labels) {
    long text = 0;
    for (int i = 0; i < labels.size(); i++) {
      text += labels.name(i).length() + labels.value(i).length() + 96;
    }
    return BASE_BYTES + text;
  }

  /** Time of the last sample in order; {@link #NO_TIME} when there is none. */
  synchronized long maxTime() {
    return maxTime;
  }

  synchronized double lastValue() {
    return lastValue;
  }

  synchronized @Nullable Histogram lastHistogram() {
    return lastHistogram;
  }

  synchronized long activeMillis() {
    return activeMillis;
  }

  synchronized void touch(long nowMillis) {
    activeMillis = nowMillis;
  }

  /**
   * Appends a sample if it is later than all in order.
   *
   * @return by how many bytes the series grew; -1 when the sample is not later
   */
  synchronized long append(long millis, double value, @Nullable Histogram histogram) {
    if (maxTime != NO_TIME && millis <= maxTime) {
      return -1;
    }
    long grown =
        histogram == null ? appendFloat(millis, value) : appendHistogram(millis, histogram);
    if (openFrom == NO_TIME || grown > 0) {
      openFrom = millis;
    }
    maxTime = millis;
    lastValue = value;
    lastHistogram = histogram;
    return grown;
  }

  private long appendFloat(long millis, double value) {
    long grown = histograms == null ? 0 : close(histograms.cut().orElse(null));
    return grown + close(floats.append(millis, value).orElse(null));
  }

  private long appendHistogram(long millis, Histogram histogram) {
    Histogram before = lastHistogram;
    long grown = close(floats.cut().orElse(null));
    HistogramChunkWriter writer = histograms;
    if (writer == null) {
      writer = new HistogramChunkWriter(rangeMillis);
      histograms = writer;
    } else if (before != null && before.whole() != histogram.whole()) {
      grown += close(writer.cut().orElse(null));
    }
    return grown + close(writer.append(millis, histogram).orElse(null));
  }

  private long close(@Nullable Chunk chunk) {
    if (chunk == null) {
      return 0;
    }
    closed.add(chunk);
    return bytes(chunk);
  }

  private static long bytes(Chunk chunk) {
    return CHUNK_BYTES + (long) chunk.data().length;
  }

  /** Takes a sample out of order; false when there is one of that time. */
  synchronized boolean insert(long millis, double value, @Nullable Histogram histogram) {
    if (outOfOrder == null) {
      outOfOrder = new OutOfOrder();
    }
    return outOfOrder.insert(millis, value, histogram);
  }

  synchronized void delete(long from, long to) {
    if (from <= to) {
      List<Interval> all = new ArrayList<>(deleted);
      all.add(new Interval(from, to));
      deleted = Interval.union(all);
    }
  }

  /** All chunks in order that overlap a range, both ends included; an open one as it stands. */
  synchronized List<Chunk> chunks(long from, long to) {
    List<Chunk> chunks = new ArrayList<>(closed.size() + 1);
    for (Chunk c : closed) {
      addIfIn(c, from, to, chunks);
    }
    floats.openChunk().ifPresent(c -> addIfIn(c, from, to, chunks));
    if (histograms != null) {
      histograms.openChunk().ifPresent(c -> addIfIn(c, from, to, chunks));
    }
    return chunks;
  }

  private static void addIfIn(Chunk c, long from, long to, List<Chunk> chunks) {
    if (c.minTime() <= to && c.maxTime() >= from) {
      chunks.add(c);
    }
  }

  /** Whether there may be a sample in a range, both ends included. */
  synchronized boolean overlaps(long from, long to) {
    boolean inOrder = minTime() != NO_TIME && minTime() <= to && maxTime >= from;
    boolean late = outOfOrder != null && overlaps(outOfOrder, from, to);
    return inOrder || late || leaving.stream().anyMatch(o -> overlaps(o, from, to));
  }

  private static boolean overlaps(OutOfOrder late, long from, long to) {
    return late.minTime() <= to && late.maxTime() >= from;
  }

  /** What a reader needs of the series, as it is now. */
  synchronized HeadSeries snapshot(long from, long to) {
    List<OutOfOrder> late = new ArrayList<>(leaving);
    if (outOfOrder != null) {
      late.add(outOfOrder.copy());
    }
    late.removeIf(o -> !overlaps(o, from, to));
    return new HeadSeries(labels, chunks(from, to), late, deleted);
  }

  /** The chunks in order that overlap a range, written anew where samples were deleted. */
  List<Chunk> undeletedChunks(long from, long to) throws IOException {
    HeadSeries in = snapshot(from, to).inOrder();
    return in.deleted().isEmpty() ? in.chunks() : ChunkMaker.of(in.samples(), rangeMillis);
  }

  /** Takes the samples out of order aside, so that blocks can be written of them. */
  synchronized void leave() {
    if (outOfOrder != null) {
      leaving = new ArrayList<>(leaving);
      leaving.add(outOfOrder);
      outOfOrder = null;
    }
  }

  /** What was taken aside, in chunks. */
  List<Chunk> leavingChunks() throws IOException {
    HeadSeries late;
    synchronized (this) {
      late = new HeadSeries(labels, List.of(), leaving, deleted);
    }
    return ChunkMaker.of(late.samples(), rangeMillis);
  }

  /**
   * Drops what was taken aside.
   *
   * @return bytes that became free
   */
  synchronized long dropLeft() {
    long freed = leaving.stream().mapToLong(OutOfOrder::size).sum() * OutOfOrder.BYTES_EACH;
    leaving = List.of();
    return freed;
  }

  /**
   * Drops chunks whose samples are all before a time at which a block range begins.
   *
   * @return bytes that became free
   */
  synchronized long dropBefore(long millis) {
    long freed = 0;
    for (Chunk c : closed) {
      freed += c.maxTime() < millis ? bytes(c) : 0;
    }
    closed.removeIf(c -> c.maxTime() < millis);
    if (maxTime < millis) {
      floats.cut();
      histograms = null;
      openFrom = NO_TIME;
    }
    return freed;
  }

  /** Time of the first sample out of order; {@link Long#MAX_VALUE} when there is none. */
  synchronized long lateMinTime() {
    long first = outOfOrder == null ? Long.MAX_VALUE : outOfOrder.minTime();
    for (OutOfOrder o : leaving) {
      first = Math.min(first, o.minTime());
    }
    return first;
  }

  /** Whether there is no sample left. */
  synchronized boolean isEmpty() {
    return outOfOrder == null && leaving.isEmpty() && minTime() == NO_TIME;
  }

  /** Time of the first sample in order; {@link #NO_TIME} when there is none. */
  synchronized long minTime() {
    if (!closed.isEmpty()) {
      return closed.getFirst().minTime();
    }
    return openFrom;
  }
}
