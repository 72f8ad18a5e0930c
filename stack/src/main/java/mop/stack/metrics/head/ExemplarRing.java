package mop.stack.metrics.head;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.metrics.Refusal;
import mop.stack.metrics.SampleBatch.Exemplar;
import org.jspecify.annotations.Nullable;

/**
 * The newest exemplars of all series, in a ring as Prometheus keeps them: what is appended replaces
 * the oldest. Thread-safe.
 */
final class ExemplarRing {
  /** Prometheus' and OpenMetrics' limit on characters of names and values together. */
  private static final int MAX_LABEL_CHARS = 128;

  private final @Nullable Exemplar[] ring;
  private int next;

  /** Of each series the newest and how many are in the ring. */
  private final Map<Labels, Newest> newest = new HashMap<>();

  private record Newest(Exemplar exemplar, int count) {}

  ExemplarRing(int size) {
    ring = new Exemplar[size];
  }

  /** Whether exemplars are kept at all. */
  boolean isOn() {
    return ring.length > 0;
  }

  /** Why the exemplar cannot be taken behind the newest of its series; null when it can. */
  static @Nullable Refusal check(Exemplar e, @Nullable Exemplar before) {
    int[] chars = {0};
    e.labels()
        .forEach((n, v) ->
            chars[0] += n.codePointCount(0, n.length()) + v.codePointCount(0, v.length()));
    if (chars[0] > MAX_LABEL_CHARS) {
      return Refusal.EXEMPLAR_TOO_LONG;
    }
    return before != null && e.millis() < before.millis() ? Refusal.EXEMPLAR_OUT_OF_ORDER : null;
  }

  /** The newest exemplar of a series. */
  synchronized @Nullable Exemplar newest(Labels series) {
    Newest n = newest.get(series);
    return n == null ? null : n.exemplar;
  }

  /** Whether an exemplar says nothing that the one before does not. */
  static boolean same(Exemplar e, @Nullable Exemplar before) {
    return before != null
        && e.millis() == before.millis()
        && Double.doubleToRawLongBits(e.value()) == Double.doubleToRawLongBits(before.value())
        && e.labels().equals(before.labels());
  }

  synchronized void add(Exemplar e) {
    if (ring.length == 0) {
      return;
    }
    Exemplar oldest = ring[next];
    if (oldest != null) {
      newest.computeIfPresent(
          oldest.series(), (s, n) -> n.count == 1 ? null : new Newest(n.exemplar, n.count - 1));
    }
    ring[next] = e;
    next = (next + 1) % ring.length;
    newest.merge(e.series(), new Newest(e, 1), (old, one) -> new Newest(e, old.count + 1));
  }

  /** Exemplars of a time range, both ends included, by series; of each in the order of time. */
  synchronized Map<Labels, List<Exemplar>> select(long from, long to, List<List<Matcher>> any) {
    Map<Labels, List<Exemplar>> found = new TreeMap<>();
    for (Exemplar e : ring) {
      if (e != null && e.millis() >= from && e.millis() <= to && matches(e.series(), any)) {
        found.computeIfAbsent(e.series(), s -> new ArrayList<>()).add(e);
      }
    }
    found.values().forEach(list -> list.sort(Comparator.comparingLong(Exemplar::millis)));
    return found;
  }

  private static boolean matches(Labels series, List<List<Matcher>> any) {
    return any.stream().anyMatch(all -> all.stream().allMatch(m -> m.matches(series)));
  }

  /** All exemplars, the oldest first. */
  synchronized List<Exemplar> all() {
    List<Exemplar> all = new ArrayList<>();
    for (int i = 0; i < ring.length; i++) {
      Exemplar e = ring[(next + i) % ring.length];
      if (e != null) {
        all.add(e);
      }
    }
    return all;
  }
}
