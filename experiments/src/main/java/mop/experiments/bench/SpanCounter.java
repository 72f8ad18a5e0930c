package mop.experiments.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Makes JMH report spans, and the CPU time they took, beside passes a second. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class SpanCounter {
  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Spans handled; JMH divides it by time. */
  public long spans;

  /** CPU-seconds of the process, the collector's and the compiler's threads included. */
  public double cpuSeconds;

  private long begun;

  /** The clock of a process ticks every 10 ms, so an iteration is measured, not a pass. */
  @Setup(Level.Iteration)
  public void begin() {
    begun = MACHINE.getProcessCpuTime();
  }

  @TearDown(Level.Iteration)
  public void end() {
    cpuSeconds = (MACHINE.getProcessCpuTime() - begun) / 1e9;
  }
}
