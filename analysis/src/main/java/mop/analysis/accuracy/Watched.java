package mop.analysis.accuracy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import mop.analysis.telemetry.TraceTable;

/**
 * The operations that the detector watches: those that serve requests or call others. Where names
 * are so many that each hardly occurs twice, only the busiest: a series of one is no series, and
 * memory stays bounded.
 */
final class Watched {
  static final int MOST = 2_000;

  private final int[] operations;
  private final int candidates;

  Watched(Reference reference) {
    TraceTable table = reference.table();
    int all = table.operations().size();
    BitSet active = new BitSet(all);
    int[] spans = new int[all];
    for (int span = 0; span < table.spans(); span++) {
      int operation = table.operation(span);
      spans[operation]++;
      if (reference.serves(span)) {
        active.set(operation);
      }
      if (table.parent(span) != TraceTable.NO_PARENT) {
        active.set(table.operation(table.parent(span)));
      }
    }
    candidates = active.cardinality();
    int[] busiest = active.stream().toArray();
    if (busiest.length > MOST) {
      busiest =
          IntStream.of(busiest)
              .boxed()
              .sorted(Comparator.comparingInt(operation -> -spans[operation]))
              .limit(MOST)
              .mapToInt(Integer::intValue)
              .sorted()
              .toArray();
    }
    operations = Arrays.copyOf(busiest, busiest.length);
  }

  /** Number of places. */
  int count() {
    return operations.length;
  }

  /** The operation at a place. */
  int operation(int place) {
    return operations[place];
  }

  /** Operations that could have been watched. */
  int candidates() {
    return candidates;
  }
}
