package mop.experiments.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mop.stack.otlp.RawTrace;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import mop.stack.traces.BlockMeta;
import mop.stack.traces.Compactor;
import mop.stack.traces.TraceStore;
import mop.stack.traces.TraceStoreSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Four vParquet5 blocks into one, on one thread: the same merge again and again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Compact {
  private static final int BLOCKS = 4;

  @Param({Telemetry.RICH, Telemetry.BARE})
  public String telemetry;

  private final List<BlockMeta> blocks = new ArrayList<>();
  private Path folder;
  private ObjectStore store;
  private long spans;

  /** Each trace goes to one of the blocks, in turn. */
  @Setup
  public void write() throws IOException {
    folder = Files.createTempDirectory("workbench-bench-");
    store = new FileObjectStore(folder.resolve("objects"));
    List<RawTrace> traces = Telemetry.of(telemetry).traces();
    spans = traces.stream().mapToLong(RawTrace::size).sum();
    TraceStoreSettings one =
        TraceStoreSettings.defaults().withMaxBlock(Duration.ofDays(1), 512L << 20);
    try (TraceStore into =
        new TraceStore(store, folder.resolve("wal"), one, 42, Runnable::run, blocks::add)) {
      for (int block = 0; block < BLOCKS; block++) {
        for (int i = block; i < traces.size(); i += BLOCKS) {
          into.append(traces.get(i));
        }
        into.flush();
      }
    }
  }

  @TearDown
  public void deleteFolder() throws IOException {
    Folders.delete(folder);
  }

  @Benchmark
  public long merge(SpanCounter counter) throws IOException {
    Compactor compactor = new Compactor(store, folder.resolve("scratch"), Runnable::run);
    counter.spans += spans;
    return compactor.compact(blocks, Instant.EPOCH).block().size();
  }
}
