package mop.stack.metrics.head;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mop.stack.labels.Labels;
import mop.stack.metrics.AppendOutcome;
import mop.stack.metrics.MetricMetadata;
import mop.stack.metrics.Refusal;
import mop.stack.metrics.SampleBatch.Entry;
import mop.stack.metrics.SampleBatch.Exemplar;
import mop.stack.metrics.chunk.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Batches on their way into the head: everything is checked, then logged, then applied, so that
 * nothing is seen that could be lost and nothing that was logged can fail. The numbers of series
 * that could not be logged are never used again.
 */
final class Appending {
  private final Head head;
  private final List<WaitingBatch> group;
  private final Acceptance rule;

  /** Series of the batches. */
  private final Map<Labels, Target> targets = new HashMap<>();

  private final List<MemSeries> created = new ArrayList<>();
  private final List<Accepted> accepted = new ArrayList<>();
  private final Map<Labels, Exemplar> newestExemplars = new HashMap<>();
  private final List<Exemplar> exemplars = new ArrayList<>();
  private final Map<String, Head.KnownMetadata> metadata = new LinkedHashMap<>();
  private long createdBytes;

  /** A series and its last sample, those of the batches included. */
  private record Target(MemSeries series, Acceptance.Tail tail) {}

  private record Accepted(MemSeries series, Entry sample, boolean late, long nowMillis) {}

  Appending(Head head, List<WaitingBatch> group) {
    this.head = head;
    this.group = group;
    long newest = head.maxTime;
    for (WaitingBatch b : group) {
      if (newest == MemSeries.NO_TIME && !b.batch.samples().isEmpty()) {
        newest = b.batch.samples().getFirst().millis();
      }
    }
    this.rule =
        new Acceptance(newest, head.appendableFrom(newest), head.settings.outOfOrderMillis());
  }

  /** Ends all batches, well or with the reason why they could not be written. */
  void run() {
    group.forEach(this::check);
    try {
      if (!accepted.isEmpty() || !exemplars.isEmpty() || !metadata.isEmpty()) {
        head.log.commit(this::write);
      }
    } catch (IOException e) {
      group.forEach(b -> b.end(e));
      return;
    }
    head.tally.late(apply());
    for (WaitingBatch b : group) {
      head.tally.appended(b.tally.outcome());
      b.end(null);
    }
  }

  private void check(WaitingBatch b) {
    for (Entry e : b.batch.samples()) {
      check(e, b);
    }
    if (head.exemplars.isOn()) {
      checkExemplars(b);
    }
    b.batch.metadata().forEach(this::checkMetadata);
  }

  private void check(Entry e, WaitingBatch b) {
    if (e.millis() - b.nowMillis > head.settings.aheadMillis()) {
      b.tally.refuse(Refusal.OUT_OF_BOUNDS, e.series() + " at " + e.millis());
      return;
    }
    Target target = target(e.series(), b.tally);
    if (target == null) {
      return;
    }
    double value = e.value();
    Histogram histogram = e.histogram();
    switch (rule.of(e.millis(), value, histogram, target.tail)) {
      case Acceptance.InOrder in -> {
        target.tail.append(e.millis(), value, histogram);
        accepted.add(new Accepted(target.series, e, false, b.nowMillis));
        b.tally.sample(histogram != null);
      }
      case Acceptance.Late late -> {
        accepted.add(new Accepted(target.series, e, true, b.nowMillis));
        b.tally.sample(histogram != null);
      }
      case Acceptance.Again again -> b.tally.sample(histogram != null);
      case Acceptance.Refused refused ->
          b.tally.refuse(refused.why(), e.series() + " at " + e.millis());
    }
  }

  /** The series of that name, made when it is new; null when it may not be. */
  private @Nullable Target target(Labels labels, AppendOutcome.Tally tally) {
    Target known = targets.get(labels);
    if (known != null) {
      return known;
    }
    MemSeries series = head.index.get(labels);
    if (series == null) {
      Refusal full = full(MemSeries.bytes(labels));
      if (full != null) {
        tally.refuse(full, labels);
        return null;
      }
      series = new MemSeries(++head.lastRef, labels, head.settings.rangeMillis());
      created.add(series);
      createdBytes += MemSeries.bytes(labels);
    }
    Target target = new Target(series, new Acceptance.Tail(series));
    targets.put(labels, target);
    return target;
  }

