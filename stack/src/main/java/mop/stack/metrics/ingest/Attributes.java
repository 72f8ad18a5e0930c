package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.List;
import mop.stack.labels.Labels;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/** Attributes of a resource, a point or an exemplar, their values as text. */
final class Attributes {
  private static final int KEY = 1 << 3 | WireReader.LEN;
  private static final int VALUE = 2 << 3 | WireReader.LEN;

  record Pair(String key, String value) {}

  private final List<Pair> pairs = new ArrayList<>();

  /** Adds the {@code KeyValue} whose tag was just read. */
  void add(WireReader in) throws InvalidOtlp {
    WireReader pair = Span.next(in).within(in);
    String key = "";
    String value = "";
    while (pair.more()) {
      int tag = pair.tag();
      switch (tag) {
        case KEY -> key = Texts.next(pair);
        case VALUE -> value = AnyValueText.of(Span.next(pair).within(pair));
        default -> pair.skip(tag);
      }
    }
    pairs.add(new Pair(key, value));
  }

  List<Pair> pairs() {
    return pairs;
  }

  boolean has(String key) {
    return pairs.stream().anyMatch(p -> p.key.equals(key));
  }

  /** The value of that key; empty when there is none. */
  String get(String key) {
    for (Pair p : pairs) {
      if (p.key.equals(key)) {
        return p.value;
      }
    }
    return "";
  }

  /** Sorted by their keys' UTF-8 bytes. */
  List<Pair> sorted() {
    List<Pair> sorted = new ArrayList<>(pairs);
    sorted.sort((a, b) -> Labels.compareNames(a.key, b.key));
    return sorted;
  }
}
