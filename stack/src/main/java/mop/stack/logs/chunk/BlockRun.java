package mop.stack.logs.chunk;

import java.io.IOException;
import mop.stack.logs.Direction;
import mop.stack.logs.format.Compression;

/** A block that is unpacked when it is opened. */
record BlockRun(Block block, Compression compression, Symbols.Table table) implements EntryRun {
  @Override
  public long first() {
    return block.first();
  }

  @Override
  public long last() {
    return block.last();
  }

  @Override
  public EntryCursor open(Direction direction) throws IOException {
    return new MemoryCursor(block.read(compression, table), direction);
  }
}
