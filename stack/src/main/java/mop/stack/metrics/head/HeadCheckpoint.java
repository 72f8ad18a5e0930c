package mop.stack.metrics.head;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mop.stack.labels.Labels;
import mop.stack.metrics.MetricMetadata;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.wal.Checkpoint;
import mop.stack.wal.Segments;
import mop.stack.wal.WalReader;

/**
 * Makes a head's log shorter as Prometheus does ({@code Head.truncateWAL}, version 3.14): of the
 * segments that are full the older two thirds become a checkpoint, without the series that are gone
 * and the samples that are in blocks; the last third stays as it is.
 */
final class HeadCheckpoint {
  private final Head head;
  private final Path folder;

  HeadCheckpoint(Head head) {
    this.head = head;
    this.folder = head.log.wal().folder();
  }

  /**
   * @param minTime samples before it are in blocks
   */
  void write(long minTime) throws IOException {
    int[] segments = Segments.list(folder);
    head.writing.lock();
    try {
      head.log.wal().nextSegment();
    } finally {
      head.writing.unlock();
    }
    int first = segments[0];
    int last = first + (segments[segments.length - 1] - 1 - first) * 2 / 3;
    if (last <= first) {
      return;
    }
    Set<Long> kept = new HashSet<>();
    head.index.all().forEach(s -> kept.add(s.ref));
    head.gone.forEach((ref, segment) -> {
      if (segment > last) {
        kept.add(ref);
      }
    });
    Checkpoint.write(
            folder,
            last,
            head.settings.wal(),
            into -> copy(last, new Filter(kept, minTime, new RecordWriter(into))))
        .deleteReplaced(folder);
    head.gone.values().removeIf(segment -> segment <= last);
  }

  private void copy(int last, Filter into) throws IOException {
    try (WalReader reader = WalReader.open(folder, last)) {
      for (Optional<byte[]> r = reader.next(); r.isPresent(); r = reader.next()) {
        RecordReader.read(r.get(), into);
      }
      if (reader.damage().isPresent()) {
        throw new IOException("cannot make a checkpoint: " + reader.damage().get());
      }
    }
    into.end();
  }

  /** Passes on what is still needed. */
  private record Filter(
      Set<Long> kept, long minTime, RecordWriter to, Map<Long, MetricMetadata> metadata)
      implements RecordVisitor {
    Filter(Set<Long> kept, long minTime, RecordWriter to) {
      this(kept, minTime, to, new LinkedHashMap<>());
    }

    /** Of each series only the newest metadata are kept. */
    void end() throws IOException {
      for (Map.Entry<Long, MetricMetadata> m : metadata.entrySet()) {
        to.metadata(m.getKey(), m.getValue());
      }
      to.end();
    }

    @Override
    public void series(long ref, Labels labels) throws IOException {
      if (kept.contains(ref)) {
        to.series(ref, labels);
      }
    }

    @Override
    public void value(long ref, long millis, double value) throws IOException {
      if (millis >= minTime) {
        to.value(ref, millis, value);
      }
    }

    @Override
    public void histogram(long ref, long millis, Histogram histogram) throws IOException {
      if (millis >= minTime) {
        to.histogram(ref, millis, histogram);
      }
    }

    @Override
    public void exemplar(long ref, long millis, double value, Labels labels) throws IOException {
      if (millis >= minTime) {
        to.exemplar(ref, millis, value, labels);
      }
    }

    @Override
    public void metadata(long ref, MetricMetadata about) {
      if (kept.contains(ref)) {
        metadata.put(ref, about);
      }
    }

    @Override
    public void tombstone(long ref, long from, long until) throws IOException {
      if (kept.contains(ref) && until >= minTime) {
        to.tombstone(ref, from, until);
      }
    }
  }
}
