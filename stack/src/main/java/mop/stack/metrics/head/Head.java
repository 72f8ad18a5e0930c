package mop.stack.metrics.head;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.metrics.AppendOutcome;
import mop.stack.metrics.MetricMetadata;
import mop.stack.metrics.SampleBatch;
import mop.stack.metrics.SampleBatch.Exemplar;
import mop.stack.metrics.SeriesSource;

/**
 * The newest samples of all series: in memory, and in a log from which they come back. Batches are
 * appended one at a time, whoever appends them; any number of readers may read meanwhile. A reader
 * sees whole samples, each of them in the log already, but may see part of a batch.
 */
public final class Head implements SeriesSource, Closeable {
  /** Since when a series without samples is not active any more (Mimir's default, version 3.0). */
  public static final long ACTIVE_MILLIS = 20 * 60_000L;

  /** Name of the folder that has the log of everything that was accepted. */
  public static final String WAL = "wal";

  /** Name of the folder that has the log of samples out of order. */
  public static final String WBL = "wbl";

  final HeadSettings settings;
  final HeadIndex index = new HeadIndex();
  final ExemplarRing exemplars;
  final HeadTally tally = new HeadTally();

  /** Held while the log or the set of series changes. */
  final ReentrantLock writing = new ReentrantLock();

  /** Guarded by the lock. */
  private boolean closed;

  private final Queue<WaitingBatch> waiting = new ConcurrentLinkedQueue<>();
  final HeadLog log;
  final AtomicLong bytes = new AtomicLong();

  /** Series that are gone, but may have records in later segments than this one. */
  final Map<Long, Integer> gone = new ConcurrentHashMap<>();

  final SortedMap<String, KnownMetadata> metadata = new ConcurrentSkipListMap<>();

  long lastRef;
  volatile long minTime = Long.MAX_VALUE;
  volatile long maxTime = MemSeries.NO_TIME;
  volatile long minValidTime;

  /** Time of the earliest sample out of order. */
  volatile long lateMinTime;

  /**
   * @param ref of a series of that name with which the log has it; 0 when the log does not have it
   */
  record KnownMetadata(MetricMetadata metadata, long ref) {
    KnownMetadata withoutRef() {
      return new KnownMetadata(metadata, 0);
    }
  }

  private Head(HeadSettings settings, HeadLog log, long minValidTime, Replay replay) {
    this.settings = settings;
    this.log = log;
    this.exemplars = new ExemplarRing(settings.exemplars());
    this.minValidTime = minValidTime;
    this.minTime = replay.minTime;
    this.maxTime = replay.maxTime;
    this.lateMinTime = replay.lateMinTime;
    this.lastRef = replay.lastRef;
    this.bytes.set(replay.bytes);
    index.add(replay.byLabels.values());
    tally.created(replay.byLabels.size());
    replay.gone.forEach(ref -> gone.put(ref, log.wal().segment()));
    replay.exemplars.forEach(exemplars::add);
    metadata.putAll(replay.metadata);
  }

  /**
   * Opens the head of a data folder and replays its log. A torn end of it is cut off.
   *
   * @param folder that holds {@code wal} and {@code wbl}
   * @param minValidTime end of the newest block, milliseconds since 1970; samples before it are in
   *     blocks and are not replayed
   * @param messages hears in one line each what was repaired or passed over
   * @throws mop.analysis.input.InvalidInput when a checkpoint is damaged or a segment is missing
   */
  public static Head open(
      Path folder, HeadSettings settings, long minValidTime, Consumer<String> messages)
      throws IOException {
    Replay replay = Replay.of(folder, settings.rangeMillis(), minValidTime, messages);
    return new Head(settings, HeadLog.open(folder, settings.wal()), minValidTime, replay);
  }

