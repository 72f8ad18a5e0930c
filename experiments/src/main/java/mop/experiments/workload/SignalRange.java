package mop.experiments.workload;

import java.io.IOException;
import java.nio.file.Path;
import mop.stack.otlp.RequestSink;
import mop.stack.otlp.Signal;

/**
 * The metrics or the logs of a block, on disk.
 *
 * @param requests how many
 * @param bytes of their messages
 * @param sha256 of these, in order of arrival
 */
public record SignalRange(
    Signal signal, long requests, long bytes, String sha256, Path spool, long from, long to) {
  /** Sends the requests in order of arrival. */
  public void replay(RequestSink sink) throws IOException {
    Spool.replay(spool, from, to, sink);
  }
}
