package mop.stack.parquet;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Repetition and definition levels of a repeated or optional field (Dremel's record shredding). All
 * columns whose innermost such field this is share the stream.
 *
 * <p>A field that does not occur costs nothing: its stream takes over its parent's entries in bulk
 * when it occurs next, and one that never occurs in a row group is an alias of its parent's.
 */
public final class LevelStream {
  private final @Nullable LevelStream parent;
  private final int repetition;
  private final int definition;

  /** An entry's repetition level in the upper four bits, its definition level in the lower. */
  private byte[] levels = new byte[64];

  private int entries;
  private int synced;
  private @Nullable RowIndex rows;
  private final Map<Slice, byte[]> encoded = new ConcurrentHashMap<>();
  private final Map<Slice, Histograms> histograms = new ConcurrentHashMap<>();

  private record Slice(boolean ofRepetition, int from, int to, int bitWidth) {}

  LevelStream(@Nullable LevelStream parent, int repetition, int definition) {
    this.parent = parent;
    this.repetition = repetition;
    this.definition = definition;
  }

  /** Adds an occurrence of the field to the latest occurrence of its parent. */
  public void add() {
    LevelStream above = parent;
    if (above != null && synced < above.entries) {
      takeOver(above);
      levels[entries - 1] = (byte) ((levels[entries - 1] & 0xf0) | definition);
    } else {
      if (entries == levels.length) {
        levels = Arrays.copyOf(levels, ColumnWriter.grown(entries, entries + 1));
      }
      levels[entries++] = (byte) (repetition << 4 | definition);
    }
  }

  /** The stream around this one; null for that of the rows. */
  @Nullable LevelStream parent() {
    return parent;
  }

  /** Makes room for so many entries at once. */
  void expect(int count) {
    if (count > levels.length) {
      levels = new byte[count];
    }
  }

  /** Appends entries of all rows that are written, whether the field occurs in them or not. */
  void append(byte[] packed, int from, int to) {
    int n = to - from;
    if (entries + n > levels.length) {
      levels = Arrays.copyOf(levels, ColumnWriter.grown(levels.length, entries + n));
    }
    System.arraycopy(packed, from, levels, entries, n);
    entries += n;
  }

  /** Ends a row group's entries that came by {@link #append(byte[], int, int)}. */
  void appended() {
    synced = parent == null ? 0 : Math.max(1, parent.entries);
  }

  private void takeOver(LevelStream above) {
    int n = above.entries - synced;
    if (entries + n > levels.length) {
      levels = Arrays.copyOf(levels, ColumnWriter.grown(levels.length, entries + n));
    }
    if (n == 1) {
      levels[entries] = above.levels[synced];
    } else {
      System.arraycopy(above.levels, synced, levels, entries, n);
    }
    entries += n;
    synced += n;
  }

  private boolean isAlias() {
    return synced == 0 && parent != null;
  }

  /** Takes over what is left of the parent and indexes the rows; parents first. */
  void finish() {
    LevelStream above = parent;
    if (above != null && isAlias()) {
      rows = above.rows().withoutValues();
      return;
    }
    if (above != null && synced < above.entries) {
      takeOver(above);
    }
    rows = RowIndex.of(levels, entries, definition);
  }

  RowIndex rows() {
    if (rows == null) {
      throw new IllegalStateException("stream is not finished");
    }
    return rows;
  }

  void clear() {
    entries = 0;
    synced = 0;
    rows = null;
    encoded.clear();
    histograms.clear();
  }

  private LevelStream source() {
    return parent != null && isAlias() ? parent.source() : this;
  }

  /** The repetition levels of entries {@code [from, to)} in the hybrid encoding. */
  byte[] encodedRepetition(int from, int to, int maxLevel) {
    return source().encoded(new Slice(true, from, to, width(maxLevel)));
  }

  /** The definition levels of entries {@code [from, to)} in the hybrid encoding. */
  byte[] encodedDefinition(int from, int to, int maxLevel) {
    return source().encoded(new Slice(false, from, to, width(maxLevel)));
  }

  private byte[] encoded(Slice slice) {
    return encoded.computeIfAbsent(
        slice,
        k -> {
          ByteSink out = new ByteSink((k.to - k.from) / 8 + 64);
          RleEncoder.levels(unpack(k), 0, k.to - k.from, k.bitWidth, out);
          return out.toByteArray();
        });
  }

  private byte[] unpack(Slice k) {
    byte[] one = new byte[k.to - k.from];
    for (int i = 0; i < one.length; i++) {
      int both = levels[k.from + i];
      one[i] = (byte) (k.ofRepetition ? both >> 4 : both & 15);
    }
    return one;
  }

  private static int width(int maxLevel) {
    return 32 - Integer.numberOfLeadingZeros(maxLevel);
  }

  /** How many entries of {@code [from, to)} have each repetition level up to {@code maxLevel}. */
  long[] repetitionHistogram(int from, int to, int maxLevel) {
    return Arrays.copyOf(source().histograms(from, to).repetition, maxLevel + 1);
  }

  /** How many entries of {@code [from, to)} have each definition level up to {@code maxLevel}. */
  long[] definitionHistogram(int from, int to, int maxLevel) {
    return Arrays.copyOf(source().histograms(from, to).definition, maxLevel + 1);
  }

  /** Number of entries by level. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only carried
  private record Histograms(long[] repetition, long[] definition) {}

  private Histograms histograms(int from, int to) {
    return histograms.computeIfAbsent(
        new Slice(true, from, to, 0),
        k -> {
          int[] even = new int[128];
          int[] odd = new int[128];
          for (int i = from; i < to; i++) {
            // two counters in turn, as each waits for its last increment
            ((i & 1) == 0 ? even : odd)[levels[i]]++;
          }
          Histograms h = new Histograms(new long[16], new long[16]);
          for (int p = 0; p < even.length; p++) {
            h.repetition[p >> 4] += even[p] + odd[p];
            h.definition[p & 15] += even[p] + odd[p];
          }
          return h;
        });
  }
}
