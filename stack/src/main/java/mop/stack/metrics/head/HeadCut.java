package mop.stack.metrics.head;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.ChunkCut;
import mop.stack.wal.Segments;

/**
 * Takes finished block ranges off a head: the series of a range are asked for, a block is written
 * of them elsewhere, then they are dropped. Not to be used by two threads at a time; appending and
 * reading may go on, because a range that is finished takes no samples in order any more.
 */
public final class HeadCut {
  private final Head head;
  private final long range;

  HeadCut(Head head) {
    this.head = head;
    this.range = head.settings.rangeMillis();
  }

  /**
   * What a block is made of.
   *
   * @param from milliseconds since 1970, included
   * @param to milliseconds since 1970, not included
   * @param series sorted by labels, none without a chunk
   */
  public record Part(long from, long to, List<Chunks> series) {
    public long samples() {
      return series.stream().flatMap(s -> s.chunks.stream()).mapToLong(Chunk::samples).sum();
    }
  }

  /**
   * @param chunks of one series, sorted by time, none overlapping another
   */
  public record Chunks(Labels labels, List<Chunk> chunks) {}

  /**
   * Samples out of order, one part a block range.
   *
   * @param segment of the second log from which on it has later ones
   */
  public record Late(List<Part> parts, int segment) {}

  /** The oldest block range, when the samples of the head span one and a half of one. */
  public Optional<Part> due() throws IOException {
    long from = head.minTime;
    boolean full = from != Long.MAX_VALUE && head.maxTime - from > range / 2 * 3;
    return full ? Optional.of(part(from)) : Optional.empty();
  }

  /**
   * The oldest block range, whether it is finished or not. From now on no sample of it is taken in
   * order.
   */
  public Optional<Part> rest() throws IOException {
    head.writing.lock();
    try {
      long from = head.minTime;
      if (from == Long.MAX_VALUE) {
        return Optional.empty();
      }
      head.minValidTime = Math.max(head.minValidTime, ChunkCut.rangeEnd(from, range));
      return Optional.of(part(from));
    } finally {
      head.writing.unlock();
    }
  }

  private Part part(long from) throws IOException {
    long to = ChunkCut.rangeEnd(from, range);
    List<Chunks> series = new ArrayList<>();
    for (MemSeries s : head.index.all()) {
      List<Chunk> chunks = s.undeletedChunks(from, to - 1);
      if (!chunks.isEmpty()) {
        series.add(new Chunks(s.labels, chunks));
      }
    }
    series.sort((a, b) -> a.labels.compareTo(b.labels));
    return new Part(from, to, series);
  }

  /** Drops a part that is in a block; {@link #shorten} makes the log shorter then. */
  public void drop(Part part) {
    head.writing.lock();
    try {
      head.minValidTime = Math.max(head.minValidTime, part.to);
      long freed = 0;
      long earliest = Long.MAX_VALUE;
      for (MemSeries s : head.index.all()) {
        freed += s.dropBefore(part.to);
        long first = s.minTime();
        earliest = first == MemSeries.NO_TIME ? earliest : Math.min(earliest, first);
      }
      head.bytes.addAndGet(-freed);
      head.minTime = earliest;
      removeEmpty();
    } finally {
      head.writing.unlock();
    }
  }

  /** Makes a checkpoint of the log where it is time for one, without what was dropped. */
  public void shorten(Part dropped) throws IOException {
    logMetadata();
    new HeadCheckpoint(head).write(dropped.to);
  }

  /** Logs the metadata again that stood with a series that is gone. */
  private void logMetadata() throws IOException {
    head.writing.lock();
    try {
      Map<String, Head.KnownMetadata> again = new TreeMap<>();
      head.metadata.forEach((name, m) -> {
        long ref = m.ref() == 0 ? head.named(name, m.metadata()) : 0;
        if (ref != 0) {
          again.put(name, new Head.KnownMetadata(m.metadata(), ref));
        }
      });
      head.log.commit((all, late) -> {
        for (Head.KnownMetadata m : again.values()) {
          all.metadata(m.ref(), m.metadata());
        }
      });
      head.metadata.putAll(again);
    } finally {
      head.writing.unlock();
    }
  }

  /** The samples out of order so far; they stay in the head until {@link #drop(Late)}. */
  public Late late() throws IOException {
    List<MemSeries> all;
    int segment;
    head.writing.lock();
    try {
      segment = head.log.wbl().nextSegment();
      all = head.index.all();
      all.forEach(MemSeries::leave);
    } finally {
      head.writing.unlock();
    }
    SortedMap<Long, List<Chunks>> ranges = new TreeMap<>();
    for (MemSeries s : all) {
      SortedMap<Long, List<Chunk>> byRange = new TreeMap<>();
      for (Chunk c : s.leavingChunks()) {
        long to = ChunkCut.rangeEnd(c.minTime(), range);
        byRange.computeIfAbsent(to, t -> new ArrayList<>()).add(c);
      }
      byRange.forEach((to, chunks) ->
          ranges.computeIfAbsent(to, t -> new ArrayList<>()).add(new Chunks(s.labels, chunks)));
    }
    List<Part> parts = new ArrayList<>();
    ranges.forEach((to, series) -> {
      series.sort((a, b) -> a.labels.compareTo(b.labels));
      parts.add(new Part(to - range, to, series));
    });
    return new Late(parts, segment);
  }

  /** Drops samples out of order that are in blocks; {@link #shorten} empties their log then. */
  public void drop(Late late) {
    head.writing.lock();
    try {
      long freed = 0;
      long earliest = Long.MAX_VALUE;
      for (MemSeries s : head.index.all()) {
        freed += s.dropLeft();
        earliest = Math.min(earliest, s.lateMinTime());
      }
      head.lateMinTime = earliest;
      head.bytes.addAndGet(-freed);
      removeEmpty();
    } finally {
      head.writing.unlock();
    }
  }

  /** Deletes what the second log has of samples that were dropped. */
  public void shorten(Late dropped) throws IOException {
    Segments.deleteBefore(head.log.wbl().folder(), dropped.segment);
  }

  private void removeEmpty() {
    Set<MemSeries> empty = new HashSet<>();
    long freed = 0;
    for (MemSeries s : head.index.all()) {
      if (s.isEmpty()) {
        empty.add(s);
        head.gone.put(s.ref, head.log.wal().segment());
        freed += MemSeries.bytes(s.labels);
      }
    }
    head.index.remove(empty);
    head.bytes.addAndGet(-freed);
    head.tally.removed(empty.size());
    head.metadata.replaceAll((name, m) -> head.gone.containsKey(m.ref()) ? m.withoutRef() : m);
    head.metadata
        .entrySet()
        .removeIf(
            e -> e.getValue().ref() == 0 && head.named(e.getKey(), e.getValue().metadata()) == 0);
  }
}
