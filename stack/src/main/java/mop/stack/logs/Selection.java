package mop.stack.logs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.logs.chunk.ChunkBuilder;
import mop.stack.logs.chunk.ChunkRef;
import mop.stack.logs.chunk.EntryRun;
import mop.stack.logs.index.ChunkMeta;
import mop.stack.logs.index.IndexSeries;
import mop.stack.store.ObjectStore;

/** Gathers what satisfies the matchers within a range, from memory and from the index. */
final class Selection {
  private final ObjectStore store;
  private final String tenant;
  private final long from;
  private final long to;
  private final List<Matcher> matchers;
  private final Map<Labels, List<EntryRun>> found = new LinkedHashMap<>();
  private final Set<ChunkRef> seen = new HashSet<>();
  private final Map<Labels, LogVolume> volumes = new TreeMap<>();

  Selection(ObjectStore store, String tenant, long from, long to, List<Matcher> matchers) {
    this.store = store;
    this.tenant = tenant;
    this.from = from;
    this.to = to;
    this.matchers = List.copyOf(matchers);
  }

  private boolean matches(Labels labels) {
    return matchers.stream().allMatch(m -> m.matches(labels));
  }

  private boolean overlaps(long first, long last) {
    return last >= from && first < to;
  }

  private void hold(Labels labels, EntryRun run) {
    found.computeIfAbsent(labels, l -> new ArrayList<>()).add(run);
  }

  void add(MemoryStream stream) {
    if (!matches(stream.labels)) {
      return;
    }
    for (MemoryStream.Chunk c : stream.chunks()) {
      ChunkBuilder b = c.builder;
      if (overlaps(b.first(), b.last())) {
        b.runs().stream()
            .filter(r -> overlaps(r.first(), r.last()))
            .forEach(r -> hold(stream.labels, r));
        count(stream.labels, b.first(), b.last(), b.entries(), b.uncompressedSize());
      }
    }
  }

  void add(IndexSeries series) {
    if (!matches(series.labels())) {
      return;
    }
    for (ChunkMeta c : series.chunks()) {
      ChunkRef ref =
          new ChunkRef(tenant, series.fingerprint(), c.minMillis(), c.maxMillis(), c.checksum());
      StoredRun run = new StoredRun(store, ref);
      if (overlaps(run.first(), run.last()) && seen.add(ref)) {
        hold(series.labels(), run);
        count(series.labels(), run.first(), run.last(), c.entries(), c.kib() * 1024L);
      }
    }
  }

  /** Counts the share of a chunk's time that lies within the range. */
  private void count(Labels labels, long first, long last, int ofEntries, long ofBytes) {
    double within = (double) Math.min(last, to) - Math.max(first, from);
    double share = first == last ? 1 : within / ((double) last - first);
    LogVolume one = new LogVolume(0, 1, (long) (share * ofEntries), (long) (share * ofBytes));
    volumes.merge(labels, one.plus(new LogVolume(1, 0, 0, 0)), (held, whole) -> held.plus(one));
  }

  List<LogSource.Stream> streams() {
    List<LogSource.Stream> streams = new ArrayList<>();
    found.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> streams.add(new SelectedStream(e.getKey(), e.getValue(), from, to)));
    return streams;
  }

  List<String> labelNames() {
    Set<String> names = new TreeSet<>();
    found.keySet().forEach(l -> l.forEach((name, value) -> names.add(name)));
    return List.copyOf(names);
  }

  List<String> labelValues(String name) {
    Set<String> values = new TreeSet<>();
    found.keySet().stream().map(l -> l.get(name)).filter(v -> !v.isEmpty()).forEach(values::add);
    return List.copyOf(values);
  }

  Map<Labels, LogVolume> volumes() {
    return Collections.unmodifiableMap(volumes);
  }
}
