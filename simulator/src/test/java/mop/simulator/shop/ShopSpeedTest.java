package mop.simulator.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Spans made per second of CPU time, one thread, after warm-up; prints the figure. */
@Tag("slow")
class ShopSpeedTest {
  private static final int WARM_UP_BLOCKS = 5;
  private static final int MEASURED_BLOCKS = 5;

  @Test
  void generatesMoreThanAMillionSpansPerCpuSecond() throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = 0;
    long bytes = 0;
    for (int i = 0; i < WARM_UP_BLOCKS + MEASURED_BLOCKS; i++) {
      long[] sum = {0};
      long before = threads.getCurrentThreadCpuTime();
      var truth =
          Shop.generate(ShopParameters.defaults(), 1, i, 1, (at, b, off, len) -> sum[0] += len);
      double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
      bytes = sum[0] / truth.spans();
      if (i >= WARM_UP_BLOCKS) {
        best = Math.max(best, truth.spans() / seconds);
      }
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "shop: %.2f million spans per CPU-second, %d OTLP bytes a span",
            best / 1e6,
            bytes));

    // The goal is 1.5 million; a machine half as fast must still pass.
    assertThat(best).isGreaterThan(1e6);
  }
}
