package mop.stack.metrics.head;

import java.util.List;
import java.util.Random;
import mop.stack.metrics.chunk.Histogram;
import mop.stack.metrics.chunk.Histogram.Layout;
import mop.stack.metrics.chunk.Histogram.Reset;

/** Native histograms for tests. */
final class Histograms {
  private static final List<Reset> RESETS = List.of(Reset.values());

  private Histograms() {}

  static Histogram random(Random random, boolean whole) {
    boolean custom = random.nextInt(4) == 0;
    int[] positive = buckets(random, custom ? 0 : -20);
    int[] negative = custom ? new int[0] : buckets(random, -5);
    double[] bounds = new double[custom ? 40 : 0];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = i * 0.5;
    }
    int schema = custom ? Layout.CUSTOM : random.nextInt(13) - 4;
    Layout layout = new Layout(schema, custom ? 0 : 1e-128, positive, negative, bounds);
    return new Histogram(
        whole,
        RESETS.get(random.nextInt(RESETS.size())),
        layout,
        count(random, whole),
        custom ? 0 : count(random, whole),
        random.nextGaussian() * 1000,
        counts(random, whole, positive.length),
        counts(random, whole, negative.length));
  }

  private static int[] buckets(Random random, int from) {
    int[] buckets = new int[random.nextInt(12)];
    int at = from;
    for (int i = 0; i < buckets.length; i++) {
      at += 1 + (random.nextInt(3) == 0 ? random.nextInt(3) : 0);
      buckets[i] = at;
    }
    return buckets;
  }

  private static long[] counts(Random random, boolean whole, int n) {
    long[] counts = new long[n];
    for (int i = 0; i < n; i++) {
      counts[i] = count(random, whole);
    }
    return counts;
  }

  private static long count(Random random, boolean whole) {
    long n = random.nextInt(1000);
    return whole ? n : Double.doubleToRawLongBits(n / 4.0);
  }
}
