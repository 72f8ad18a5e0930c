package mop.stack.traceql.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mop.stack.traceql.engine.SearchResponse.SpansetResult;
import mop.stack.traceql.engine.SearchResponse.TraceResult;
import mop.stack.traceql.engine.TraceView.ServiceStats;

/** Collects results up to a limit; those of pieces of one trace become one. */
final class TraceCombiner {
  private static final Comparator<TraceResult> LATEST_FIRST =
      Comparator.comparingLong(TraceResult::startNanos)
          .reversed()
          .thenComparing(TraceResult::traceId);

  private final int limit;
  private final boolean mostRecent;
  private final Map<String, TraceResult> results = new HashMap<>();

  /** Start of the earliest result once there are as many as wanted. */
  private long earliest = Long.MIN_VALUE;

  TraceCombiner(int limit, boolean mostRecent) {
    this.limit = limit;
    this.mostRecent = mostRecent;
  }

  private boolean full() {
    return limit > 0 && results.size() >= limit;
  }

  /** Whether no further trace can change the answer. */
  boolean complete() {
    return full() && !mostRecent;
  }

  /** Whether a trace would be part of the answer. */
  boolean wants(String traceId, long start) {
    return results.containsKey(traceId) || !full() || (mostRecent && start >= earliest);
  }

  void add(TraceResult result) {
    if (!results.containsKey(result.traceId()) && full()) {
      results.remove(results().getLast().traceId());
    }
    results.merge(result.traceId(), result, TraceCombiner::combine);
    if (mostRecent && full()) {
      earliest = results().getLast().startNanos();
    }
  }

  List<TraceResult> results() {
    return results.values().stream().sorted(LATEST_FIRST).toList();
  }

  private static TraceResult combine(TraceResult a, TraceResult b) {
    Map<String, ServiceStats> services = new TreeMap<>(a.services());
    b.services().forEach((name, s) -> services.merge(name, s, TraceCombiner::greater));
    return new TraceResult(
        a.traceId(),
        a.rootServiceName().isEmpty() ? b.rootServiceName() : a.rootServiceName(),
        a.rootTraceName().isEmpty() ? b.rootTraceName() : a.rootTraceName(),
        a.startNanos() == 0 ? b.startNanos() : Math.min(a.startNanos(), b.startNanos()),
        Math.max(a.durationMillis(), b.durationMillis()),
        spansets(a.spansets(), b.spansets()),
        services);
  }

  private static ServiceStats greater(ServiceStats a, ServiceStats b) {
    return new ServiceStats(Math.max(a.spans(), b.spans()), Math.max(a.errors(), b.errors()));
  }

  /** Of spansets that stand for the same group the one with more spans. */
  private static List<SpansetResult> spansets(List<SpansetResult> a, List<SpansetResult> b) {
    List<SpansetResult> all = new ArrayList<>(a);
    for (SpansetResult s : b) {
      int same = -1;
      for (int i = 0; i < all.size() && same < 0; i++) {
        same = group(all.get(i)).equals(group(s)) ? i : -1;
      }
      if (same < 0) {
        all.add(s);
      } else if (all.get(same).matched() < s.matched()) {
        all.set(same, s);
      }
    }
    return all;
  }

  private static String group(SpansetResult s) {
    return s.attributes().stream()
        .filter(v -> v.name().startsWith("by"))
        .map(v -> v.name() + v.value().literal())
        .collect(Collectors.joining());
  }
}
