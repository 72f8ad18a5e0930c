package mop.stack.logql;

import java.util.Map;
import java.util.TreeMap;
import mop.stack.labels.Labels;
import org.jspecify.annotations.Nullable;

/** A log entry on its way through a pipeline: its line and its labels. */
final class Row {
  static final String ERROR = "__error__";
  static final String ERROR_DETAILS = "__error_details__";

  /** Behind the name of an extracted label where the stream has one of that name. */
  static final String EXTRACTED = "_extracted";

  final long timestamp;
  String line;
  private final Labels stream;
  private final Labels metadata;
  private @Nullable Map<String, String> changed;

  Row(long timestamp, String line, Labels stream, Labels metadata) {
    this.timestamp = timestamp;
    this.line = line;
    this.stream = stream;
    this.metadata = metadata;
  }

  private Map<String, String> map() {
    Map<String, String> all = changed;
    if (all == null) {
      all = new TreeMap<>();
      stream.forEach(all::put);
      for (int i = 0; i < metadata.size(); i++) {
        all.put(unlikeStream(metadata.name(i)), metadata.value(i));
      }
      changed = all;
    }
    return all;
  }

  private String unlikeStream(String name) {
    return stream.get(name).isEmpty() ? name : name + EXTRACTED;
  }

  /** The value of a label; null where there is none. */
  @Nullable String get(String name) {
    return map().get(name);
  }

  /** The value of a label; empty where there is none. */
  String text(String name) {
    return map().getOrDefault(name, "");
  }

  /** Sets a label; an empty value stays a label, as in Loki. */
  void set(String name, String value) {
    map().put(name, value);
  }

  /** Sets a label that a parser found. */
  void extract(String name, String value) {
    map().put(unlikeStream(name), value);
  }

  void remove(String name) {
    map().remove(name);
  }

  Map<String, String> all() {
    return map();
  }

  boolean failed() {
    return changed != null && changed.containsKey(ERROR);
  }

  void fail(String kind, String details) {
    map().put(ERROR, kind);
    map().put(ERROR_DETAILS, details);
  }

  /** The labels as they are now; those without a value are left out. */
  Labels labels() {
    return changed == null && metadata.size() == 0 ? stream : Labels.of(map());
  }

  /** Those of the stream's labels that are as they were. */
  Labels ofStream() {
    return stream.keep(n -> stream.get(n).equals(text(n)));
  }

  /** Those of the entry's own labels that are as they were, under the names that they have here. */
  Labels ofMetadata() {
    Labels.Builder kept = Labels.builder();
    metadata.forEach((n, value) -> {
      String name = unlikeStream(n);
      if (value.equals(text(name))) {
        kept.set(name, value);
      }
    });
    return kept.build();
  }
}
