package mop.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mop.analysis.cost.Resource;
import mop.analysis.cost.ResourceUsage;
import mop.experiments.run.Journal.Taken;
import mop.experiments.workload.SignalRange;
import mop.stack.logs.Direction;
import mop.stack.logs.LogCursor;
import mop.stack.logs.LogSource.Stream;
import mop.stack.logs.LogStore;
import mop.stack.logs.LogStoreSettings;
import mop.stack.logs.PushResult;
import mop.stack.logs.Rejection;
import mop.stack.logs.StreamEntries;
import mop.stack.logs.ingest.DecodedLogs;
import mop.stack.logs.ingest.OtlpLogs;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.RequestSink;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;

/**
 * Drives a block's logs into Loki's chunks and index in an object store of their own, by the clock
 * of their arrival. Requests that arrive at the same instant are one push: their entries wait for
 * the same sync of the write-ahead log.
 */
final class LogTrial implements RequestSink {
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final LogStore store;
  private final List<StreamEntries> waiting = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private Instant looked = Instant.EPOCH;
  private long accepted;
  private long refused;
  private String example = "";

  private LogTrial(LogStore store) {
    this.store = store;
  }

  /**
   * @param folder for the store's files; is left with them
   */
  static SignalTrial run(SignalRange logs, Path folder) throws IOException {
    Path objects = Files.createDirectories(folder.resolve("objects"));
    ObjectStore into = new FileObjectStore(objects);
    LogTrial trial;
    long walBytes;
    CpuMeter cpu = CpuMeter.start(List.of(Thread.currentThread()));
    try (LogStore store = new LogStore(into, folder.resolve("data"), LogStoreSettings.DEFAULT)) {
      trial = new LogTrial(store);
      logs.replay(trial);
      trial.push();
      store.flush(trial.now);
      walBytes = store.counters().walBytes();
    }
    double seconds = cpu.seconds();
    List<ResourceUsage.Use> uses = new ArrayList<>();
    uses.addAll(
        SignalTrial.uses(ResourceUsage.LOGS, logs, walBytes, seconds, into.usage(), objects));
    uses.add(
        SignalTrial.count(
            ResourceUsage.LOGS, Resource.LOG_ENTRIES, trial.accepted, "entries accepted"));
    return new SignalTrial(
        uses,
        new Taken(ResourceUsage.LOGS, trial.accepted, trial.refused, trial.example),
        SignalTrial.difference(
            "log entries",
            trial.accepted,
            stored(into, folder.resolve("reader")),
            () -> repeated(logs)));
  }

  @Override
  public void accept(long arrivalNanos, byte[] buffer, int offset, int length) throws IOException {
    Instant arrival = Instant.EPOCH.plusNanos(arrivalNanos);
    if (!arrival.equals(now)) {
      push();
      now = arrival;
    }
    DecodedLogs logs = decode(arrivalNanos, buffer, offset, length);
    logs.rejections().forEach(this::refuse);
    waiting.addAll(logs.streams());
  }

  private void push() throws IOException {
    if (!waiting.isEmpty()) {
      PushResult result = store.push(waiting, now);
      if (result.accepted() == 0 && result.retryable()) {
        store.flush(now);
        result = store.push(waiting, now);
      }
      accepted += result.accepted();
      result.rejections().forEach(this::refuse);
      waiting.clear();
    }
    if (Duration.between(looked, now).compareTo(LOOK) >= 0) {
      store.maintain(now);
      looked = now;
    }
  }

  private void refuse(Rejection rejection) {
    refused += rejection.entries();
    example = example.isEmpty() ? rejection.message() : example;
  }

  private static DecodedLogs decode(long arrivalNanos, byte[] buffer, int offset, int length)
      throws IOException {
    try {
      return OtlpLogs.decode(Arrays.copyOfRange(buffer, offset, offset + length), arrivalNanos);
    } catch (InvalidOtlp e) {
      throw new IOException("not a logs request: " + e.getMessage(), e);
    }
  }

  /** Entries in the object store, read by a store that knows nothing else. */
  private static long stored(ObjectStore objects, Path folder) throws IOException {
    long entries = 0;
    try (LogStore reader = new LogStore(objects, folder, LogStoreSettings.DEFAULT)) {
      for (Stream stream : reader.select(0, Long.MAX_VALUE, List.of())) {
        LogCursor cursor = stream.entries(Direction.FORWARD);
        while (cursor.next()) {
          entries++;
        }
      }
    }
    return entries;
  }

  /** How many entries come again, with the same stream, time and line. */
  private static long repeated(SignalRange logs) {
    Set<List<Object>> seen = new HashSet<>();
    long[] repeated = new long[1];
    try {
      logs.replay((arrival, buffer, offset, length) -> {
        for (StreamEntries stream : decode(arrival, buffer, offset, length).streams()) {
          stream
              .entries()
              .forEach(entry -> {
                List<Object> what = List.of(stream.labels(), entry.timestamp(), entry.line());
                repeated[0] += seen.add(what) ? 0 : 1;
              });
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return repeated[0];
  }
}
