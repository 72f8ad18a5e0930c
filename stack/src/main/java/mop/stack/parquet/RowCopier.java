package mop.stack.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mop.stack.parquet.Field.Group;
import mop.stack.parquet.Field.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * Writes row groups of rows that it copies from other files of the same schema, column by column: a
 * row is never put together, its values go from the pages of one file to those of the other. Memory
 * is bounded by the levels of a row group, the values of a few of its columns and its encoded
 * bytes. Not thread-safe.
 */
public final class RowCopier {
  private final List<CopySource> sources = new ArrayList<>();

  /** Adds a file to copy from and returns its number. */
  public int add(ParquetFile file) {
    sources.add(new CopySource(file));
    return sources.size() - 1;
  }

  /** Puts another file in the place of one that is used up. */
  public void replace(int number, ParquetFile file) {
    sources.set(number, new CopySource(file));
  }

  /** Whether rows can be copied from a file of one schema to one of the other. */
  public static boolean fits(Schema one, Schema other) {
    return fits(one.root(), other.root());
  }

  private static boolean fits(Group a, Group b) {
    boolean same = a.fields().size() == b.fields().size();
    for (int i = 0; same && i < a.fields().size(); i++) {
      Field f = a.fields().get(i);
      Field g = b.fields().get(i);
      same = f.name().equals(g.name()) && f.repetition() == g.repetition();
      if (f instanceof Group fg && g instanceof Group gg) {
        same = same && fits(fg, gg);
      } else {
        same =
            same && f instanceof Leaf fl && g instanceof Leaf gl && fl.physical() == gl.physical();
      }
    }
    return same;
  }

  /**
   * Writes one row group.
   *
   * @param writer of the files' schema, without buffered rows
   * @param plan at least one row; rows of a file come behind those that were copied before
   * @throws CorruptParquet when a file is damaged
   */
  public void copy(RowPlan plan, ParquetWriter writer, OutputStream out) throws IOException {
    new Copy(plan).write(writer, out);
  }

  /** One row group on its way. */
  private final class Copy {
    private final RowPlan plan;

    /** By stream: its entries in each file, null where the file gives no row. */
    private final Map<LevelStream, @Nullable StreamRows[]> entries = new HashMap<>();

    Copy(RowPlan plan) {
      this.plan = plan;
    }

    void write(ParquetWriter writer, OutputStream out) throws IOException {
      List<LevelStream> streams = writer.streams();
      for (int i = 0; i < streams.size(); i++) {
        LevelStream stream = streams.get(i);
        entries.put(stream, read(stream, writer));
        fill(stream);
        for (int k = 0; k <= i; k++) {
          if (!hasLater(streams, k, i)) {
            forget(streams.get(k));
          }
        }
      }
      writer.writeRowGroup(out, this::fill);
      entries.clear();
    }

    /** Whether a stream is the parent of one that comes behind {@code at}. */
    private static boolean hasLater(List<LevelStream> streams, int stream, int at) {
      LevelStream parent = streams.get(stream);
      return streams.subList(at + 1, streams.size()).stream().anyMatch(s -> s.parent() == parent);
    }

    private void forget(LevelStream stream) {
      for (StreamRows rows : of(stream)) {
        if (rows != null) {
          rows.forgetLevels();
        }
      }
    }

    private @Nullable StreamRows[] read(LevelStream stream, ParquetWriter writer)
        throws IOException {
      @Nullable StreamRows[] read = new StreamRows[sources.size()];
      LevelStream parent = stream.parent();
      for (int s = 0; s < read.length; s++) {
        if (parent == null) {
          read[s] = StreamRows.ofRowsOrNull(plan.of(s));
          continue;
        }
        StreamRows around = of(parent)[s];
        if (around != null) {
          read[s] = StreamRows.read(sources.get(s), writer.columnOf(stream), around);
        }
      }
      return read;
    }

    private @Nullable StreamRows[] of(LevelStream stream) {
      @Nullable StreamRows[] rows = entries.get(stream);
      if (rows == null) {
        throw new IllegalStateException("stream before its parent");
      }
      return rows;
    }

    private StreamRows of(LevelStream stream, int source) {
      StreamRows rows = of(stream)[source];
      if (rows == null) {
        throw new IllegalStateException("file " + source + " gives no row");
      }
      return rows;
    }

    private void fill(LevelStream stream) {
      if (!occurs(stream)) {
        return;
      }
      int expected = 0;
      for (int r = 0; r < plan.runs(); r++) {
        expected += of(stream, plan.source(r)).entries(plan.first(r), plan.count(r));
      }
      stream.expect(expected);
      for (int r = 0; r < plan.runs(); r++) {
        of(stream, plan.source(r)).copyTo(stream, plan.first(r), plan.count(r));
      }
      stream.appended();
    }

    /** Whether the field occurs in a row that is copied; else the stream is as its parent. */
    private boolean occurs(LevelStream stream) {
      for (int r = 0; r < plan.runs(); r++) {
        StreamRows rows = of(stream, plan.source(r));
        int first = plan.first(r);
        if (rows.valuesBefore(first + plan.count(r)) > rows.valuesBefore(first)) {
          return true;
        }
      }
      return false;
    }

    private void fill(ColumnWriter column) throws IOException {
      int expected = 0;
      for (int r = 0; r < plan.runs(); r++) {
        StreamRows rows = of(column.levels(), plan.source(r));
        int first = plan.first(r);
        expected += rows.valuesBefore(first + plan.count(r)) - rows.valuesBefore(first);
      }
      column.expect(expected);
      @Nullable ValueFeed[] feeds = new ValueFeed[sources.size()];
      for (int r = 0; r < plan.runs(); r++) {
        int s = plan.source(r);
        ValueFeed feed = feeds[s];
        if (feed == null) {
          StreamRows rows = of(column.levels(), s);
          feed = new ValueFeed(sources.get(s), column.column().index(), rows);
          feeds[s] = feed;
        }
        feed.copyTo(column, plan.first(r), plan.count(r));
      }
    }
  }
}
