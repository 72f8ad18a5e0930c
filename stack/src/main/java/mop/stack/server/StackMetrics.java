package mop.stack.server;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import mop.stack.http.ByteBudget;
import mop.stack.otlp.Signal;
import mop.stack.receive.ReceiveCounters;
import mop.stack.receive.ReceiveCounters.Counts;
import mop.stack.store.ObjectStore;

/** What belongs to no store, as metrics. */
final class StackMetrics {
  private static final List<Signal> SIGNALS = List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS);

  private StackMetrics() {}

  static void receivers(MetricsText text, ReceiveCounters received, ByteBudget budget) {
    perSignal(text, "requests", "OTLP requests handed to a store.", received, Counts::requests);
    perSignal(text, "bytes", "Bytes of those, decompressed.", received, Counts::bytes);
    perSignal(text, "partial", "Requests accepted in part.", received, Counts::partial);
    perSignal(text, "invalid", "Requests refused for good.", received, Counts::invalid);
    perSignal(text, "refused", "Requests told to come again.", received, Counts::refused);
    text.gauge("mop_in_flight_bytes", "Bytes of requests held now.", budget.held())
        .gauge("mop_in_flight_limit_bytes", "Most that may be held.", budget.limit())
        .counter("mop_in_flight_refusals_total", "Times there was no room.", budget.refusals());
  }

  private static void perSignal(
      MetricsText text,
      String what,
      String help,
      ReceiveCounters received,
      ToLongFunction<Counts> value) {
    for (Signal signal : SIGNALS) {
      String label = "signal=\"" + signal.name().toLowerCase(Locale.ROOT) + '"';
      text.counter(
          "mop_received_" + what + "_total",
          help,
          label,
          value.applyAsLong(received.counts(signal)));
    }
  }

  /** Requests to the object store by kind, as its provider would bill them. */
  static void objects(MetricsText text, ObjectStore.Usage usage) {
    String name = "mop_object_requests_total";
    String help = "Requests to the object store by kind.";
    text.counter(name, help, "kind=\"put\"", usage.puts())
        .counter(name, help, "kind=\"get\"", usage.gets())
        .counter(name, help, "kind=\"list\"", usage.lists())
        .counter(name, help, "kind=\"delete\"", usage.deletes())
        .counter("mop_object_written_bytes_total", "Bytes put.", usage.bytesWritten())
        .counter("mop_object_read_bytes_total", "Bytes got.", usage.bytesRead());
  }

  static void process(MetricsText text, long failures) {
    Runtime runtime = Runtime.getRuntime();
    text.counter("mop_background_failures_total", "Background tasks that failed.", failures)
        .gauge("mop_heap_bytes", "Heap in use.", runtime.totalMemory() - runtime.freeMemory())
        .gauge("mop_heap_limit_bytes", "Most heap there may be.", runtime.maxMemory())
        .gauge(
            "mop_uptime_seconds",
            "Time since the process began.",
            ManagementFactory.getRuntimeMXBean().getUptime() / 1000);
  }
}
