package mop.stack.metrics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;

/** Several sources as one: of each series all samples, each time once. */
public final class MergedSource implements SeriesSource {
  private final List<Part> parts;

  /**
   * A source and the times of its samples, both ends included, milliseconds since 1970. Of two
   * samples of one time the earlier part's counts.
   */
  public record Part(SeriesSource source, long from, long to) {}

  /** A series of a part. */
  private record Piece(Part part, Series series) {}

  public MergedSource(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  private List<Part> overlapping(long from, long to) {
    return parts.stream().filter(p -> p.from <= to && p.to >= from).toList();
  }

  @Override
  public List<Series> select(long fromMillis, long toMillis, List<Matcher> matchers)
      throws IOException {
    List<Part> some = overlapping(fromMillis, toMillis);
    if (some.size() == 1) {
      return some.getFirst().source.select(fromMillis, toMillis, matchers);
    }
    Map<Labels, List<Piece>> byLabels = new TreeMap<>();
    for (Part part : some) {
      for (Series s : part.source.select(fromMillis, toMillis, matchers)) {
        byLabels.computeIfAbsent(s.labels(), l -> new ArrayList<>(2)).add(new Piece(part, s));
      }
    }
    List<Series> merged = new ArrayList<>(byLabels.size());
    byLabels.forEach((labels, pieces) -> merged.add(new Merged(labels, pieces)));
    return merged;
  }

  @Override
  public List<String> labelNames(long fromMillis, long toMillis, List<Matcher> matchers)
      throws IOException {
    SortedSet<String> names = new TreeSet<>(Labels::compareNames);
    for (Part part : overlapping(fromMillis, toMillis)) {
      names.addAll(part.source.labelNames(fromMillis, toMillis, matchers));
    }
    return List.copyOf(names);
  }

  @Override
  public List<String> labelValues(
      String name, long fromMillis, long toMillis, List<Matcher> matchers) throws IOException {
    SortedSet<String> values = new TreeSet<>(Labels::compareNames);
    for (Part part : overlapping(fromMillis, toMillis)) {
      values.addAll(part.source.labelValues(name, fromMillis, toMillis, matchers));
    }
    return List.copyOf(values);
  }

  private record Merged(Labels labels, List<Piece> pieces) implements Series {
    /** Pieces whose parts overlap are merged, the others follow each other. */
    @Override
    public SampleCursor samples() throws IOException {
      List<Piece> byTime = new ArrayList<>(pieces);
      byTime.sort(Comparator.comparingLong(p -> p.part.from));
      List<SampleCursor> chain = new ArrayList<>();
      List<Piece> cluster = new ArrayList<>();
      long end = Long.MIN_VALUE;
      for (Piece p : byTime) {
        if (!cluster.isEmpty() && p.part.from > end) {
          chain.add(merge(cluster));
          cluster.clear();
        }
        cluster.add(p);
        end = Math.max(end, p.part.to);
      }
      chain.add(merge(cluster));
      return chain.size() == 1 ? chain.getFirst() : new ChainedCursor(chain);
    }

    private SampleCursor merge(List<Piece> cluster) throws IOException {
      List<SampleCursor> cursors = new ArrayList<>();
      for (Piece p : pieces) {
        if (cluster.contains(p)) {
          cursors.add(p.series.samples());
        }
      }
      return MergedCursor.of(cursors);
    }
  }
}
