package mop.experiments.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** CPU time of chosen threads, without the JIT's and the collector's own threads. */
final class CpuMeter {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<Thread> threads;
  private final long atStart;

  private CpuMeter(List<Thread> threads) {
    this.threads = threads;
    this.atStart = total();
  }

  /** Begins to measure; {@code threads} must stay alive until {@link #seconds()}. */
  static CpuMeter start(List<Thread> threads) {
    return new CpuMeter(List.copyOf(threads));
  }

  /** CPU-seconds that the threads have used since the start. */
  double seconds() {
    return (total() - atStart) / 1e9;
  }

  private long total() {
    long sum = 0;
    for (Thread thread : threads) {
      long used = THREADS.getThreadCpuTime(thread.threadId());
      if (used < 0) {
        throw new IllegalStateException("thread " + thread.getName() + " ended while measured");
      }
      sum += used;
    }
    return sum;
  }
}
