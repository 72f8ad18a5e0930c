package mop.experiments.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import mop.analysis.input.InvalidInput;
import mop.analysis.telemetry.Fault;
import mop.experiments.hash.Sha256;
import mop.experiments.workload.RecordedWorkload.TimeBlock;
import mop.experiments.workload.TimeBlocks.Range;
import mop.stack.otlp.OtlpFiles;

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
    Path spool = setting.scratch().resolve("recording.spool");
    TreeMap<Long, Long> offsets = new TreeMap<>();
    OtlpFiles.Summary summary;
    long end;
    try (Spool.Writer writer = new Spool.Writer(spool)) {
      summary =
          files.stream((arrival, buffer, offset, length) -> {
            offsets.putIfAbsent(arrival / SECOND, writer.position());
            writer.accept(arrival, buffer, offset, length);
          });
      end = writer.position();
    }
    int least = (int) (summary.spans() / Workloads.MAX_BLOCK_SPANS + 1);
    List<Range> ranges = TimeBlocks.cut(offsets, end, faults, least, setting.blocks());
    if (ranges.size() < 2) {
      throw new InvalidInput(
          spec,
          "all its telemetry falls into one time block",
          "at least two blocks, cut outside the labelled faults",
          "Record for longer: pairing needs more than one block.");
    }
    List<String> warnings = warnings(summary, faults, ranges);
    List<TimeBlock> blocks = new ArrayList<>();
    for (Range range : ranges) {
      blocks.add(block(spool, range, faults));
    }
    return new RecordedWorkload(
        spec,
        spool,
        blocks,
        summary.brokenRecords(),
        warnings,
        note(summary, faults, ranges.size()));
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

  private static TimeBlock block(Path spool, Range range, List<Fault> faults) throws IOException {
    MessageDigest digest = Sha256.digest();
    long[] bytes = new long[1];
    Spool.replay(
        spool,
        range.spoolFrom(),
        range.spoolTo(),
        (arrival, buffer, offset, length) -> {
          digest.update(buffer, offset, length);
          bytes[0] += length;
        });
    return new TimeBlock(
        range.startNanos(),
        range.endNanos(),
        range.spoolFrom(),
        range.spoolTo(),
        bytes[0],
        HexFormat.of().formatHex(digest.digest()),
        faults.stream().filter(fault -> begins(fault, range)).toList());
  }

  private static String note(OtlpFiles.Summary summary, List<Fault> faults, int blocks) {
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
