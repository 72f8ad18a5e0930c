package mop.stack.otlp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mop.analysis.input.InvalidInput;

/**
 * Recorded OTLP requests from files, as a stream: memory does not grow with their size. Requests
 * come in the order of the files and of their records, each with an arrival time: the latest end of
 * any span so far; of metrics the latest time of a point so far, of logs that of a record. So time
 * goes on within a signal, not across them: in a folder, one file's time begins anew after
 * another's. Profiles are counted and left.
 */
public final class OtlpFiles {
  /**
   * @param maxBroken how many records may be broken and skipped before the stream is refused
   * @param maxRecordBytes longest record that is read, in bytes
   */
  public record Limits(int maxBroken, int maxRecordBytes) {
    /** Ten broken records, 64 MiB a record. */
    public static final Limits DEFAULT = new Limits(10, 64 << 20);
  }

  /** Hears of what was left out, to tell the user. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A record was skipped, or, once a file, spans without usable ids were left out of records that
     * were not.
     *
     * @param number line on which the record begins, or its number in a protobuf file, from 1; for
     *     spans that of the first such span
     * @param why what is wrong, in one line; for spans how many there are in the file
     */
    void skipped(Path file, long number, String why);
  }

  /**
   * What a stream was made of.
   *
   * @param bytes protobuf bytes of the trace requests
   * @param spans spans with usable ids
   * @param rejectedSpans spans without usable ids, still among the bytes
   * @param negativeDurations of {@code spans}, those that end before they start
   * @param otherSignals records of signals that were not asked for
   * @param brokenRecords records that were skipped
   */
  public record Summary(
      int files,
      long requests,
      long spans,
      long bytes,
      long rejectedSpans,
      long negativeDurations,
      long otherSignals,
      long brokenRecords) {}

  /**
   * What a stream of all signals was made of.
   *
   * @param traces files, trace requests and what was left out
   * @param metricRequests requests of metrics
   * @param points their data points
   * @param logRequests requests of logs
   * @param logRecords their log records
   */
  public record AllSummary(
      Summary traces, long metricRequests, long points, long logRequests, long logRecords) {}

  private final List<Path> files;
  private final Limits limits;
  private final Listener listener;

  private OtlpFiles(List<Path> files, Limits limits, Listener listener) {
    this.files = files;
    this.limits = limits;
    this.listener = listener;
  }

  /**
   * Finds the files; reads none of them yet.
   *
   * @param specs folders (their OTLP files by name; {@code labels.json} is not one), files or globs
   * @throws InvalidInput when one of them names no OTLP file
   */
  public static OtlpFiles open(List<String> specs, Limits limits, Listener listener) {
    return new OtlpFiles(OtlpPaths.resolve(specs), limits, listener);
  }

  /** The files in the order in which they are read. */
  public List<Path> files() {
    return files;
  }

  /**
   * Reads all files from the beginning and hands every trace request on.
   *
   * @throws InvalidInput when a file is empty, truncated or not OTLP, when more records are broken
   *     than allowed, or when there is no span in all of them
   * @throws IOException what {@code sink} throws
   */
  public Summary stream(RequestSink sink) throws IOException {
    SignalSink traces = (signal, at, buffer, from, length) -> sink.accept(at, buffer, from, length);
    Summary summary = read(new OtlpPass(limits, listener, traces, Set.of(Signal.TRACES))).summary();
    if (summary.spans() == 0) {
      throw new InvalidInput(
          named(),
          "no usable span in "
              + summary.requests()
              + " trace requests"
              + (summary.rejectedSpans() == 0
                  ? ""
                  : " (" + summary.rejectedSpans() + " spans without usable ids)")
              + ", "
              + summary.otherSignals()
              + " records of other signals, "
              + summary.brokenRecords()
              + " broken records",
          "OTLP traces (resourceSpans)",
          "Name a file that holds traces.");
    }
    return summary;
  }

  /**
   * Reads all files from the beginning and hands every request of traces, metrics and logs on.
   *
   * @throws InvalidInput when a file is empty, truncated or not OTLP, when more records are broken
   *     than allowed, or when there is neither a span nor a point nor a log record in all of them
   * @throws IOException what {@code sink} throws
   */
  public AllSummary streamAll(SignalSink sink) throws IOException {
    AllSummary all =
        read(new OtlpPass(
                limits, listener, sink, EnumSet.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)))
            .allSummary();
    if (all.traces().spans() + all.points() + all.logRecords() == 0) {
      throw new InvalidInput(
          named(),
          "no span, point or log record in it",
          "OTLP traces, metrics or logs",
          "Name a file that holds some.");
    }
    return all;
  }

  private OtlpPass read(OtlpPass pass) throws IOException {
    for (Path file : files) {
      pass.read(file);
    }
    return pass;
  }

  private String named() {
    return files.getFirst() + (files.size() > 1 ? " and " + (files.size() - 1) + " more" : "");
  }
}
