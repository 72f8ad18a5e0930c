package mop.stack.otlp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.OtlpFiles.AllSummary;
import mop.stack.otlp.OtlpFiles.Limits;
import mop.stack.otlp.OtlpFiles.Listener;
import mop.stack.otlp.OtlpFiles.Summary;
import mop.stack.otlp.RecordReader.BrokenRecord;

/** One reading of OTLP files: what comes of each record, and how much there was. */
final class OtlpPass {
  private final Limits limits;
  private final Listener listener;
  private final SignalSink sink;
  private final Set<Signal> wanted;
  private final JsonRequests json;
  private final RequestDecoder decoder = new RequestDecoder();
  private final SignalTimes times = new SignalTimes();
  private final Map<Signal, Others> others =
      new EnumMap<>(Map.of(Signal.METRICS, new Others(), Signal.LOGS, new Others()));
  private int files;
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

  OtlpPass(Limits limits, Listener listener, SignalSink sink, Set<Signal> wanted) {
    this.limits = limits;
    this.listener = listener;
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
        files,
        requests,
        spans,
        bytes,
        rejectedSpans,
        negativeDurations,
        otherSignals,
        brokenRecords);
  }

  void read(Path file) throws IOException {
    files++;
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
          request(signal, file, reader.number(), json.written().bytes(), 0, json.written().size());
    }
  }

  private void request(Signal signal, Path file, long number, byte[] buffer, int offset, int length)
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
