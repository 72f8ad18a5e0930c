package mop.stack.traces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mop.analysis.input.InvalidInput;
import mop.stack.otlp.RawTrace;
import mop.stack.store.ObjectStore;

/**
 * Finds traces by id in the log and in all blocks of a tenant; what several of them hold of a trace
 * is combined. Thread-safe.
 */
public final class TraceFinder {
  private final ObjectStore store;
  private final TraceStore recent;
  private final BlockList blocks;

  /**
   * @param recent tells {@code blocks} of each block it cuts
   */
  public TraceFinder(ObjectStore store, TraceStore recent, BlockList blocks) {
    this.store = store;
    this.recent = recent;
    this.blocks = blocks;
  }

  /**
   * The trace, empty when nothing of it is stored.
   *
   * @throws InvalidInput when a block is damaged
   */
  public Optional<RawTrace> find(long idHigh, long idLow) throws IOException {
    List<RawTrace> parts = new ArrayList<>();
    try (RecentTraces log = recent.recent()) {
      for (BlockMeta block : blocks.snapshot().blocks()) {
        BlockReader.find(store, block, idHigh, idLow).ifPresent(parts::add);
      }
      log.find(idHigh, idLow).ifPresent(parts::add);
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(TraceCombiner.combine(parts));
  }
}
