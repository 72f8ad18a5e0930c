package mop.stack.traceql.source;

import java.io.IOException;
import java.util.BitSet;
import mop.analysis.input.InvalidInput;
import mop.stack.parquet.CorruptParquet;
import mop.stack.traceql.FieldName;
import mop.stack.traceql.Scope;
import mop.stack.traceql.engine.TagSource;
import mop.stack.traces.BlockColumns;
import mop.stack.traces.BlockReader;

/**
 * The traces of a block of vParquet4 or 5, ours or Tempo's. Of each row group it first finds the
 * rows that may matter, from dictionaries, the bounds of pages and the values of the columns that
 * the query compares; of those rows it reads the columns that the query needs.
 */
public final class BlockTraces implements TagSource {
  private final BlockReader block;
  private final BlockColumns columns;
  private long traces;
  private long bytes;

  /**
   * @throws InvalidInput when the block is of an older encoding
   */
  public BlockTraces(BlockReader block) {
    String format = block.meta().format();
    if (format.startsWith("vParquet3")) {
      throw new InvalidInput(
          block.meta().blockId(),
          "encoding " + format,
          "vParquet4 or vParquet5",
          "Let Tempo compact the block into a newer encoding.");
    }
    this.block = block;
    this.columns = new BlockColumns(block);
  }

  @Override
  public void read(ReadRequest request, Visitor visitor) throws IOException {
    if (request.range().mayOverlap(block.meta().startTime(), block.meta().endTime())) {
      groups(group -> read(group, request, visitor));
    }
  }

  @Override
  public void names(Scope scope, NameSink sink) throws IOException {
    groups(group -> group.names(scope, sink));
  }

  @Override
  public void values(FieldName field, ValueSink sink) throws IOException {
    groups(group -> group.values(field, sink));
  }

  /** Something that is read from a row group; false when no other need be read. */
  @FunctionalInterface
  private interface Reading {
    boolean read(GroupColumns group) throws IOException;
  }

  private void groups(Reading reading) throws IOException {
    boolean more = true;
    for (int g = 0; g < columns.file().footer().rowGroups().size() && more; g++) {
      GroupColumns group = new GroupColumns(columns, g);
      try {
        more = reading.read(group);
      } catch (CorruptParquet
          | IllegalArgumentException
          | IndexOutOfBoundsException
          | ArithmeticException
          | NegativeArraySizeException e) {
        throw broken(e);
      } finally {
        bytes += group.fetched();
      }
    }
  }

  private boolean read(GroupColumns group, ReadRequest request, Visitor visitor)
      throws IOException {
    BitSet rows = new CandidateRows(group).find(request.requirement(), request.range());
    if (rows.isEmpty()) {
      return true;
    }
    BlockTrace trace = new BlockTrace(group, request.fields(), rows);
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      trace.moveTo(row);
      traces++;
      if (!visitor.visit(trace)) {
        return false;
      }
    }
    return true;
  }

  private InvalidInput broken(RuntimeException e) {
    InvalidInput told =
        new InvalidInput(
            block.meta().tenant() + '/' + block.meta().blockId() + "/data.parquet",
            String.valueOf(e.getMessage()),
            "an object of a whole Tempo block",
            "Copy the block anew or leave it out.");
    told.initCause(e);
    return told;
  }

  @Override
  public ReadStats stats() {
    return new ReadStats(traces, bytes, 1, block.meta().size());
  }
}
