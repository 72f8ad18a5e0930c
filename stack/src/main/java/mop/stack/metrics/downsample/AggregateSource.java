package mop.stack.metrics.downsample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.labels.Matcher;
import mop.stack.metrics.SampleCursor;
import mop.stack.metrics.SeriesSource;
import mop.stack.metrics.block.Block;
import mop.stack.metrics.block.Block.StoredChunk;
import mop.stack.metrics.block.Block.StoredSeries;
import mop.stack.metrics.chunk.Aggregate;
import mop.stack.metrics.chunk.Chunk;
import mop.stack.metrics.chunk.CorruptChunk;
import mop.stack.metrics.chunk.XorCursor;

/** One aggregate of a down-sampled block, as if it were the series themselves. */
public final class AggregateSource implements SeriesSource {
  private final Block block;
  private final Aggregate aggregate;

  /**
   * @param block that was down-sampled
   */
  public AggregateSource(Block block, Aggregate aggregate) {
    if (block.meta().resolutionMillis() == 0) {
      throw new IllegalArgumentException("block " + block.meta().ulid() + " has raw samples");
    }
    this.block = block;
    this.aggregate = aggregate;
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) throws IOException {
    List<Series> found = new ArrayList<>();
    if (block.meta().overlaps(from, to)) {
      for (int ref : block.references(matchers)) {
        StoredSeries s = block.series(ref);
        if (s.chunks().stream().anyMatch(c -> c.minTime() <= to && from <= c.maxTime())) {
          found.add(new Aggregated(s, from, to));
        }
      }
    }
    return found;
  }

  @Override
  public List<String> labelNames(long from, long to, List<Matcher> matchers) throws IOException {
    return block.labelNames(from, to, matchers);
  }

  @Override
  public List<String> labelValues(String name, long from, long to, List<Matcher> matchers)
      throws IOException {
    return block.labelValues(name, from, to, matchers);
  }

  private final class Aggregated implements Series {
    private final StoredSeries series;
    private final long from;
    private final long to;

    Aggregated(StoredSeries series, long from, long to) {
      this.series = series;
      this.from = from;
      this.to = to;
    }

    @Override
    public Labels labels() {
      return series.labels();
    }

    private List<Chunk> parts(List<Chunk> chunks) {
      try {
        return FloatWindows.of(chunks, aggregate);
      } catch (CorruptChunk e) {
        throw Block.damage(series.labels(), List.of(block), e);
      }
    }

    @Override
    public SampleCursor samples() throws IOException {
      List<Chunk> chunks = new ArrayList<>();
      for (StoredChunk c : series.chunks()) {
        // A counter is added up from its start on, wherever the question begins.
        if (c.minTime() <= to && (aggregate == Aggregate.COUNTER || from <= c.maxTime())) {
          chunks.add(c.read());
        }
      }
      List<Chunk> parts = parts(chunks);
      return aggregate == Aggregate.COUNTER ? new CounterCursor(parts) : new PartsCursor(parts);
    }
  }

  /** Steps through chunks of floats. */
  private static final class PartsCursor implements SampleCursor {
    private final List<Chunk> chunks;
    private final XorCursor cursor = new XorCursor();
    private Kind kind = Kind.END;
    private int next;

    PartsCursor(List<Chunk> chunks) {
      this.chunks = chunks;
    }

    @Override
    public Kind next() {
      kind = next == 0 ? Kind.END : cursor.next();
      while (kind == Kind.END && next < chunks.size()) {
        Chunk c = chunks.get(next++);
        kind = cursor.reset(c.data(), 0, c.data().length).next();
      }
      return kind;
    }

    @Override
    public Kind seek(long millis) {
      if (next == 0) {
        next();
      }
      while (kind != Kind.END && timestamp() < millis) {
        next();
      }
      return kind;
    }

    @Override
    public long timestamp() {
      return cursor.timestamp();
    }

    @Override
    public double value() {
      return cursor.value();
    }
  }
}
