package mop.stack.metrics.ingest;

import java.util.ArrayList;
import java.util.List;
import mop.stack.otlp.InvalidOtlp;
import mop.stack.otlp.WireReader;

/**
 * Consecutive buckets of an OTLP exponential histogram.
 *
 * @param offset index of the first
 */
record ExponentialBuckets(int offset, List<Long> counts) {
  static final ExponentialBuckets NONE = new ExponentialBuckets(0, List.of());

  private static final int OFFSET = 1 << 3 | WireReader.VARINT;
  private static final int COUNTS = 2;

  /** So many empty buckets in a row are written rather than left out, as Prometheus does. */
  private static final int SMALL_GAP = 2;

  static ExponentialBuckets read(WireReader in) throws InvalidOtlp {
    int offset = 0;
    List<Long> counts = new ArrayList<>();
    while (in.more()) {
      int tag = in.tag();
      if (tag == OFFSET) {
        offset = signed(in.varint());
      } else if (tag == (COUNTS << 3 | WireReader.VARINT)) {
        counts.add(in.varint());
      } else if (tag == (COUNTS << 3 | WireReader.LEN)) {
        WireReader packed = Span.next(in).within(in);
        while (packed.more()) {
          counts.add(packed.varint());
        }
      } else {
        in.skip(tag);
      }
    }
    return new ExponentialBuckets(offset, counts);
  }

  /** A signed number as protobuf's {@code sint32} has it. */
  static int signed(long zigzag) {
    int z = (int) zigzag;
    return (z >>> 1) ^ -(z & 1);
  }

  /**
   * Index and count of Prometheus' buckets, of which 2^{@code by} take one's place. OTLP's bucket 0
   * begins above 1, Prometheus' ends at 1. Where several become one, and the first of them is
   * empty, Prometheus 3.13 puts the others a bucket too low; here they are where they belong.
   */
  List<long[]> coarser(int by) {
    int shift = Math.min(by, 31);
    List<long[]> merged = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      long index = (((long) offset + i) >> shift) + 1;
      if (merged.isEmpty() || merged.getLast()[0] != index) {
        merged.add(new long[] {index, 0});
      }
      merged.getLast()[1] += counts.get(i);
    }
    return withoutGaps(merged);
  }

  private static List<long[]> withoutGaps(List<long[]> dense) {
    List<long[]> kept = new ArrayList<>();
    int zeros = 0;
    for (int i = 0; i < dense.size(); i++) {
      if (dense.get(i)[1] == 0 && i < dense.size() - 1) {
        zeros++;
        continue;
      }
      if (zeros <= SMALL_GAP) {
        kept.addAll(dense.subList(i - zeros, i));
      }
      kept.add(dense.get(i));
      zeros = 0;
    }
    return kept;
  }
}
