package mop.stack.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mop.stack.http.Refusal;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.logql.LogQlEngine.Value;
import mop.stack.logs.LogSource;
import mop.stack.logs.LogVolume;

/**
 * {@code /loki/api/v1/index/volume} and {@code …/volume_range}: bytes by the labels of the
 * selector, or by those of {@code targetLabels}, as the index tells them.
 */
final class LokiVolumes {
  private static final int DEFAULT_LIMIT = 100;

  /** Between the end of a step and the beginning of the next. */
  private static final long GAP = 1_000_000L;

  private final LogSource source;

  LokiVolumes(LogSource source) {
    this.source = source;
  }

  /**
   * Which volumes go together.
   *
   * @param names labels that count; all when {@code all}
   * @param bySeries whether by the values of labels, else by each label's name
   */
  private record Query(
      List<Matcher> matchers,
      Set<String> names,
      boolean all,
      boolean bySeries,
      int limit,
      boolean targets) {
    static Query of(LokiParams params) throws Refusal {
      int limit = params.text("limit").equals("0") ? DEFAULT_LIMIT : params.limit();
      boolean bySeries =
          switch (params.text("aggregateBy")) {
            case "", "series" -> true;
            case "labels" -> false;
            default -> throw LokiParams.bad("invalid aggregation option");
          };
      List<Matcher> matchers = selector(params.text("query"));
      List<String> targets = params.list("targetLabels");
      boolean all = matchers.isEmpty() && targets.isEmpty();
      Set<String> names = new HashSet<>(targets);
      if (targets.isEmpty()) {
        matchers.forEach(m -> names.add(m.name()));
      }
      for (String target : targets) {
        if (matchers.stream().noneMatch(m -> m.name().equals(target))) {
          matchers.add(Matcher.of(target, Matcher.Op.MATCH, ".+"));
        }
      }
      return new Query(matchers, names, all, bySeries, limit, !targets.isEmpty());
    }

    /** All streams for <code>{}</code>, which is no selector elsewhere. */
    private static List<Matcher> selector(String text) throws Refusal {
      if (text.isBlank()) {
        throw LokiParams.bad("parse error : syntax error: unexpected $end");
      }
      boolean all = text.matches("\\s*\\{\\s*\\}\\s*");
      return new ArrayList<>(all ? List.of() : StreamSelector.parse(text));
    }

    private boolean counts(String name) {
      return all || names.contains(name) || (!bySeries && !targets);
    }

    /** Adds a stream's volume where it belongs; a label's name stands there without a value. */
    void add(Map<List<String>, Long> sums, Labels stream, long bytes) {
      List<String> pairs = new ArrayList<>();
      stream.forEach((name, value) -> {
        if (counts(name) && bySeries) {
          pairs.addAll(List.of(name, value));
        } else if (counts(name)) {
          sums.merge(List.of(name, ""), bytes, Long::sum);
        }
      });
      if (bySeries) {
        sums.merge(List.copyOf(pairs), bytes, Long::sum);
      }
    }
  }

  Response instant(LokiParams params, Request request) throws Refusal, IOException {
    params.time();
    Query query = Query.of(params);
    TimeBounds range = params.range();
    LokiParams.checkLength(range);
    Map<List<String>, List<Value>> found = new HashMap<>();
    collect(query, range.from(), range.to(), range.to(), found);
    return answer(found);
  }

  Response range(LokiParams params, Request request) throws Refusal, IOException {
    TimeBounds range = params.range();
    long step = params.step(range);
    Query query = Query.of(params);
    LokiParams.checkLength(range);
    Map<List<String>, List<Value>> found = new HashMap<>();
    long from = range.from();
    while (from < range.to()) {
      long next = (Math.floorDiv(from, step) + 1) * step;
      long end = next < range.to() ? next - GAP : range.to();
      collect(query, from, Math.min(next, range.to()), end, found);
      from = next;
    }
    return answer(found);
  }

  private void collect(
      Query query, long from, long to, long at, Map<List<String>, List<Value>> found)
      throws IOException {
    Map<List<String>, Long> sums = new HashMap<>();
    for (Map.Entry<Labels, LogVolume> e : source.volumes(from, to, query.matchers).entrySet()) {
      if (e.getValue().entries() > 0) {
        query.add(sums, e.getKey(), e.getValue().bytes());
      }
    }
    sums.entrySet().stream()
        .sorted(
            Map.Entry.<List<String>, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(e -> e.getKey().toString()))
        .limit(query.limit)
        .forEach(e ->
            found
                .computeIfAbsent(e.getKey(), pairs -> new ArrayList<>())
                .add(new Value(at, e.getValue())));
  }

  /** A vector when no series has more than one value, as Loki answers both paths. */
  private static Response answer(Map<List<String>, List<Value>> found) {
    List<LokiSeries> series =
        found.entrySet().stream()
            .map(e -> new LokiSeries(metric(e.getKey()), e.getValue()))
            .sorted(
                Comparator.comparingDouble((LokiSeries s) -> -s.values().getFirst().value())
                    .thenComparing(s -> s.metric().toString()))
            .toList();
    LokiStats stats = LokiStats.ofIndex(series.size());
    return series.stream().allMatch(s -> s.values().size() == 1)
        ? LokiJson.answer("vector", json -> LokiJson.vector(json, series), stats)
        : LokiJson.answer("matrix", json -> LokiJson.matrix(json, series), stats);
  }

  private static Map<String, String> metric(List<String> pairs) {
    Map<String, String> metric = new TreeMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      metric.put(pairs.get(i), pairs.get(i + 1));
    }
    return metric;
  }
}
