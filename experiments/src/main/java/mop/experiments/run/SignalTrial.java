package mop.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import mop.analysis.cost.Resource;
import mop.analysis.cost.ResourceUsage;
import mop.analysis.result.Provenance;
import mop.experiments.run.Journal.Taken;
import mop.experiments.workload.SignalRange;
import mop.stack.store.ObjectStore;

/**
 * What driving the metrics or the logs of a block left behind.
 *
 * @param broken what is stored otherwise than it was accepted; empty when nothing
 */
record SignalTrial(List<ResourceUsage.Use> uses, Taken taken, Optional<String> broken) {
  private static final String ONCE = ", measured once a block and alike for all treatments";

  private static ResourceUsage.Use use(
      String component, Resource resource, double amount, String source) {
    return new ResourceUsage.Use(component, resource, amount, Provenance.MEASURED, source + ONCE);
  }

  static ResourceUsage.Use count(String component, Resource resource, long amount, String source) {
    return use(component, resource, (double) amount, source);
  }

  /**
   * What both kinds of store use.
   *
   * @param objects folder of the object store
   */
  static List<ResourceUsage.Use> uses(
      String component,
      SignalRange range,
      long walBytes,
      double cpuSeconds,
      ObjectStore.Usage requests,
      Path objects)
      throws IOException {
    String counted = "counted by the object store";
    return List.of(
        count(component, Resource.INGEST_NETWORK_BYTES, range.bytes(), "OTLP bytes received"),
        use(component, Resource.CPU_SECONDS, cpuSeconds, "thread CPU time"),
        count(component, Resource.WAL_BYTES, walBytes, "bytes of the log"),
        count(component, Resource.STORED_BYTES, bytes(objects), "bytes of objects"),
        count(component, Resource.PUT_REQUESTS, requests.puts(), counted),
        count(component, Resource.GET_REQUESTS, requests.gets(), counted),
        count(component, Resource.LIST_REQUESTS, requests.lists(), counted),
        count(component, Resource.DELETE_REQUESTS, requests.deletes(), counted));
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  /**
   * Holds what is stored against what was accepted.
   *
   * @param repeated how many came twice, which a store may keep once; asked for only when some are
   *     missing
   */
  static Optional<String> difference(
      String what, long accepted, long stored, LongSupplier repeated) {
    long missing = accepted - stored;
    if (missing == 0 || (missing > 0 && missing <= repeated.getAsLong())) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the store does not hold what it accepted: %,d of %,d %s",
            stored,
            accepted,
            what));
  }
}
