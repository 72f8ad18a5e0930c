package mop.stack.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mop.stack.otlp.RawTrace;
import mop.stack.store.ObjectStore;
import mop.stack.traceql.engine.TagSource;
import mop.stack.traceql.engine.TimeRange;
import mop.stack.traceql.source.BlockTraces;
import mop.stack.traceql.source.RawTraces;
import mop.stack.traces.BlockList;
import mop.stack.traces.BlockMeta;
import mop.stack.traces.BlockReader;
import mop.stack.traces.RecentTraces;
import mop.stack.traces.TraceStore;

/** Where traces of a time are read from: the log first, then blocks, the latest first. */
final class StoredTraces {
  private final ObjectStore objects;
  private final TraceStore recent;
  private final BlockList blocks;

  StoredTraces(ObjectStore objects, TraceStore recent, BlockList blocks) {
    this.objects = objects;
    this.recent = recent;
    this.blocks = blocks;
  }

  /**
   * The log is looked at before the list of blocks, so that no trace is missed; a block that was
   * made of that log in between is left out, so that no span counts twice.
   */
  List<TagSource> in(TimeRange range) throws IOException {
    List<RawTrace> unflushed = new ArrayList<>();
    String unfinished;
    try (RecentTraces log = recent.recent()) {
      unfinished = log.block();
      log.traces(range.any() ? 0 : range.start(), range.any() ? -1 : range.end(), unflushed::add);
    }
    List<TagSource> sources = new ArrayList<>();
    sources.add(new RawTraces(unflushed));
    List<BlockMeta> metas = new ArrayList<>(blocks.snapshot().blocks());
    metas.removeIf(
        m -> m.blockId().equals(unfinished) || !range.mayOverlap(m.startTime(), m.endTime()));
    metas.sort(Comparator.comparing(BlockMeta::endTime).reversed());
    for (BlockMeta meta : metas) {
      sources.add(new BlockTraces(BlockReader.open(objects, meta)));
    }
    return sources;
  }
}
