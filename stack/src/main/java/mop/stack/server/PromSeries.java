package mop.stack.server;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import mop.stack.http.Request;
import mop.stack.http.Response;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.metrics.SeriesSource;

/** {@code /api/v1/series}, {@code labels} and {@code label/{name}/values}. */
final class PromSeries {
  private static final String TRUNCATED = "results truncated due to limit";

  private final SeriesSource source;

  PromSeries(SeriesSource source) {
    this.source = source;
  }

  Response series(PromParams params, Request request) throws PromError, IOException {
    if (!params.has("match[]")) {
      throw PromError.badData("no match[] parameter provided");
    }
    int limit = params.limit();
    long from = params.time("start", PromParams.MIN_TIME);
    long to = params.time("end", PromParams.MAX_TIME);
    List<List<Matcher>> sets = matchers(params);
    TreeSet<Labels> found = new TreeSet<>();
    for (List<Matcher> matchers : sets) {
      source.select(from, to, matchers).forEach(s -> found.add(s.labels()));
    }
    return PromJson.success(
        json -> {
          json.writeStartArray();
          found.stream().limit(limit).forEach(l -> PromJson.labels(json, l));
          json.writeEndArray();
        },
        json -> {
          if (found.size() > limit) {
            PromJson.strings(json, "warnings", List.of(TRUNCATED));
          }
        });
  }

  Response names(PromParams params, Request request) throws PromError, IOException {
    return texts(params, (from, to, matchers) -> source.labelNames(from, to, matchers));
  }

  Response values(PromParams params, Request request) throws PromError, IOException {
    String name = request.variable("name");
    if (name.isEmpty()) {
      throw PromError.badData("invalid label name: \"\"");
    }
    return texts(params, (from, to, matchers) -> source.labelValues(name, from, to, matchers));
  }

  private interface Lookup {
    Collection<String> find(long from, long to, List<Matcher> matchers) throws IOException;
  }

  private static Response texts(PromParams params, Lookup lookup) throws PromError, IOException {
    int limit = params.limit();
    long from = params.time("start", PromParams.MIN_TIME);
    long to = params.time("end", PromParams.MAX_TIME);
    List<List<Matcher>> sets = params.matchers();
    TreeSet<String> found = new TreeSet<>();
    for (List<Matcher> matchers : sets.isEmpty() ? List.of(List.<Matcher>of()) : sets) {
      found.addAll(lookup.find(from, to, matchers));
    }
    return PromJson.success(
        json -> PromJson.strings(json, found.stream().limit(limit).toList()),
        json -> {
          if (found.size() > limit) {
            PromJson.strings(json, "warnings", List.of(TRUNCATED));
          }
        });
  }

  /** Of all methods only this one says which parameter was wrong. */
  private static List<List<Matcher>> matchers(PromParams params) throws PromError {
    try {
      return params.matchers();
    } catch (PromError e) {
      throw PromError.parameter("match[]", String.valueOf(e.getMessage()));
    }
  }
}
