package mop.stack.traceql.engine;

import java.util.ArrayList;
import java.util.List;
import mop.stack.traceql.Value;

/**
 * Spans of one trace that belong together.
 *
 * @param spans by number; not to be changed
 * @param attributes what the steps before found out about them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
record Spanset(int[] spans, List<NamedValue> attributes) {
  Spanset {
    attributes = List.copyOf(attributes);
  }

  /** All spans of a trace. */
  static Spanset all(int size) {
    int[] spans = new int[size];
    for (int i = 0; i < size; i++) {
      spans[i] = i;
    }
    return new Spanset(spans, List.of());
  }

  Spanset with(int[] others) {
    return new Spanset(others, attributes);
  }

  Spanset with(String name, Value value) {
    List<NamedValue> more = new ArrayList<>(attributes);
    more.add(new NamedValue(name, value));
    return new Spanset(spans, more);
  }
}
