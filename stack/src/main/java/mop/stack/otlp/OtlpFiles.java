package mop.stack.otlp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.RecordReader.BrokenRecord;

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
    Summary summary = read(new Pass(traces, Set.of(Signal.TRACES))).summary();
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
        read(new Pass(sink, EnumSet.of(Signal.TRACES, Signal.METRICS, Signal.LOGS))).allSummary();
    if (all.traces().spans() + all.points() + all.logRecords() == 0) {
      throw new InvalidInput(
          named(),
          "no span, point or log record in it",
          "OTLP traces, metrics or logs",
          "Name a file that holds some.");
    }
    return all;
  }

  private Pass read(Pass pass) throws IOException {
    for (Path file : files) {
      pass.read(file);
    }
    return pass;
  }

  private String named() {
    return files.getFirst() + (files.size() > 1 ? " and " + (files.size() - 1) + " more" : "");
  }

  /** One reading of all files. */
  private final class Pass {
    private final SignalSink sink;
    private final Set<Signal> wanted;
    private final JsonRequests json;
    private final RequestDecoder decoder = new RequestDecoder();
    private final SignalTimes times = new SignalTimes();
    private final Map<Signal, Others> others =
        new EnumMap<>(Map.of(Signal.METRICS, new Others(), Signal.LOGS, new Others()));
    private long arrivalNanos;
    private long requests;
    private long spans;
    private long bytes;
    private long rejectedSpans;
    private long negativeDurations;
    private long otherSignals;
    private long brokenRecords;
    private long fileRejected;
    private long firstRejected;

    Pass(SignalSink sink, Set<Signal> wanted) {
      this.sink = sink;
      this.wanted = wanted;
      this.json = new JsonRequests(wanted);
    }

    /** What there was of another signal than traces. */
    private static final class Others {
      private long arrivalNanos;
      private long requests;
      private long items;
    }

    AllSummary allSummary() {
      Others metrics = others.getOrDefault(Signal.METRICS, new Others());
      Others logs = others.getOrDefault(Signal.LOGS, new Others());
      return new AllSummary(summary(), metrics.requests, metrics.items, logs.requests, logs.items);
    }

    Summary summary() {
      return new Summary(
          files.size(),
          requests,
          spans,
          bytes,
          rejectedSpans,
          negativeDurations,
          otherSignals,
          brokenRecords);
    }

    void read(Path file) throws IOException {
      long before = records();
      fileRejected = 0;
      try (RecordReader reader = openFile(file)) {
        while (advance(file, reader)) {
          record(file, reader);
        }
      }
      if (records() == before) {
        throw new InvalidInput(file.toString(), "empty", "OTLP requests", "Remove or replace it.");
      }
      if (fileRejected > 0) {
        listener.skipped(file, firstRejected, rejected(fileRejected));
      }
    }

    private long records() {
      long ofOthers = others.values().stream().mapToLong(o -> o.requests).sum();
      return requests + ofOthers + otherSignals + brokenRecords;
    }

    private static String rejected(long count) {
      return String.format(
          Locale.ROOT,
          "%,d spans without usable ids, the first in this record (trace id not 16 bytes, span id not"
              + " 8, or all zeros)",
          count);
    }

    private RecordReader openFile(Path file) {
      try {
        return new RecordReader(file, limits.maxRecordBytes());
      } catch (IOException e) {
        throw unreadable(file, 0, e);
      }
    }

    /** Moves on to the next record that can be cut out of the file. */
    private boolean advance(Path file, RecordReader reader) {
      while (true) {
        try {
          return reader.next();
        } catch (BrokenRecord e) {
          broken(file, reader.number(), e.why());
        } catch (IOException e) {
          throw unreadable(file, reader.number(), e);
        }
      }
    }

    private void record(Path file, RecordReader reader) throws IOException {
      if (!reader.json()) {
        Signal signal = times.signal(reader.bytes(), reader.offset(), reader.length());
        request(signal, file, reader.number(), reader.bytes(), reader.offset(), reader.length());
        return;
      }
      switch (json.read(reader.bytes(), reader.offset(), reader.length())) {
        case JsonRequests.Outcome.Broken(String why) -> broken(file, reader.number(), why);
        case JsonRequests.Outcome.Request(Signal signal) ->
            request(
                signal, file, reader.number(), json.written().bytes(), 0, json.written().size());
      }
    }

    private void request(
        Signal signal, Path file, long number, byte[] buffer, int offset, int length)
        throws IOException {
      if (!wanted.contains(signal)) {
        otherSignals++;
      } else if (signal == Signal.TRACES) {
        traces(file, number, buffer, offset, length);
      } else {
        other(signal, file, number, buffer, offset, length);
      }
    }

    private void other(Signal signal, Path file, long number, byte[] buffer, int offset, int length)
        throws IOException {
      Others of = others.getOrDefault(signal, new Others());
      try {
        times.read(signal, buffer, offset, length);
      } catch (InvalidOtlp e) {
        broken(file, number, "not an OTLP request: " + e.getMessage());
        return;
      }
      of.arrivalNanos = Math.max(of.arrivalNanos, times.latest());
      of.requests++;
      of.items += times.items();
      sink.accept(signal, of.arrivalNanos, buffer, offset, length);
    }

    private void traces(Path file, long number, byte[] buffer, int offset, int length)
        throws IOException {
      try {
        SpanBatch batch = decoder.decode(buffer, offset, length);
        for (int i = 0; i < batch.size(); i++) {
          arrivalNanos = Math.max(arrivalNanos, batch.endNanos(i));
          negativeDurations += batch.endNanos(i) < batch.startNanos(i) ? 1 : 0;
        }
        spans += batch.size();
        rejected(number, batch.rejected());
      } catch (InvalidOtlp e) {
        broken(file, number, "not an OTLP trace request: " + e.getMessage());
        return;
      }
      requests++;
      bytes += length;
      sink.accept(Signal.TRACES, arrivalNanos, buffer, offset, length);
    }

    private void rejected(long number, int count) {
      firstRejected = fileRejected == 0 ? number : firstRejected;
      fileRejected += count;
      rejectedSpans += count;
    }

    private void broken(Path file, long number, String why) {
      brokenRecords++;
      listener.skipped(file, number, why);
      if (brokenRecords > limits.maxBroken()) {
        throw new InvalidInput(
            file + ":" + number,
            why + " (broken record " + brokenRecords + ")",
            "at most " + limits.maxBroken() + " broken records in OTLP files",
            "Mend the file, or allow more with --max-bad-lines.");
      }
    }

    private InvalidInput unreadable(Path file, long number, IOException e) {
      String where = number == 0 ? file.toString() : file + ":" + number;
      if (e instanceof EOFException || String.valueOf(e.getMessage()).contains("Truncated")) {
        return new InvalidInput(
            where, "truncated (" + e.getMessage() + ")", "a whole file", "Copy it again.");
      }
      return new InvalidInput(
          where, "cannot be read (" + e.getMessage() + ")", "an OTLP file", "Replace it.");
    }
  }
}
