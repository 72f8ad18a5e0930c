package mop.stack.metrics.block;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import mop.stack.parquet.ByteSink;

/**
 * What was deleted from a block without writing it anew: the file {@code tombstones}, version 1.
 *
 * @param byRef intervals of each series by its reference (a sixteenth of its offset in the index),
 *     sorted and apart from each other
 */
public record Tombstones(SortedMap<Long, List<Interval>> byRef) {
  public static final Tombstones NONE = new Tombstones(new TreeMap<>());

  private static final int MAGIC = 0x0130BA30;
  private static final int VERSION = 1;
  private static final int HEADER = 5;
  private static final int CRC = 4;

  /** Joins intervals that overlap or touch; a series without any is left out. */
  public static Tombstones of(Map<Long, List<Interval>> byRef) {
    SortedMap<Long, List<Interval>> joined = new TreeMap<>();
    byRef.forEach((ref, intervals) -> {
      if (!intervals.isEmpty()) {
        joined.put(ref, Interval.union(intervals));
      }
    });
    return new Tombstones(joined);
  }

  List<Interval> of(int ref) {
    return byRef.isEmpty() ? List.of() : byRef.getOrDefault((long) ref, List.of());
  }

  /** How many intervals there are. */
  public long count() {
    return byRef.values().stream().mapToLong(List::size).sum();
  }

  byte[] encode() {
    ByteSink out = new ByteSink(64);
    out.putInt(Integer.reverseBytes(MAGIC));
    out.put(VERSION);
    byRef.forEach((ref, intervals) -> {
      for (Interval i : intervals) {
        out.putVarint(ref);
        out.putZigzag(i.from());
        out.putZigzag(i.to());
      }
    });
    // The version is not part of the checksum.
    CRC32C crc = new CRC32C();
    crc.update(out.array(), HEADER, out.size() - HEADER);
    out.putInt(Integer.reverseBytes((int) crc.getValue()));
    return out.toByteArray();
  }

  static Tombstones decode(byte[] bytes, String file) {
    if (bytes.length < HEADER + CRC) {
      throw Damage.at(file, bytes.length, "ends within its header");
    }
    ByteBuffer b = ByteBuffer.wrap(bytes);
    if (b.getInt(0) != MAGIC || b.get(4) != VERSION) {
      throw Damage.at(file, 0, "does not begin as tombstones of version 1 do");
    }
    ByteView in = new ByteView(MemorySegment.ofArray(bytes), file, 0).moveTo(HEADER);
    in.checkCrc(bytes.length - HEADER - CRC);
    Map<Long, List<Interval>> byRef = new TreeMap<>();
    while (in.remaining() > CRC) {
      long ref = in.uvarint();
      long from = in.varint();
      long to = in.varint();
      if (from > to) {
        throw in.damage("interval from " + from + " to " + to);
      }
      byRef.computeIfAbsent(ref, r -> new ArrayList<>()).add(new Interval(from, to));
    }
    return of(byRef);
  }
}
