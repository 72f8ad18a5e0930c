package mop.stack.otlp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.RecordReader.BrokenRecord;

/**
 * Recorded OTLP trace requests from files, as a stream: memory does not grow with their size.
 * Requests come in the order of the files and of their records, each with an arrival time: the
 * latest end of any span so far. Records of other signals are counted and left.
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
   * @param otherSignals records of metrics, logs and profiles
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
    Pass pass = new Pass(sink);
    for (Path file : files) {
      pass.read(file);
    }
    Summary summary = pass.summary();
    if (summary.spans() == 0) {
      throw new InvalidInput(
          files.getFirst() + (files.size() > 1 ? " and " + (files.size() - 1) + " more" : ""),
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

  /** One reading of all files. */
  private final class Pass {
    private final RequestSink sink;
    private final JsonRequests json = new JsonRequests(Set.of(Signal.TRACES));
    private final RequestDecoder decoder = new RequestDecoder();
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

    Pass(RequestSink sink) {
      this.sink = sink;
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
      long before = requests + otherSignals + brokenRecords;
      fileRejected = 0;
      try (RecordReader reader = openFile(file)) {
        while (advance(file, reader)) {
          record(file, reader);
        }
      }
      if (requests + otherSignals + brokenRecords == before) {
        throw new InvalidInput(file.toString(), "empty", "OTLP requests", "Remove or replace it.");
      }
      if (fileRejected > 0) {
        listener.skipped(file, firstRejected, rejected(fileRejected));
      }
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
        request(file, reader.number(), reader.bytes(), reader.offset(), reader.length());
        return;
      }
      switch (json.read(reader.bytes(), reader.offset(), reader.length())) {
        case JsonRequests.Outcome.Broken(String why) -> broken(file, reader.number(), why);
        case JsonRequests.Outcome.Request(Signal signal) -> {
          if (signal == Signal.TRACES) {
            request(file, reader.number(), json.written().bytes(), 0, json.written().size());
          } else {
            otherSignals++;
          }
        }
      }
    }

    private void request(Path file, long number, byte[] buffer, int offset, int length)
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
      sink.accept(arrivalNanos, buffer, offset, length);
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
