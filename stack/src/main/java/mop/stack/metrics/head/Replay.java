package mop.stack.metrics.head;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.metrics.SampleBatch.Exemplar;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.wal.Checkpoint;
import mop.stack.wal.WalReader;
import org.jspecify.annotations.Nullable;

/** What the logs of a head hold, be they written by us or by a Prometheus. */
final class Replay implements RecordVisitor {
  private final long rangeMillis;
  private final long minValidTime;
  private final Map<Long, MemSeries> byRef = new HashMap<>();
  final Map<Labels, MemSeries> byLabels = new HashMap<>();

  /** Numbers of series in the log that are not needed any more. */
  final Set<Long> gone = new HashSet<>();

  final List<Exemplar> exemplars = new ArrayList<>();
  final Map<String, Head.KnownMetadata> metadata = new HashMap<>();
  long lastRef;
  long minTime = Long.MAX_VALUE;
  long maxTime = MemSeries.NO_TIME;
  long lateMinTime = Long.MAX_VALUE;
  long bytes;

  /** Whether the second log is read. */
  private boolean late;

  private long unknown;

  private Replay(long rangeMillis, long minValidTime) {
    this.rangeMillis = rangeMillis;
    this.minValidTime = minValidTime;
  }

  /**
   * Reads the logs of a folder and repairs them where they are torn.
   *
   * @param minValidTime samples in order before it are passed over
   */
  static Replay of(Path folder, long rangeMillis, long minValidTime, Consumer<String> messages)
      throws IOException {
    Replay replay = new Replay(rangeMillis, minValidTime);
    replay.read(folder.resolve(Head.WAL), messages);
    replay.late = true;
    replay.read(folder.resolve(Head.WBL), messages);
    replay.dropEmpty();
    if (replay.unknown > 0) {
      messages.accept(
          folder + ": passed over " + replay.unknown + " entries of series the log does not name");
    }
    return replay;
  }

  private void read(Path log, Consumer<String> messages) throws IOException {
    Checkpoint.deleteAside(log);
    Optional<WalReader.Damage> damage;
    try (WalReader reader = WalReader.open(log)) {
      for (Optional<byte[]> r = reader.next(); r.isPresent(); r = reader.next()) {
        try {
          RecordReader.read(r.get(), this);
        } catch (CorruptRecord e) {
          reader.reject(String.valueOf(e.getMessage()));
        }
      }
      damage = reader.damage();
    }
    if (damage.isPresent()) {
      messages.accept(damage.get().repair());
    }
  }

  /** Series whose samples are all in blocks, or that never got one. */
  private void dropEmpty() {
    byLabels
        .values()
        .removeIf(s -> {
          boolean empty = s.isEmpty();
          if (empty) {
            gone.add(s.ref);
            bytes -= MemSeries.bytes(s.labels);
          }
          return empty;
        });
    metadata.values().removeIf(m -> gone.contains(m.ref()));
  }

  private @Nullable MemSeries find(long ref) {
    MemSeries series = byRef.get(ref);
    if (series == null) {
      unknown++;
      lastRef = Math.max(lastRef, ref);
    }
    return series;
  }

  @Override
  public void series(long ref, Labels labels) {
    lastRef = Math.max(lastRef, ref);
    MemSeries first = byLabels.get(labels);
    if (first == null) {
      first = new MemSeries(ref, labels, rangeMillis);
      byLabels.put(labels, first);
      bytes += MemSeries.bytes(labels);
    } else if (first.ref != ref) {
      gone.add(ref);
    }
    byRef.put(ref, first);
  }

  @Override
  public void value(long ref, long millis, double value) {
    take(ref, millis, value, null);
  }

  @Override
  public void histogram(long ref, long millis, Histogram histogram) {
    take(ref, millis, histogram.sum(), histogram);
  }

  /** In the first log samples out of order stand, too, and are passed over. */
  private void take(long ref, long millis, double value, @Nullable Histogram histogram) {
    MemSeries series = find(ref);
    if (series == null || (!late && millis < minValidTime)) {
      return;
    }
    if (late) {
      bytes += series.insert(millis, value, histogram) ? OutOfOrder.BYTES_EACH : 0;
      lateMinTime = Math.min(lateMinTime, millis);
      maxTime = Math.max(maxTime, millis);
      return;
    }
    long grown = series.append(millis, value, histogram);
    if (grown >= 0) {
      bytes += grown;
      minTime = Math.min(minTime, millis);
      maxTime = Math.max(maxTime, millis);
    }
  }

  @Override
  public void exemplar(long ref, long millis, double value, Labels labels) {
    MemSeries series = find(ref);
    if (series != null) {
      exemplars.add(new Exemplar(series.labels, millis, value, labels));
    }
  }

  @Override
  public void metadata(long ref, MetricMetadata about) {
    MemSeries series = find(ref);
    if (series != null) {
      String name = about.family(series.labels.get(Labels.METRIC_NAME));
      metadata.put(name, new Head.KnownMetadata(about, series.ref));
    }
  }

  @Override
  public void tombstone(long ref, long from, long to) {
    MemSeries series = find(ref);
    if (series != null) {
      series.delete(from, to);
    }
  }
}
