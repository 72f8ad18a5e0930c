package mop.stack.metrics.block;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part {@code thanos} of {@code meta.json}, version 1, which Thanos and Mimir write.
 *
 * @param labels of all series of the block, beside their own
 * @param resolutionMillis 0 for raw samples, else the window of the aggregates
 * @param source what made the block
 * @param files of the block with their sizes in bytes; {@code meta.json} itself has none
 */
public record ThanosMeta(
    Map<String, String> labels, long resolutionMillis, String source, List<SizedFile> files) {
  public ThanosMeta {
    labels = Map.copyOf(new TreeMap<>(labels));
    files = List.copyOf(files);
  }

  /**
   * @param path relative to the block
   * @param bytes its size; −1 when it is not told
   */
  public record SizedFile(String path, long bytes) {}

  public ThanosMeta withFiles(List<SizedFile> f) {
    return new ThanosMeta(labels, resolutionMillis, source, f);
  }
}
