package mop.experiments.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mop.analysis.input.InvalidInput;
import mop.analysis.telemetry.Fault;
import mop.experiments.workload.RecordedWorkload.TimeBlock;
import mop.experiments.workload.TimeBlocks.Range;
import mop.stack.otlp.OtlpFiles;
import mop.stack.otlp.Signal;
import mop.stack.otlp.SignalSink;

/** Reads recorded OTLP once, onto disk, and cuts it into time blocks. */
final class Recording {
  private static final long SECOND = 1_000_000_000L;
  private static final int MAX_RECORD_BYTES = 64 << 20;

  private Recording() {}

  static RecordedWorkload open(String spec, String paths, Workloads.Setting setting)
      throws IOException {
    OtlpFiles files =
        OtlpFiles.open(
            List.of(paths.split(",")),
            new OtlpFiles.Limits(setting.maxBadLines(), MAX_RECORD_BYTES),
            (file, line, why) ->
                setting.warn().accept("! skipped " + file + ":" + line + ": " + why));
    List<Fault> faults = labels(files.files());
    Map<Signal, RecordedSignal> signals = new EnumMap<>(Signal.class);
    OtlpFiles.Summary summary = spool(files, setting.scratch(), signals);
    RecordedSignal traces = Objects.requireNonNull(signals.remove(Signal.TRACES));
    if (summary.spans() == 0) {
      throw new InvalidInput(
          spec, "no usable span in it", "OTLP traces (resourceSpans)", "Name traces beside it.");
    }
    int least = (int) (summary.spans() / Workloads.MAX_BLOCK_SPANS + 1);
    List<Range> ranges =
        TimeBlocks.cut(traces.offsets(), traces.end(), faults, least, setting.blocks());
    if (ranges.size() < 2) {
      throw new InvalidInput(
          spec,
          "all its telemetry falls into one time block",
          "at least two blocks, cut outside the labelled faults",
          "Record for longer: pairing needs more than one block.");
    }
    List<String> warnings = warnings(summary, faults, ranges);
    signals.values().removeIf(RecordedSignal::isEmpty);
    List<TimeBlock> blocks = new ArrayList<>();
    for (Range range : ranges) {
      List<SignalRange> others = new ArrayList<>();
      for (RecordedSignal signal : signals.values()) {
        others.add(signal.within(range));
      }
      blocks.add(block(traces.within(range), range, faults, others));
    }
    signals.forEach((signal, recorded) -> left(signal, recorded).ifPresent(warnings::add));
    return new RecordedWorkload(
        spec,
        traces.file(),
        blocks,
        summary.brokenRecords(),
        warnings,
        note(summary, faults, ranges.size(), signals));
  }

  /** Puts every request on disk, each signal's apart. */
  private static OtlpFiles.Summary spool(
      OtlpFiles files, Path scratch, Map<Signal, RecordedSignal> into) throws IOException {
    try (RecordedSignal traces =
            new RecordedSignal(Signal.TRACES, scratch.resolve("recording.spool"));
        RecordedSignal metrics =
            new RecordedSignal(Signal.METRICS, scratch.resolve("recording-metrics.spool"));
        RecordedSignal logs =
            new RecordedSignal(Signal.LOGS, scratch.resolve("recording-logs.spool"))) {
      into.putAll(Map.of(Signal.TRACES, traces, Signal.METRICS, metrics, Signal.LOGS, logs));
      SignalSink sink =
          (signal, arrival, buffer, offset, length) ->
              Objects.requireNonNull(into.get(signal)).accept(arrival, buffer, offset, length);
      return files.streamAll(sink).traces();
    }
  }

  /** What is not driven of a signal, because no block of traces has its time. */
  private static Optional<String> left(Signal signal, RecordedSignal recorded) {
    return recorded.left() == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%,d recorded requests of %s are outside the time of the traces and are left out",
                recorded.left(),
                name(signal)));
  }

  private static String name(Signal signal) {
    return signal.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> warnings(
      OtlpFiles.Summary summary, List<Fault> faults, List<Range> ranges) {
    List<String> warnings = new ArrayList<>();
    if (summary.rejectedSpans() > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d recorded spans have no usable ids and are left out",
              summary.rejectedSpans(),
              summary.rejectedSpans() + summary.spans()));
    }
    if (summary.negativeDurations() > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d recorded spans end before they start; they are used as they came",
              summary.negativeDurations(),
              summary.spans()));
    }
    long outside =
        faults.stream()
            .filter(fault -> ranges.stream().noneMatch(range -> begins(fault, range)))
            .count();
    if (outside > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%d of %d labelled faults begin outside the recording (%s to %s)",
              outside,
              faults.size(),
              Instant.ofEpochSecond(ranges.getFirst().startNanos() / SECOND),
              Instant.ofEpochSecond(ranges.getLast().endNanos() / SECOND)));
    }
    return warnings;
  }

  private static boolean begins(Fault fault, Range range) {
    return fault.startNanos() >= range.startNanos() && fault.startNanos() < range.endNanos();
  }

  private static List<Fault> labels(List<Path> files) throws IOException {
    Set<Path> candidates = new LinkedHashSet<>();
    for (Path file : files) {
      candidates.add(file.toAbsolutePath().resolveSibling(Labels.FILE));
    }
    List<Fault> faults = new ArrayList<>();
    for (Path candidate : candidates) {
      faults.addAll(Labels.read(candidate));
    }
    return List.copyOf(faults);
  }

  private static TimeBlock block(
      SignalRange traces, Range range, List<Fault> faults, List<SignalRange> others) {
    return new TimeBlock(
        range.startNanos(),
        range.endNanos(),
        range.spoolFrom(),
        range.spoolTo(),
        traces.bytes(),
        traces.sha256(),
        faults.stream().filter(fault -> begins(fault, range)).toList(),
        List.copyOf(others));
  }

  private static String note(
      OtlpFiles.Summary summary,
      List<Fault> faults,
      int blocks,
      Map<Signal, RecordedSignal> others) {
    StringBuilder note =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "Recorded telemetry in %d time blocks of about equal volume, none cut inside a"
                    + " fault; %,d files.",
                blocks,
                summary.files()));
    if (faults.isEmpty()) {
      note.append(" No ").append(Labels.FILE).append(" beside it: fault recall cannot be judged.");
    }
    if (!others.isEmpty()) {
      note.append(
          others.keySet().stream()
              .map(Recording::name)
              .collect(
                  Collectors.joining(
                      " and ", " With ", " of the blocks' times, driven once a block.")));
    }
    if (summary.otherSignals() > 0) {
      note.append(
          String.format(
              Locale.ROOT, " %,d records of other signals were left.", summary.otherSignals()));
    }
    if (summary.brokenRecords() > 0) {
      note.append(
          String.format(Locale.ROOT, " %,d broken records were skipped.", summary.brokenRecords()));
    }
    if (summary.rejectedSpans() > 0) {
      note.append(
          String.format(
              Locale.ROOT, " %,d spans without usable ids were left.", summary.rejectedSpans()));
    }
    return note.toString();
  }
}
