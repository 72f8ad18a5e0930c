package mop.reports.words;

import java.util.Map;
import java.util.TreeMap;

/** Maps in an order of their own, because that of a {@code Map.of} differs from run to run. */
public final class Sorted {

  private Sorted() {}

  /** The same entries by key. */
  public static <V> Map<String, V> byKey(Map<String, V> map) {
    return new TreeMap<>(map);
  }
}
