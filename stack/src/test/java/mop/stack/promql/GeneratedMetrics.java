package mop.stack.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mop.stack.labels.Labels;
import mop.stack.promql.MemorySource.Stored;

/**
 * Two hours of several hundred series with all that makes queries differ: counters that reset,
 * gauges below zero, classic histograms, gaps, irregular and exactly regular times, series that end
 * with a stale marker and begin again, NaN and infinities. Seeded.
 */
public final class GeneratedMetrics {
  /** A whole minute. */
  public static final long START = 1_700_000_100_000L;

  static final long END = START + 7_200_000;

  private static final double[] BOUNDS = {0.005, 0.05, 0.1, 0.5, 1, 5, Double.POSITIVE_INFINITY};

  private final SplittableRandom random;
  private final List<Stored> series = new ArrayList<>();

  public GeneratedMetrics(long seed) {
    random = new SplittableRandom(seed);
    for (String job : List.of("api", "web", "db")) {
      for (int i = 0; i < 4; i++) {
        instance(job, job + "-" + i + ":9090");
      }
    }
    churn();
    odd();
    broken();
    sparse();
  }

  public MemorySource source() {
    return new MemorySource(series);
  }

  private void instance(String job, String instance) {
    for (String code : List.of("200", "404", "500")) {
      for (String method : List.of("GET", "POST")) {
        String[] names = {"job", job, "instance", instance, "code", code, "method", method};
        add("http_requests_total", regular(15_000), counter(random.nextInt(1, 20), 0.01), names);
      }
    }
    for (String core : List.of("0", "1")) {
      add("cpu_temp", irregular(15_000), walk(5, 3), "instance", instance, "core", core);
    }
    add(
        "up",
        regular(15_000),
        () -> random.nextInt(20) == 0 ? 0 : 1,
        "job",
        job,
        "instance",
        instance);
    add(
        "queue_length",
        withGaps(30_000),
        () -> random.nextInt(6),
        "job",
        job,
        "instance",
        instance);
    add("memory_bytes", regular(60_000), walk(2e9, 1e7), "job", job, "instance", instance);
    add(
        "build_info",
        regular(30_000),
        () -> 1,
        "job",
        job,
        "instance",
        instance,
        "version",
        "1." + random.nextInt(3));
    histogram(job, instance);
  }

  /** Integer counts, so that buckets agree exactly. */
  private void histogram(String job, String instance) {
    long[] times = regular(15_000);
    double[][] counts = new double[BOUNDS.length][times.length];
    double[] sum = new double[times.length];
    double[] now = new double[BOUNDS.length];
    double total = 0;
    for (int i = 0; i < times.length; i++) {
      for (int k = random.nextInt(8); k > 0; k--) {
        double observed = Math.exp(2 * random.nextDouble() - 3 * random.nextDouble());
        total += observed;
        for (int b = 0; b < BOUNDS.length; b++) {
          now[b] += observed <= BOUNDS[b] ? 1 : 0;
        }
      }
      for (int b = 0; b < BOUNDS.length; b++) {
        counts[b][i] = now[b];
      }
      sum[i] = total;
    }
    for (int b = 0; b < BOUNDS.length; b++) {
      String le = Double.isInfinite(BOUNDS[b]) ? "+Inf" : String.valueOf(BOUNDS[b]);
      store("latency_seconds_bucket", times, counts[b], "job", job, "instance", instance, "le", le);
    }
    store("latency_seconds_sum", times, sum, "job", job, "instance", instance);
    store(
        "latency_seconds_count",
        times,
        counts[BOUNDS.length - 1],
        "job",
        job,
        "instance",
        instance);
  }

