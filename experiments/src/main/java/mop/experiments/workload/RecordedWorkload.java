package mop.experiments.workload;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mop.analysis.telemetry.Fault;

/**
 * Recorded OTLP, cut into time blocks. All files are converted once into one spool on disk; a block
 * is a range of it.
 */
final class RecordedWorkload implements Workload {
  private final String spec;
  private final Path spool;
  private final List<TimeBlock> blocks;
  private final long skippedLines;
  private final List<String> warnings;
  private final String note;

  /**
   * @param sha256 of the block's OTLP trace bytes
   * @param others metrics and logs that arrived in the block's time
   */
  record TimeBlock(
      long startNanos,
      long endNanos,
      long spoolFrom,
      long spoolTo,
      long bytes,
      String sha256,
      List<Fault> faults,
      List<SignalRange> others) {}

  RecordedWorkload(
      String spec,
      Path spool,
      List<TimeBlock> blocks,
      long skippedLines,
      List<String> warnings,
      String note) {
    this.spec = spec;
    this.spool = spool;
    this.blocks = List.copyOf(blocks);
    this.skippedLines = skippedLines;
    this.warnings = List.copyOf(warnings);
    this.note = note;
  }

  @Override
  public String spec() {
    return spec;
  }

  @Override
  public int availableBlocks() {
    return blocks.size();
  }

  @Override
  public int expectedVisibleFaults(int block) {
    return (int) blocks.get(block).faults().stream().filter(Fault::visible).count();
  }

  @Override
  public TelemetryBlock draw(int block, Path scratch) {
    TimeBlock cut = blocks.get(block);
    return new TelemetryBlock(
        block,
        cut.faults(),
        cut.bytes(),
        cut.sha256(),
        cut.startNanos(),
        cut.endNanos(),
        spool,
        cut.spoolFrom(),
        cut.spoolTo(),
        cut.others());
  }

  @Override
  public Optional<Workload> atRate(double times) {
    return Optional.empty();
  }

  @Override
  public long skippedLines() {
    return skippedLines;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public String note() {
    return note;
  }
}
