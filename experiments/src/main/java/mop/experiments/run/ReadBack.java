package mop.experiments.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import mop.stack.store.FileObjectStore;
import mop.stack.store.ObjectStore;
import mop.stack.traces.BlockReader;
import mop.stack.traces.TraceStoreSettings;

/** Reads the stored blocks again and holds them against what the sampler kept. */
final class ReadBack {
  private ReadBack() {}

  /**
   * What is stored and was not kept, or the other way round; empty when they agree trace by trace
   * and span count by span count. Not part of any measurement.
   *
   * @param duplicates spans that arrived twice; the store combines those within a block, so so many
   *     may be missing
   */
  static Optional<String> difference(
      Path objects, KeptLog kept, Reference reference, long duplicates) throws IOException {
    int[] expected = kept.spansByTrace(reference);
    int[] stored = new int[expected.length];
    int[] strangers = new int[1];
    ObjectStore store = new FileObjectStore(objects);
    String tenant = TraceStoreSettings.SINGLE_TENANT;
    for (String id : BlockReader.blocks(store, tenant)) {
      BlockReader.open(store, tenant, id)
          .spanCounts((idHigh, idLow, spans) -> {
            int trace = reference.index().of(idHigh, idLow);
            if (trace == TraceIndex.ABSENT) {
              strangers[0]++;
            } else {
              stored[trace] += spans;
            }
          });
    }
    int wrong = strangers[0];
    long missing = 0;
    for (int trace = 0; trace < expected.length; trace++) {
      boolean lost = expected[trace] > 0 && stored[trace] == 0;
      wrong += lost || stored[trace] > expected[trace] ? 1 : 0;
      missing += Math.max(0, expected[trace] - stored[trace]);
    }
    return wrong == 0 && missing <= duplicates
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the store does not hold what the sampler kept: %,d traces differ, %,d spans miss",
                wrong,
                missing));
  }
}
