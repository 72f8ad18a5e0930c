package mop.stack.metrics.downsample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mop.stack.metrics.chunk.Aggregate;
import mop.stack.metrics.chunk.AggregateChunk;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunkEncoding;
import mop.stack.metrics.chunk.XorWriter;

/** Makes chunks of aggregates from raw samples, and from such chunks ones of longer windows. */
final class FloatWindows {
  /** Thanos takes a raw sample a minute for granted when it divides a series into chunks. */
  private static final long RAW_STEP = 60_000;

  private static final int SAMPLES_A_CHUNK = 140;

  private FloatWindows() {}

  /** How many chunks a series becomes, so that each has up to 140 samples on average. */
  static int chunks(long from, long to, long step, long resolution, int samples) {
    double fullness = Math.min(1, samples * (double) step / (to - from));
    long windows = (to - from) / resolution;
    int expected = (int) (windows * fullness) + 1;
    int n = 1;
    while (expected / n > SAMPLES_A_CHUNK) {
      n++;
    }
    return n;
  }

  static List<Chunk> raw(Samples all, long resolution) {
    List<Chunk> made = new ArrayList<>();
    if (all.size == 0) {
      return made;
    }
    int n = chunks(all.times[0], all.times[all.size - 1], RAW_STEP, resolution, all.size);
    int batch = all.size / n + 1;
    for (int from = 0, to; from < all.size; from = to) {
      to = Math.min(from + batch, all.size);
      long end = Windows.end(all.times[to - 1], resolution);
      while (to < all.size && all.times[to] <= end) {
        to++;
      }
      Samples numbers = all.numbers(from, to);
      if (numbers.size > 0) {
        made.add(raw(numbers, new Parts(), resolution));
      }
    }
    return made;
  }

  private static Chunk raw(Samples s, Parts parts, long resolution) {
    parts.counter(s.times[0], s.values[0]);
    Windows.each(
        s,
        resolution,
        (t, w) -> {
          parts.put(Aggregate.COUNT, t, w.count);
          parts.put(Aggregate.SUM, t, w.sum);
          parts.put(Aggregate.MIN, t, w.min);
          parts.put(Aggregate.MAX, t, w.max);
          parts.counter(t, w.counter);
        });
    parts.counterEnd(s.values[s.size - 1]);
    return parts.encode();
  }

  /** From chunks of aggregates; only whole ones go together, so that counters stay right. */
  static List<Chunk> again(List<Chunk> chunks, long step, long resolution) throws IOException {
    List<Chunk> made = new ArrayList<>();
    if (chunks.isEmpty()) {
      return made;
    }
    int samples = chunks.stream().mapToInt(Chunk::samples).sum();
    long from = chunks.getFirst().minTime();
    int n = chunks(from, chunks.getLast().maxTime(), step, resolution, samples);
    int batch = Math.max(1, chunks.size() / n);
    for (int i = 0; i < chunks.size(); i += batch) {
      made.add(join(chunks.subList(i, Math.min(i + batch, chunks.size())), resolution));
    }
    return made;
  }

  private static Chunk join(List<Chunk> chunks, long resolution) throws IOException {
    Parts parts = new Parts();
    for (Aggregate a : List.of(Aggregate.COUNT, Aggregate.SUM, Aggregate.MIN, Aggregate.MAX)) {
      Samples s = new Samples();
      for (Chunk c : of(chunks, a)) {
        s.add(c.cursor());
      }
      if (s.size > 0) {
        Windows.each(
            s,
            resolution,
            (t, w) ->
                parts.put(a, t, a == Aggregate.MIN ? w.min : a == Aggregate.MAX ? w.max : w.sum));
      }
    }
    CounterCursor counter = new CounterCursor(of(chunks, Aggregate.COUNTER));
    Samples s = new Samples();
    s.add(counter);
    if (s.size > 0) {
      parts.counter(s.times[0], s.values[0]);
      Windows.each(s, resolution, (t, w) -> parts.counter(t, w.counter));
      parts.counterEnd(counter.lastRaw());
    }
    return parts.encode();
  }

  static List<Chunk> of(List<Chunk> chunks, Aggregate a) {
    return chunks.stream()
        .flatMap(c -> AggregateChunk.part(c, a).stream())
        .filter(c -> c.encoding() == ChunkEncoding.XOR)
        .toList();
  }

  /** The chunks of a chunk in the making. */
  private static final class Parts {
    private final Map<Aggregate, XorWriter> writers = new EnumMap<>(Aggregate.class);
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;

    void put(Aggregate a, long time, double value) {
      writers.computeIfAbsent(a, x -> new XorWriter()).append(time, value);
      from = Math.min(from, time);
      to = Math.max(to, time);
    }

    /** Its first sample is the first raw one, with which the first window may end. */
    void counter(long time, double value) {
      XorWriter w = writers.get(Aggregate.COUNTER);
      if (w == null) {
        w = new XorWriter();
        writers.put(Aggregate.COUNTER, w);
        w.append(time, value);
        return;
      }
      if (time == w.maxTime()) {
        w.appendAgain(value);
      } else {
        w.append(time, value);
      }
      from = Math.min(from, time);
      to = Math.max(to, time);
    }

    void counterEnd(double raw) {
      XorWriter w = writers.get(Aggregate.COUNTER);
      if (w != null) {
        w.appendAgain(raw);
      }
    }

    Chunk encode() {
      Map<Aggregate, Chunk> chunks = new EnumMap<>(Aggregate.class);
      writers.forEach((a, w) -> chunks.put(a, w.chunk()));
      return AggregateChunk.encode(from, to, chunks);
    }
  }
}