  /** Pods that come and go, with a marker at their end. */
  private void churn() {
    for (int i = 0; i < 30; i++) {
      long begin = START + random.nextInt(6_000_000);
      long end = begin + 120_000 + random.nextInt(1_800_000);
      List<Long> times = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      double count = 0;
      for (long t = begin; t < end && t < END; t += 15_000) {
        count += random.nextInt(10);
        times.add(t);
        values.add(count);
        if (random.nextInt(40) == 0) {
          times.add(t + 7_500);
          values.add(Column.NONE);
        }
      }
      times.add(times.getLast() + 15_000);
      values.add(Column.NONE);
      store(
          "pod_events_total",
          longs(times),
          doubles(values),
          "pod",
          "pod-" + i,
          "node",
          "n" + i % 4);
    }
  }

  private void odd() {
    double[] values = {
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      1e308,
      -1e308,
      1e-300,
      0.0,
      -0.0,
      1e21,
      1e-7,
      123456789.125,
      -5,
      4.9e-324,
      0.1
    };
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      add("odd", regular(60_000), () -> value, "kind", "k" + i);
    }
    add(
        "mixed",
        regular(60_000),
        () -> random.nextInt(4) == 0 ? values[random.nextInt(3)] : random.nextInt(5),
        "kind",
        "m");
  }

  /** Histograms that are not ones. */
  private void broken() {
    for (String le : List.of("0.1", "1", "5", "+Inf", "bad", "1.0")) {
      add("broken_bucket", regular(60_000), () -> random.nextInt(10), "le", le, "kind", "falling");
    }
    for (String le : List.of("0.1", "1", "5")) {
      add("broken_bucket", regular(60_000), counter(5, 0), "le", le, "kind", "open");
    }
    add("broken_bucket", regular(60_000), counter(5, 0), "le", "+Inf", "kind", "single");
    add("broken_bucket", regular(60_000), counter(5, 0), "kind", "none");
    for (String le : List.of("-1", "0", "1", "+Inf")) {
      add("broken_bucket", regular(60_000), () -> random.nextInt(3) + 4, "le", le, "kind", "low");
    }
  }

  /** At distances around the lookback of five minutes, exactly on steps. */
  private void sparse() {
    for (int minutes : new int[] {2, 4, 5, 6, 10}) {
      add("sparse", regular(minutes * 60_000L), counter(3, 0), "every", minutes + "m");
    }
    add("text", regular(60_000), () -> 1, "kind", "two\nlines \"é\" \\");
    add("once", new long[] {START + 1_800_000}, () -> 7, "kind", "only");
  }

  @FunctionalInterface
  interface Values {
    double next();
  }

  private Values counter(int mostIncrease, double resetShare) {
    double[] now = {random.nextInt(1000)};
    return () -> {
      boolean reset = random.nextDouble() < resetShare;
      now[0] = reset ? random.nextInt(3) : now[0] + random.nextInt(mostIncrease);
      return now[0];
    };
  }

  private Values walk(double start, double step) {
    double[] now = {start};
    return () -> now[0] += step * (random.nextDouble() - 0.5);
  }

  private static long[] regular(long interval) {
    long[] times = new long[(int) ((END - START) / interval)];
    for (int i = 0; i < times.length; i++) {
      times[i] = START + i * interval;
    }
    return times;
  }

  private long[] irregular(int interval) {
    long[] times = regular(interval);
    for (int i = 0; i < times.length; i++) {
      times[i] += random.nextInt(interval / 3);
    }
    return times;
  }

  private long[] withGaps(int interval) {
    List<Long> times = new ArrayList<>();
    for (long t : irregular(interval)) {
      long gap = (t - START) / 1_000_000;
      if (gap % 3 != 2 && random.nextInt(10) != 0) {
        times.add(t);
      }
    }
    return longs(times);
  }

  private void add(String name, long[] times, Values next, String... labels) {
    double[] values = new double[times.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = next.next();
    }
    store(name, times, values, labels);
  }

  private void store(String name, long[] times, double[] values, String... labels) {
    Labels named = Labels.of(labels).toBuilder().set(Labels.METRIC_NAME, name).build();
    series.add(new Stored(named, times, values));
  }

  private static long[] longs(List<Long> list) {
    return list.stream().mapToLong(Long::longValue).toArray();
  }

  private static double[] doubles(List<Double> list) {
    double[] values = new double[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i);
    }
    return values;
  }
}
