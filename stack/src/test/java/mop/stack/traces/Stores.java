package mop.stack.traces;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import mop.stack.otlp.RawTrace;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;

/** Stores traces and reads them again, for tests. */
final class Stores {
  static final String TENANT = TraceStoreSettings.SINGLE_TENANT;

  private Stores() {}

  /** Settings under which everything goes into one block. */
  static TraceStoreSettings oneBlock(BlockEncoding encoding) {
    return TraceStoreSettings.defaults()
        .withEncoding(encoding)
        .withMaxBlock(Duration.ofDays(30_000), 512L << 20);
  }

  /** Writes one block; returns the objects. */
  static ObjectStore write(Path folder, BlockEncoding encoding, List<RawTrace> traces)
      throws IOException {
    return write(folder, encoding, traces, Runnable::run);
  }

  static ObjectStore write(
      Path folder, BlockEncoding encoding, List<RawTrace> traces, Executor executor)
      throws IOException {
    ObjectStore objects = new FileObjectStore(folder.resolve("objects"));
    try (TraceStore store =
        new TraceStore(objects, folder.resolve("wal"), oneBlock(encoding), 42, executor)) {
      for (RawTrace t : traces) {
        store.append(t);
      }
      store.flush();
    }
    return objects;
  }

  static List<RawTrace> read(ObjectStore objects) throws IOException {
    List<RawTrace> traces = new ArrayList<>();
    for (String block : BlockReader.blocks(objects, TENANT)) {
      BlockReader.open(objects, TENANT, block).traces(traces::add);
    }
    return traces;
  }

  /** All traces of some blocks. */
  static List<RawTrace> read(List<BlockMeta> blocks, ObjectStore objects) throws IOException {
    List<RawTrace> traces = new ArrayList<>();
    for (BlockMeta block : blocks) {
      BlockReader.open(objects, block).traces(traces::add);
    }
    return traces;
  }

  /** The only block's reader. */
  static BlockReader open(ObjectStore objects) throws IOException {
    return BlockReader.open(objects, TENANT, BlockReader.blocks(objects, TENANT).getFirst());
  }
}
