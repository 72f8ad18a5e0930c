package mop.stack.metrics.block;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the list of series of each pair of label and value lies. In memory stand the names and, of
 * each pair, four bytes; values are compared where they lie.
 */
final class PostingsTable {
  private final MemorySegment section;
  private final String file;
  private final long start;

  /** Where each pair's value begins, from the start of the section. */
  private final int[] values;

  private final Map<String, Range> names;

  /** The pairs of one name: numbers from {@code first} up to before {@code end}. */
  record Range(int first, int end) {}

  private PostingsTable(
      MemorySegment section, String file, long start, int[] values, Map<String, Range> names) {
    this.section = section;
    this.file = file;
    this.start = start;
    this.values = values;
    this.names = names;
  }

  /**
   * @param start of the section's content in the file
   */
  static PostingsTable read(MemorySegment section, String file, long start) {
    ByteView in = new ByteView(section, file, start);
    long count = in.u32();
    if (count > in.remaining() / 4) {
      throw in.damage(count + " lists of series in " + in.remaining() + " bytes");
    }
    int[] values = new int[(int) count];
    Map<String, Range> names = new LinkedHashMap<>();
    byte[] name = null;
    int first = 0;
    for (int i = 0; i < values.length; i++) {
      if (in.u8() != 2) {
        throw in.damage("an entry that has not two keys");
      }
      long at = in.offset();
      if (name == null || in.compareText(name) != 0) {
        close(names, name, first, i, in);
        name = in.moveTo(at).bytes(in.length());
        first = i;
      }
      values[i] = (int) (in.offset() - start);
      in.skip(in.length());
      in.uvarint();
    }
    close(names, name, first, values.length, in);
    return new PostingsTable(section, file, start, values, names);
  }

  private static void close(
      Map<String, Range> names, byte @Nullable [] name, int first, int end, ByteView in) {
    if (name != null
        && names.put(new String(name, StandardCharsets.UTF_8), new Range(first, end)) != null) {
      throw in.damage("label names are not sorted");
    }
  }

  /** Names of labels, sorted. */
  List<String> names() {
    List<String> all = new ArrayList<>(names.keySet());
    all.remove("");
    return all;
  }

  /** The pairs of a name; empty when there is no such name. */
  Range range(String name) {
    return names.getOrDefault(name, new Range(0, 0));
  }

  private ByteView at(int pair) {
    return new ByteView(section, file, start).moveTo(start + Integer.toUnsignedLong(values[pair]));
  }

  String value(int pair) {
    return at(pair).text();
  }

  /** Offset in the file of a pair's list of series. */
  long list(int pair) {
    ByteView in = at(pair);
    in.skip(in.length());
    return in.uvarint();
  }

  /** The pair of a name and a value; −1 when there is none. */
  int find(String name, String value) {
    Range r = range(name);
    byte[] wanted = value.getBytes(StandardCharsets.UTF_8);
    int low = r.first;
    int high = r.end - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int c = at(middle).compareText(wanted);
      if (c == 0) {
        return middle;
      }
      if (c < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
