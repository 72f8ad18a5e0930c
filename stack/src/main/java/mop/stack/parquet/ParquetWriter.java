package mop.stack.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import mop.stack.parquet.Field.Group;
import mop.stack.parquet.Field.Leaf;

/**
 * Writes Parquet files of one schema, one after another. Values of a row group are buffered column
 * by column; {@link #endRowGroup} encodes the columns, in parallel where the executor allows it,
 * with the same bytes on any number of threads.
 *
 * <p>The caller adds an occurrence of each optional or repeated field to its {@link LevelStream},
 * then the values of its required columns.
 */
public final class ParquetWriter {
  /** Encoded columns that may wait for those before them. */
  private static final int LOOKAHEAD = 4;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final Schema schema;
  private final String createdBy;
  private final Executor executor;
  private final LevelStream rows = new LevelStream(null, 0, 0);
  private final List<LevelStream> streams = new ArrayList<>();
  private final List<ColumnWriter> columns = new ArrayList<>();
  private final Deque<ByteSink> sinks = new ArrayDeque<>();
  private FooterWriter footer;
  private long written;

  /**
   * @param createdBy name of the program, for the footer
   * @param executor encodes columns; the calling thread takes part, so an executor without a free
   *     thread does no harm
   */
  public ParquetWriter(Schema schema, String createdBy, Executor executor) {
    this.schema = schema;
    this.createdBy = createdBy;
    this.executor = executor;
    this.footer = new FooterWriter(schema, createdBy);
    streams.add(rows);
    schema.root().fields().forEach(f -> build(f, rows, 0, 0));
  }

  private void build(Field field, LevelStream above, int repetition, int definition) {
    int rep = repetition + (field.repetition() == Repetition.REPEATED ? 1 : 0);
    int def = definition;
    LevelStream levels = above;
    if (field.repetition() != Repetition.REQUIRED) {
      levels = new LevelStream(above, rep, ++def);
      streams.add(levels);
    }
    switch (field) {
      case Group g -> {
        for (Field f : g.fields()) {
          build(f, levels, rep, def);
        }
      }
      case Leaf leaf -> columns.add(column(leaf, levels));
    }
  }

  private ColumnWriter column(Leaf leaf, LevelStream levels) {
    Column c = schema.columns().get(columns.size());
    return switch (leaf.physical()) {
      case INT32 -> new IntColumn(c, levels);
      case INT64 -> new LongColumn(c, levels);
      case DOUBLE -> new DoubleColumn(c, levels);
      case BOOLEAN -> new BooleanColumn(c, levels);
      case BYTE_ARRAY ->
          leaf.encoding() == Encoding.RLE_DICTIONARY
              ? new DictionaryColumn(c, levels)
              : new BytesColumn(c, levels);
      case INT96, FLOAT, FIXED_LEN_BYTE_ARRAY ->
          throw new IllegalArgumentException("no column writer for " + leaf.physical());
    };
  }

  public Schema schema() {
    return schema;
  }

  /** The columns in the order of the schema. */
  public List<ColumnWriter> columns() {
    return List.copyOf(columns);
  }

  /** Levels of the rows: add an occurrence to begin a row. */
  public LevelStream rows() {
    return rows;
  }

  /** Begins a file. */
  public void begin(OutputStream out) throws IOException {
    footer = new FooterWriter(schema, createdBy);
    clear();
    out.write(MAGIC);
    written = MAGIC.length;
  }

  private void clear() {
    streams.forEach(LevelStream::clear);
    columns.forEach(ColumnWriter::clear);
  }

  /** Level streams of the schema, parents first. */
  List<LevelStream> streams() {
    return List.copyOf(streams);
  }

  /** The first column that has the levels of a stream. */
  int columnOf(LevelStream stream) {
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).levels() == stream) {
        return c;
      }
    }
    throw new IllegalArgumentException("a repeated or optional group without a column of its own");
  }

  /** Gives the values of one column. */
  interface ColumnFiller {
    void fill(ColumnWriter column) throws IOException;
  }

  /** Encodes and writes the buffered rows; nothing is written when there are none. */
  public void endRowGroup(OutputStream out) throws IOException {
    encode(out, column -> {}, column -> {});
  }

  /** Writes a row group whose levels are there, and whose values come column by column. */
  void writeRowGroup(OutputStream out, ColumnFiller filler) throws IOException {
    encode(out, filler, ColumnWriter::release);
  }

  private void encode(OutputStream out, ColumnFiller filler, Consumer<ColumnWriter> after)
      throws IOException {
    streams.forEach(LevelStream::finish);
    if (rows.rows().rows() == 0) {
      return;
    }
    footer.beginRowGroup(rows.rows().rows(), written);
    Deque<FutureTask<EncodedChunk>> waiting = new ArrayDeque<>();
    int submitted = 0;
    while (submitted < columns.size() || !waiting.isEmpty()) {
      while (submitted < columns.size() && waiting.size() < LOOKAHEAD) {
        ColumnWriter column = columns.get(submitted++);
        filler.fill(column);
        ByteSink sink = sinks.isEmpty() ? new ByteSink() : sinks.pop();
        FutureTask<EncodedChunk> task = new FutureTask<>(() -> ChunkEncoder.encode(column, sink));
        waiting.add(task);
        executor.execute(task);
      }
      EncodedChunk chunk = result(waiting.remove());
      writeChunk(chunk, out);
      after.accept(columns.get(chunk.column.index()));
    }
    clear();
  }

  /** Runs the task here unless a thread of the executor has taken it. */
  private static EncodedChunk result(FutureTask<EncodedChunk> task) throws IOException {
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a column could not be encoded", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted while columns were encoded");
    }
  }

  private void writeChunk(EncodedChunk chunk, OutputStream out) throws IOException {
    footer.chunk(chunk, written);
    out.write(chunk.bytes.array(), 0, chunk.bytes.size());
    written += chunk.bytes.size();
    sinks.push(chunk.bytes);
  }

  /**
   * Writes indexes and footer.
   *
   * @return length of the footer in bytes, as its last but eight bytes state it
   */
  public int end(OutputStream out) throws IOException {
    ByteSink tail = new ByteSink(1 << 15);
    int length = footer.write(tail, written);
    tail.putInt(length);
    tail.put(MAGIC);
    out.write(tail.array(), 0, tail.size());
    written += tail.size();
    return length;
  }

  /** Bytes of the current file so far. */
  public long written() {
    return written;
  }
}
