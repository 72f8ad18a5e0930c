package mop.stack.logs.index;

import java.util.List;
import mop.stack.labels.Labels;

/**
 * A stream in the index.
 *
 * @param fingerprint under which its chunks are stored
 * @param chunks in their order, none twice
 */
public record IndexSeries(Labels labels, long fingerprint, List<ChunkMeta> chunks) {
  public IndexSeries {
    chunks = chunks.stream().sorted().distinct().toList();
  }
}