  private @Nullable Refusal full(long more) {
    if (head.index.size() + created.size() >= head.settings.maxSeries()) {
      return Refusal.SERIES_LIMIT;
    }
    boolean over = head.bytes.get() + createdBytes + more > head.settings.maxBytes();
    return over ? Refusal.MEMORY_LIMIT : null;
  }

  private void checkExemplars(WaitingBatch b) {
    for (Exemplar e : b.batch.exemplars()) {
      if (!targets.containsKey(e.series()) && head.index.get(e.series()) == null) {
        b.tally.refuse(Refusal.EXEMPLAR_WITHOUT_SERIES, e.series());
        continue;
      }
      Exemplar before = newestExemplars.get(e.series());
      if (before == null) {
        before = head.exemplars.newest(e.series());
      }
      Refusal why = ExemplarRing.check(e, before);
      if (why != null) {
        b.tally.refuse(why, e.series() + " at " + e.millis());
      } else {
        b.tally.exemplar();
        if (!ExemplarRing.same(e, before)) {
          newestExemplars.put(e.series(), e);
          exemplars.add(e);
        }
      }
    }
  }

  private void checkMetadata(String name, MetricMetadata about) {
    Head.KnownMetadata known = head.metadata.get(name);
    if (known == null || known.ref() == 0 || !known.metadata().equals(about)) {
      long ref = 0;
      for (String series : about.seriesNames(name)) {
        ref = ref == 0 ? named(series) : ref;
      }
      metadata.put(name, new Head.KnownMetadata(about, ref));
    }
  }

  /** A series of that metric name; 0 when there is none. */
  private long named(String name) {
    for (MemSeries s : created) {
      if (s.labels.get(Labels.METRIC_NAME).equals(name)) {
        return s.ref;
      }
    }
    return head.named(name);
  }

  private void write(RecordWriter all, RecordWriter late) throws IOException {
    for (MemSeries s : created) {
      all.series(s.ref, s.labels);
    }
    for (Head.KnownMetadata m : metadata.values()) {
      if (m.ref() != 0) {
        all.metadata(m.ref(), m.metadata());
      }
    }
    for (Accepted a : accepted) {
      write(a, all);
      if (a.late) {
        write(a, late);
      }
    }
    for (Exemplar e : exemplars) {
      all.exemplar(ref(e.series()), e.millis(), e.value(), e.labels());
    }
  }

  private static void write(Accepted a, RecordWriter to) throws IOException {
    Histogram histogram = a.sample.histogram();
    if (histogram == null) {
      to.value(a.series.ref, a.sample.millis(), a.sample.value());
    } else {
      to.histogram(a.series.ref, a.sample.millis(), histogram);
    }
  }

  private long ref(Labels labels) {
    Target target = targets.get(labels);
    MemSeries series = target != null ? target.series : head.index.get(labels);
    if (series == null) {
      throw new IllegalStateException("an exemplar of an unknown series was accepted");
    }
    return series.ref;
  }

  /** Returns how many samples out of order there were. */
  private int apply() {
    long grown = createdBytes;
    int late = 0;
    for (Accepted a : accepted) {
      Entry e = a.sample;
      if (a.late) {
        boolean isNew = a.series.insert(e.millis(), e.value(), e.histogram());
        grown += isNew ? OutOfOrder.BYTES_EACH : 0;
        late += isNew ? 1 : 0;
        head.maxTime = Math.max(head.maxTime, e.millis());
        head.lateMinTime = Math.min(head.lateMinTime, e.millis());
      } else {
        grown += a.series.append(e.millis(), e.value(), e.histogram());
        head.stretch(e.millis());
      }
      a.series.touch(a.nowMillis);
    }
    head.bytes.addAndGet(grown);
    head.index.add(created);
    head.tally.created(created.size());
    exemplars.forEach(head.exemplars::add);
    head.metadata.putAll(metadata);
    return late;
  }
}
