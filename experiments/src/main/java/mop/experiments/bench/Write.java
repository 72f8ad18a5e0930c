package mop.experiments.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mop.stack.otlp.RawTrace;
import mop.stack.store.FileObjectStore;
import mop.stack.traces.TraceStore;
import mop.stack.traces.TraceStoreSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From assembled traces through the log to durable vParquet5 blocks, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Write {
  @Param({Telemetry.RICH, Telemetry.BARE})
  public String telemetry;

  private List<RawTrace> traces;
  private Path folder;

  @Setup
  public void assemble() throws IOException {
    traces = Telemetry.of(telemetry).traces();
  }

  @Setup(Level.Invocation)
  public void makeFolder() throws IOException {
    folder = Files.createTempDirectory("workbench-bench-");
  }

  @TearDown(Level.Invocation)
  public void deleteFolder() throws IOException {
    Folders.delete(folder);
  }

  @Benchmark
  public long durable(SpanCounter counter) throws IOException {
    try (TraceStore store =
        new TraceStore(
            new FileObjectStore(folder.resolve("objects")),
            folder.resolve("wal"),
            TraceStoreSettings.defaults(),
            42,
            Runnable::run)) {
      for (RawTrace trace : traces) {
        store.append(trace);
        counter.spans += trace.size();
      }
      store.flush();
      return store.counters().storedBytes();
    }
  }
}
