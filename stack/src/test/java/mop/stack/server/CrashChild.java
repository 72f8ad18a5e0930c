package mop.stack.server;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mop.stack.compaction.TempoCompaction;
import mop.stack.http.Binding;
import mop.stack.logs.ChunkRules;
import mop.stack.logs.LogStoreSettings;
import mop.stack.logs.format.Compression;
import mop.stack.metrics.MetricStoreSettings;
import mop.stack.metrics.compaction.CompactionPlan;
import mop.stack.metrics.head.HeadSettings;
import mop.stack.traces.TraceStoreSettings;
import mop.stack.traces.WalSync;

/**
 * A stack in a process of its own that cuts, flushes, checkpoints and compacts several times a
 * second, so that it can be killed in the middle of each. Ends when its input ends, so it does not
 * outlive the test.
 */
final class CrashChild {
  private static final long HEAD_MILLIS = 2_000;

  /** What {@link #main} prints last before it serves; ports by endpoint follow. */
  static final String READY = "ready";

  /** What comes before a line of recovery. */
  static final String RECOVERY = "recovery ";

  private CrashChild() {}

  static StackSettings settings() {
    TempoCompaction merging =
        TempoCompaction.DEFAULTS.withRetention(Duration.ofDays(1), Duration.ofSeconds(1));
    HeadSettings head = HeadSettings.DEFAULT.withRangeMillis(HEAD_MILLIS);
    return new StackSettings(
        TraceStoreSettings.defaults()
            .withWalSync(WalSync.EACH_TRACE)
            .withMaxBlock(Duration.ofMillis(300), 1 << 20),
        merging,
        MetricStoreSettings.DEFAULT
            .withHead(head)
            .withPlan(new CompactionPlan(List.of(HEAD_MILLIS, 3 * HEAD_MILLIS, 9 * HEAD_MILLIS))),
        logs(),
        Duration.ofMillis(150),
        Duration.ofMillis(250),
        Duration.ofMillis(200),
        Duration.ofMillis(100));
  }

  static LogStoreSettings logs() {
    LogStoreSettings d = LogStoreSettings.DEFAULT;
    ChunkRules rules =
        new ChunkRules(
            Compression.GZIP,
            512,
            2048,
            Duration.ofMillis(250),
            Duration.ofHours(2),
            Duration.ofHours(1),
            0.1);
    return new LogStoreSettings(
        d.tenant(),
        d.uploader(),
        rules,
        d.limits(),
        d.memoryBytes(),
        Duration.ofMillis(400),
        Duration.ofMillis(300),
        Duration.ofMillis(500),
        d.retention(),
        d.deleteDelay());
  }

  /** The only argument is the folder. */
  public static void main(String[] args) throws IOException {
    Map<Endpoint, Binding> bindings = new EnumMap<>(Endpoint.class);
    for (Endpoint endpoint : Endpoint.values()) {
      bindings.put(endpoint, Binding.loopback(0));
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (EmbeddedStack stack =
        EmbeddedStack.start(Path.of(args[0]), bindings, settings(), InstantSource.system())) {
      stack.recovery().forEach(line -> out.println(RECOVERY + line));
      StringBuilder ready = new StringBuilder(READY);
      for (Map.Entry<Endpoint, InetSocketAddress> e : stack.addresses().entrySet()) {
        ready.append(' ').append(e.getKey()).append('=').append(e.getValue().getPort());
      }
      out.println(ready);
      while (System.in.read() >= 0) {
        // nothing is said to it; it waits for the end
      }
    }
  }
}
