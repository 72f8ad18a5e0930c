package mop.stack.logs.chunk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import mop.stack.labels.Labels;

/** The names and values of structured metadata in a chunk, each held once and known by number. */
final class Symbols {
  private final Map<String, Integer> numbers = new HashMap<>();
  private String[] texts = new String[16];
  private int count;
  private long bytes;

  /** Names and values of a label set in turn, as numbers. */
  int[] add(Labels metadata) {
    int[] pairs = new int[2 * metadata.size()];
    for (int i = 0; i < metadata.size(); i++) {
      pairs[2 * i] = add(metadata.name(i));
      pairs[2 * i + 1] = add(metadata.value(i));
    }
    return pairs;
  }

  int add(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    if (count == texts.length) {
      texts = Arrays.copyOf(texts, 2 * count);
    }
    texts[count] = text;
    numbers.put(text, count);
    bytes += text.getBytes(StandardCharsets.UTF_8).length;
    return count++;
  }

  int count() {
    return count;
  }

  String text(int number) {
    return texts[number];
  }

  /** Bytes of all texts. */
  long bytes() {
    return bytes;
  }

  /** The table as it is now; what is added later is not in it and does not disturb it. */
  Table table() {
    return new Table(texts, count);
  }

  /**
   * The texts by their numbers.
   *
   * @param count how many of the array count; the rest is not looked at
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // shared on purpose: what lies below count never changes
  record Table(String[] texts, int count) {
    /** The label set of these pairs of numbers; a number without a text counts as empty. */
    Labels labels(int[] pairs) {
      if (pairs.length == 0) {
        return Labels.EMPTY;
      }
      Labels.Builder b = Labels.builder();
      for (int i = 0; i < pairs.length; i += 2) {
        b.set(text(pairs[i]), text(pairs[i + 1]));
      }
      return b.build();
    }

    private String text(int number) {
      return number >= 0 && number < count ? texts[number] : "";
    }
  }
}
