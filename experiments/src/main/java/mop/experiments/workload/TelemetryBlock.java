package mop.experiments.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mop.analysis.telemetry.Fault;
import mop.stack.otlp.RequestSink;

/**
 * One draw of a workload: OTLP requests on disk and the truth about them. Every treatment of the
 * block is driven with exactly these bytes.
 *
 * @param index 0-based; the first blocks may be warm-up
 * @param faults ground truth, by start
 * @param bytes OTLP bytes
 * @param sha256 of the OTLP bytes in order of arrival
 * @param startNanos begin of the block, Unix nanoseconds
 * @param endNanos end of the block, exclusive
 * @param others what there is of other signals; does not count for {@code bytes} and {@code sha256}
 */
public record TelemetryBlock(
    int index,
    List<Fault> faults,
    long bytes,
    String sha256,
    long startNanos,
    long endNanos,
    Path spool,
    long spoolFrom,
    long spoolTo,
    List<SignalRange> others) {

  /** Sends the block's trace requests in order of arrival. */
  public void replay(RequestSink sink) throws IOException {
    Spool.replay(spool, spoolFrom, spoolTo, sink);
  }
}
