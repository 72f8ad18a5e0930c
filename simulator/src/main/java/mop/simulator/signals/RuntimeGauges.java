package mop.simulator.signals;

import java.util.ArrayList;
import java.util.List;
import mop.simulator.random.RandomStream;

/**
 * What a runtime says of itself at an export, from the load since the last one: CPU follows the
 * seconds of work, memory, threads and the like follow the requests in flight (Little's law), so a
 * pod whose requests take longer shows it here too.
 */
final class RuntimeGauges {
  private static final double MEBI = 1 << 20;
  private static final double CORES = 2;

  /** Share of a request's duration in which it computes rather than waits. */
  private static final double COMPUTING = 0.15;

  /** Exports between two collections of garbage that show in memory. */
  private static final int SAWTOOTH = 7;

  private final RandomStream random = new RandomStream(0, 0, 0, 0);

  /**
   * One value.
   *
   * @param gauge whether it is a gauge rather than a sum that goes up and down
   */
  record Value(String name, String unit, boolean gauge, double value) {}

  /**
   * @param number index of the export of this pod
   */
  List<Value> of(Pod pod, long seed, long number, double seconds) {
    random.restart(seed, pod.identity, number, 7);
    double inFlight = pod.busySeconds / seconds;
    double noise = 0.9 + 0.2 * random.uniform();
    double cpu = Math.min(0.98, (0.015 + COMPUTING * inFlight / CORES) * noise);
    double heap = heap(pod, number, inFlight);
    List<Value> values = new ArrayList<>();
    values.add(new Value("process.cpu.utilization", "1", true, cpu));
    values.add(new Value("process.memory.usage", "By", false, Math.rint(heap * 1.6 + 48 * MEBI)));
    values.add(
        new Value(
            "process.open_file_descriptor.count", "{file_descriptor}", false, handles(inFlight)));
    switch (pod.language) {
      case "java" -> {
        values.add(new Value("jvm.memory.used", "By", false, heap));
        values.add(new Value("jvm.thread.count", "{thread}", false, 38 + Math.rint(inFlight)));
        values.add(new Value("jvm.cpu.recent_utilization", "1", true, cpu));
      }
      case "go" -> {
        values.add(new Value("go.memory.used", "By", false, heap));
        values.add(
            new Value("go.goroutine.count", "{goroutine}", false, 24 + Math.rint(4 * inFlight)));
      }
      case "nodejs" -> {
        values.add(new Value("v8js.memory.heap.used", "By", false, heap));
        values.add(new Value("nodejs.eventloop.utilization", "1", true, Math.min(1, cpu * 1.4)));
      }
      default ->
          values.add(new Value("process.thread.count", "{thread}", false, 9 + Math.rint(inFlight)));
    }
    return values;
  }

  /** A level of the pod's own, garbage that grows and goes, and what requests in flight hold. */
  private double heap(Pod pod, long number, double inFlight) {
    double level = 90 + Math.floorMod(pod.identity, 180);
    double garbage = 60.0 * Math.floorMod(number + pod.identity, SAWTOOTH) / SAWTOOTH;
    return Math.rint((level + garbage + 3 * inFlight) * (0.97 + 0.06 * random.uniform()) * MEBI);
  }

  private double handles(double inFlight) {
    return 40 + Math.rint(2 * inFlight) + random.below(6);
  }
}
