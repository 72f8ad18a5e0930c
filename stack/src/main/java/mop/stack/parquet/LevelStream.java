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
  private byte[] rep = new byte[64];
  private byte[] def = new byte[64];
  private int entries;
  private int synced;
  private @Nullable RowIndex rows;
  private final Map<Slice, byte[]> encoded = new ConcurrentHashMap<>();

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
      def[entries - 1] = (byte) definition;
    } else {
      if (entries == rep.length) {
        grow(entries + 1);
      }
      rep[entries] = (byte) repetition;
      def[entries++] = (byte) definition;
    }
  }

  private void takeOver(LevelStream above) {
    int n = above.entries - synced;
    if (entries + n > rep.length) {
      grow(entries + n);
    }
    if (n == 1) {
      rep[entries] = above.rep[synced];
      def[entries] = above.def[synced];
    } else {
      System.arraycopy(above.rep, synced, rep, entries, n);
      System.arraycopy(above.def, synced, def, entries, n);
    }
    entries += n;
    synced += n;
  }

  private void grow(int needed) {
    int capacity = Math.max(needed, rep.length * 2);
    rep = Arrays.copyOf(rep, capacity);
    def = Arrays.copyOf(def, capacity);
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
    rows = RowIndex.of(rep, def, entries, definition);
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
  }

  private LevelStream source() {
    return parent != null && isAlias() ? parent.source() : this;
  }

  /** The repetition levels of entries {@code [from, to)} in the hybrid encoding. */
  byte[] encodedRepetition(int from, int to, int maxLevel) {
    LevelStream s = source();
    return s.encoded.computeIfAbsent(
        new Slice(true, from, to, width(maxLevel)), k -> encode(s.rep, k));
  }

  /** The definition levels of entries {@code [from, to)} in the hybrid encoding. */
  byte[] encodedDefinition(int from, int to, int maxLevel) {
    LevelStream s = source();
    return s.encoded.computeIfAbsent(
        new Slice(false, from, to, width(maxLevel)), k -> encode(s.def, k));
  }

  private static byte[] encode(byte[] levels, Slice k) {
    ByteSink out = new ByteSink((k.to - k.from) / 8 + 64);
    RleEncoder.levels(levels, k.from, k.to, k.bitWidth, out);
    return out.toByteArray();
  }

  private static int width(int maxLevel) {
    return 32 - Integer.numberOfLeadingZeros(maxLevel);
  }

  /** How many entries of {@code [from, to)} have each repetition level up to {@code maxLevel}. */
  long[] repetitionHistogram(int from, int to, int maxLevel) {
    return histogram(source().rep, from, to, maxLevel);
  }

  /** How many entries of {@code [from, to)} have each definition level up to {@code maxLevel}. */
  long[] definitionHistogram(int from, int to, int maxLevel) {
    return histogram(source().def, from, to, maxLevel);
  }

  private static long[] histogram(byte[] levels, int from, int to, int maxLevel) {
    int[] counts = new int[16];
    for (int i = from; i < to; i++) {
      counts[levels[i]]++;
    }
    long[] result = new long[maxLevel + 1];
    for (int i = 0; i <= maxLevel; i++) {
      result[i] = counts[i];
    }
    return result;
  }
}
