package mop.stack.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The label set that names a series or a stream: names are unique and sorted by their UTF-8 bytes.
 * A label with an empty value is the same as no such label, and is never held. Immutable.
 */
public final class Labels implements Comparable<Labels> {
  /** The label that holds a metric's name. */
  public static final String METRIC_NAME = "__name__";

  public static final Labels EMPTY = new Labels(new String[0]);

  /** Names at even places, their values behind them. */
  private final String[] pairs;

  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  /**
   * @param pairs names and values in turn, in any order; of one name given twice the last counts
   */
  public static Labels of(String... pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException("a label without a value");
    }
    Builder b = builder();
    for (int i = 0; i < pairs.length; i += 2) {
      b.set(pairs[i], pairs[i + 1]);
    }
    return b.build();
  }

  public static Labels of(Map<String, String> pairs) {
    Builder b = builder();
    pairs.forEach(b::set);
    return b.build();
  }

  /**
   * Labels that are sorted already, as indexes hold them; the array is taken over.
   *
   * @param pairs names and values in turn, names rising by their UTF-8 bytes, no value empty
   * @throws IllegalArgumentException when they are not so
   */
  public static Labels ofSorted(String[] pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (i > 0 && compareNames(pairs[i - 2], pairs[i]) >= 0) {
        throw new IllegalArgumentException("label " + pairs[i] + " behind " + pairs[i - 2]);
      }
      if (pairs[i + 1].isEmpty()) {
        throw new IllegalArgumentException("label " + pairs[i] + " without a value");
      }
    }
    return pairs.length == 0 ? EMPTY : new Labels(pairs);
  }

  public static Builder builder() {
    return new Builder(new TreeMap<>(Labels::compareNames));
  }

  /** A builder that starts with these labels. */
  public Builder toBuilder() {
    Builder b = builder();
    forEach(b::set);
    return b;
  }

  /** How many labels there are. */
  public int size() {
    return pairs.length / 2;
  }

  /** The name at a place from 0, in the order of names. */
  public String name(int i) {
    return pairs[2 * i];
  }

  /** The value at a place from 0, in the order of names. */
  public String value(int i) {
    return pairs[2 * i + 1];
  }

  /** The value of that name; empty when there is no such label. */
  public String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  /** Only the labels whose name passes. */
  public Labels keep(Predicate<String> names) {
    List<String> kept = new ArrayList<>(pairs.length);
    for (int i = 0; i < pairs.length; i += 2) {
      if (names.test(pairs[i])) {
        kept.add(pairs[i]);
        kept.add(pairs[i + 1]);
      }
    }
    return kept.size() == pairs.length ? this : new Labels(kept.toArray(String[]::new));
  }

  public void forEach(BiConsumer<String, String> visitor) {
    for (int i = 0; i < pairs.length; i += 2) {
      visitor.accept(pairs[i], pairs[i + 1]);
    }
  }

  /** By the names and values in turn, each by its UTF-8 bytes, as Prometheus sorts series. */
  @Override
  public int compareTo(Labels other) {
    int shared = Math.min(pairs.length, other.pairs.length);
    for (int i = 0; i < shared; i++) {
      int c = compareNames(pairs[i], other.pairs[i]);
      if (c != 0) {
        return c;
      }
    }
    return pairs.length - other.pairs.length;
  }

  /**
   * Compares as the UTF-8 bytes of the strings compare. Java's order of UTF-16 differs where a
   * surrogate meets a character from U+E000 on.
   */
  public static int compareNames(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean xs = Character.isSurrogate(x);
        return xs == Character.isSurrogate(y) ? x - y : xs ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels l && hash == l.hash && Arrays.equals(pairs, l.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** As Prometheus writes it: {@code {job="api", zone="a"}}, values quoted. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("{");
    forEach((name, value) -> {
      out.append(out.length() == 1 ? "" : ", ").append(name).append('=');
      quote(value, out);
    });
    return out.append('}').toString();
  }

  private static void quote(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default -> out.append(c);
      }
    }
    out.append('"');
  }

  /** Collects labels. Not thread-safe. */
  public static final class Builder {
    private final SortedMap<String, String> labels;

    private Builder(SortedMap<String, String> labels) {
      this.labels = labels;
    }

    /** Sets a label; an empty value removes it. */
    public Builder set(String name, String value) {
      if (value.isEmpty()) {
        labels.remove(name);
      } else {
        labels.put(name, value);
      }
      return this;
    }

    public Builder remove(String name) {
      labels.remove(name);
      return this;
    }

    public Labels build() {
      String[] pairs = new String[2 * labels.size()];
      int i = 0;
      for (Map.Entry<String, String> e : labels.entrySet()) {
        pairs[i++] = e.getKey();
        pairs[i++] = e.getValue();
      }
      return pairs.length == 0 ? EMPTY : new Labels(pairs);
    }
  }
}
