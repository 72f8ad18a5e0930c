package mop.simulator.signals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The points of one instrument: one for each set of attributes. */
final class Points {
  /** Tag of {@code HistogramDataPoint.attributes}. */
  private static final byte ATTRIBUTES = 9 << 3 | 2;

  final Instrument instrument;
  final List<Point> all = new ArrayList<>();
  private Point[] table = new Point[16];
  private byte[] key = new byte[256];

  /** Durations of one set of attributes since the process began. */
  static final class Point {
    /** {@code KeyValue} messages, each with its tag and length before it. */
    final byte[] attributes;

    private final int hash;
    final long[] buckets;
    long count;
    double sum;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;

    /** The last measurement of each bucket since the last export; a trace id of 0 for none. */
    final long[] traceHigh;

    final long[] traceLow;
    final long[] spanId;
    final long[] timeNanos;
    final double[] value;

    Point(byte[] attributes, int hash, int buckets) {
      this.attributes = attributes;
      this.hash = hash;
      this.buckets = new long[buckets];
      this.traceHigh = new long[buckets];
      this.traceLow = new long[buckets];
      this.spanId = new long[buckets];
      this.timeNanos = new long[buckets];
      this.value = new double[buckets];
    }
  }

  Points(Instrument instrument) {
    this.instrument = instrument;
  }

  /** The point of a span's attributes, made when it is the first. */
  Point of(SpanFields span) {
    int size = key(span);
    int hash = hash(size);
    int mask = table.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      Point known = table[slot];
      if (known == null) {
        return add(size, hash);
      }
      if (known.hash == hash
          && Arrays.equals(known.attributes, 0, known.attributes.length, key, 0, size)) {
        return known;
      }
    }
  }

  /** Writes the measurement's attributes as fields of a point. */
  private int key(SpanFields span) {
    int size = 0;
    for (int place : instrument.attributes()) {
      int length = span.length[place];
      if (length > 0) {
        if (key.length < size + length + 4) {
          key = Arrays.copyOf(key, 2 * (size + length + 4));
        }
        key[size++] = ATTRIBUTES;
        for (int rest = length; ; rest >>>= 7) {
          boolean last = rest < 0x80;
          key[size++] = (byte) (last ? rest : rest | 0x80);
          if (last) {
            break;
          }
        }
        System.arraycopy(span.buffer, span.offset[place], key, size, length);
        size += length;
      }
    }
    return size;
  }

  private int hash(int size) {
    int hash = size;
    for (int i = 0; i < size; i++) {
      hash = hash * 31 + key[i];
    }
    return hash ^ hash >>> 15;
  }

  private Point add(int size, int hash) {
    if (2 * all.size() >= table.length) {
      Point[] old = table;
      table = new Point[2 * old.length];
      all.forEach(this::place);
    }
    Point added = new Point(Arrays.copyOf(key, size), hash, instrument.bounds().length + 1);
    all.add(added);
    place(added);
    return added;
  }

  private void place(Point point) {
    int mask = table.length - 1;
    int slot = point.hash & mask;
    while (table[slot] != null) {
      slot = (slot + 1) & mask;
    }
    table[slot] = point;
  }

  /** Records a duration in seconds. */
  void record(
      SpanFields span, double seconds, long traceHigh, long traceLow, long spanId, long atNanos) {
    Point point = of(span);
    int bucket = 0;
    double[] bounds = instrument.bounds();
    while (bucket < bounds.length && seconds > bounds[bucket]) {
      bucket++;
    }
    point.buckets[bucket]++;
    point.count++;
    point.sum += seconds;
    point.min = Math.min(point.min, seconds);
    point.max = Math.max(point.max, seconds);
    point.traceHigh[bucket] = traceHigh;
    point.traceLow[bucket] = traceLow;
    point.spanId[bucket] = spanId;
    point.timeNanos[bucket] = atNanos;
    point.value[bucket] = seconds;
  }
}
