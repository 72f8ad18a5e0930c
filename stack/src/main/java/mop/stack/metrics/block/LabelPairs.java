package mop.stack.metrics.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import mop.stack.labels.Labels;

/**
 * The pairs of label and value of an index that is being written, numbered as they come, and how
 * many series have each. What is sorted is found out at the end, when all are known.
 */
final class LabelPairs {
  private final Map<String, Map<String, Integer>> numbers = new HashMap<>();
  private int[] counts = new int[1024];
  private int size;

  /** Counts a series of this pair and returns the pair's number. */
  int count(String name, String value) {
    Map<String, Integer> values = numbers.get(name);
    if (values == null) {
      values = new HashMap<>();
      numbers.put(name, values);
    }
    Integer known = values.get(value);
    if (known != null) {
      counts[known]++;
      return known;
    }
    if (size == counts.length) {
      counts = Arrays.copyOf(counts, 2 * size);
    }
    counts[size] = 1;
    values.put(value, size);
    return size++;
  }

  int size() {
    return size;
  }

  /** Series of a pair. */
  int series(int pair) {
    return counts[pair];
  }

  /**
   * All pairs as they stand in the index.
   *
   * @param symbols names and values, sorted, each once; the empty one first, as in Prometheus
   * @param nameOf number of each pair's name among the symbols
   * @param valueOf number of each pair's value among the symbols
   * @param order numbers of the pairs, sorted by name and value
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Sorted(List<String> symbols, int[] nameOf, int[] valueOf, int[] order) {}

  Sorted sorted() {
    Set<String> distinct = new LinkedHashSet<>();
    distinct.add("");
    numbers.forEach((name, values) -> {
      distinct.add(name);
      distinct.addAll(values.keySet());
    });
    List<String> symbols = new ArrayList<>(distinct);
    symbols.sort(Labels::compareNames);
    Map<String, Integer> rank = HashMap.newHashMap(symbols.size());
    for (int i = 0; i < symbols.size(); i++) {
      rank.put(symbols.get(i), i);
    }
    int[] nameOf = new int[size];
    int[] valueOf = new int[size];
    numbers.forEach((name, values) ->
        values.forEach((value, pair) -> {
          nameOf[pair] = rank.getOrDefault(name, 0);
          valueOf[pair] = rank.getOrDefault(value, 0);
        }));
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingLong(p -> ((long) nameOf[p] << 32) | valueOf[p]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Sorted(symbols, nameOf, valueOf, order);
  }
}
