package mop.stack.traces;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Combines the pieces of a trace as Tempo's combiner does: a span that an earlier piece has (same
 * id and kind) is left out; so is one that comes twice in a piece which is neither the first nor
 * the last, as Tempo looks for repetitions only there. Rare, so it may take its time.
 */
final class PieceMerger {
  private final SpanTable spans;

  private record Key(long id, int kind) {}

  PieceMerger(SpanTable spans) {
    this.spans = spans;
  }

  /**
   * @param into receives the numbers of the spans that stay, by start and then by id
   * @return how many stay
   */
  int merge(int[] into) {
    Set<Key> earlier = new HashSet<>();
    Set<Key> current = new HashSet<>();
    IntStream.Builder stay = IntStream.builder();
    int last = spans.piece[spans.size - 1];
    for (int i = 0; i < spans.size; i++) {
      if (i > 0 && spans.piece[i] != spans.piece[i - 1]) {
        earlier.addAll(current);
        current.clear();
      }
      Key key = new Key(spans.id(i), spans.kind[i]);
      boolean again = !current.add(key);
      boolean between = spans.piece[i] > 0 && spans.piece[i] < last;
      if (!earlier.contains(key) && !(again && between)) {
        stay.add(i);
      }
    }
    Comparator<Integer> byStart = (a, b) -> Long.compareUnsigned(spans.start[a], spans.start[b]);
    int[] sorted =
        stay.build()
            .boxed()
            .sorted(byStart.thenComparing(this::compareIds))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(sorted, 0, into, 0, sorted.length);
    return sorted.length;
  }

  private int compareIds(int a, int b) {
    return Arrays.compareUnsigned(
        spans.bytes,
        spans.idFrom[a],
        spans.idFrom[a] + spans.idLength[a],
        spans.bytes,
        spans.idFrom[b],
        spans.idFrom[b] + spans.idLength[b]);
  }
}