  /**
   * Appends a batch: what is accepted is in the log, and on the disk if the settings say so, when
   * this returns. Batches that other threads bring while the disk is waited for are then written,
   * and waited for, together.
   *
   * @param nowMillis the time by the clock, for the count of active series
   * @throws IOException when the log cannot be written; then nothing of the batch was appended, and
   *     appending may go on when there is space again
   */
  public AppendOutcome append(SampleBatch batch, long nowMillis) throws IOException {
    WaitingBatch mine = new WaitingBatch(batch, nowMillis);
    waiting.add(mine);
    writing.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the store of metrics is closed");
      }
      if (!mine.isDone()) {
        List<WaitingBatch> group = new ArrayList<>();
        for (WaitingBatch b = waiting.poll(); b != null; b = waiting.poll()) {
          group.add(b);
        }
        new Appending(this, group).run();
      }
    } finally {
      writing.unlock();
    }
    return mine.outcome();
  }

  /** Time of the first sample in order; {@link Long#MAX_VALUE} when there is none. */
  public long minTime() {
    return minTime;
  }

  /** Time from which on there are samples, in order or not; {@link Long#MAX_VALUE} when none. */
  public long readableFrom() {
    return Math.min(minTime, lateMinTime);
  }

  /** Time of the last sample; {@link Long#MIN_VALUE} when there is none. */
  public long maxTime() {
    return maxTime;
  }

  /** Time from which on samples may be appended in order. */
  long appendableFrom(long newest) {
    long half =
        newest == MemSeries.NO_TIME ? MemSeries.NO_TIME : newest - settings.rangeMillis() / 2;
    return Math.max(minValidTime, half);
  }

  void stretch(long millis) {
    minTime = Math.min(minTime, millis);
    maxTime = Math.max(maxTime, millis);
  }

  /** Reference of a series of that metric name; 0 when there is none. */
  long named(String name) {
    return index.first(Labels.METRIC_NAME, name);
  }

  /** Reference of a series that the metadata of that name are about; 0 when there is none. */
  long named(String metric, MetricMetadata about) {
    for (String series : about.seriesNames(metric)) {
      if (named(series) != 0) {
        return named(series);
      }
    }
    return 0;
  }

  /** Takes blocks off the head. */
  public HeadCut cut() {
    return new HeadCut(this);
  }

  @Override
  public List<Series> select(long fromMillis, long toMillis, List<Matcher> matchers) {
    List<HeadSeries> found = new ArrayList<>();
    for (MemSeries s : index.select(matchers)) {
      HeadSeries snapshot = s.snapshot(fromMillis, toMillis);
      if (!snapshot.isEmpty()) {
        found.add(snapshot);
      }
    }
    found.sort((a, b) -> a.labels().compareTo(b.labels()));
    return List.copyOf(found);
  }

  private List<Labels> labels(long from, long to, List<Matcher> matchers) {
    return index.select(matchers).stream()
        .filter(s -> s.overlaps(from, to))
        .map(s -> s.labels)
        .toList();
  }

  @Override
  public List<String> labelNames(long fromMillis, long toMillis, List<Matcher> matchers) {
    Set<String> names = new HashSet<>();
    for (Labels labels : labels(fromMillis, toMillis, matchers)) {
      labels.forEach((n, v) -> names.add(n));
    }
    return names.stream().sorted(Labels::compareNames).toList();
  }

  @Override
  public List<String> labelValues(
      String name, long fromMillis, long toMillis, List<Matcher> matchers) {
    Set<String> values = new TreeSet<>(Labels::compareNames);
    labels(fromMillis, toMillis, matchers).forEach(labels -> values.add(labels.get(name)));
    values.remove("");
    return List.copyOf(values);
  }

  /**
   * Exemplars of a time range, both ends included, by series.
   *
   * @param any lists of matchers, all of one of which the series satisfies
   */
  public Map<Labels, List<Exemplar>> exemplars(long from, long to, List<List<Matcher>> any) {
    return exemplars.select(from, to, any);
  }

  /** What is known of metrics, by name. */
  public SortedMap<String, MetricMetadata> metadata() {
    SortedMap<String, MetricMetadata> all = new TreeMap<>();
    metadata.forEach((name, known) -> all.put(name, known.metadata));
    return all;
  }

  /**
   * What the head has done and holds.
   *
   * @param nowMillis the time by the clock
   */
  public HeadCounters counters(long nowMillis) {
    int active = 0;
    for (MemSeries s : index.all()) {
      active += s.activeMillis() > nowMillis - ACTIVE_MILLIS ? 1 : 0;
    }
    return tally.counters(index.size(), active, bytes.get(), log);
  }

  /** Closes the logs; everything that was acknowledged is in them. */
  @Override
  public void close() throws IOException {
    writing.lock();
    try {
      closed = true;
      log.close();
    } finally {
      writing.unlock();
    }
  }
}
