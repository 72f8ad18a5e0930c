package mop.experiments.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A source of telemetry, drawn block by block. The same seed draws the same bytes. */
public sealed interface Workload permits ShopWorkload, RecordedWorkload {
  /** The specification as typed: {@code shop}, {@code otlp:PATH}. */
  String spec();

  /** How many blocks there are; {@link Integer#MAX_VALUE} where more can always be drawn. */
  int availableBlocks();

  /** Whether an undecidable margin is the fault of the definition (it could draw more blocks). */
  default boolean canGrow() {
    return availableBlocks() == Integer.MAX_VALUE;
  }

  /** Visible faults in a block, as far as they are known before it is drawn. */
  int expectedVisibleFaults(int block);

  /**
   * Draws a block.
   *
   * @param scratch folder for the block's bytes; what was there for an earlier block may go
   */
  TelemetryBlock draw(int block, Path scratch) throws IOException;

  /**
   * The same source at another rate over the same event time; absent where it has only the one that
   * it was recorded at.
   *
   * @throws mop.analysis.input.InvalidInput when the source cannot be so small or so large
   */
  Optional<Workload> atRate(double times);

  /** Lines that could not be read and were left out. */
  long skippedLines();

  /** What is odd about the telemetry, a sentence each without full stop; empty when nothing. */
  default List<String> warnings() {
    return List.of();
  }

  /** What a reader of the report must know of this workload; empty when nothing. */
  String note();
}
